"""From the words of a query to the terms of an index, in every language that the index holds.

The glossary comes first, the neighbours in the model's space second: "pengecoran" is the concept
"casting", and near "鋳造", "foundry", "cor". The weights of a word's alternatives add up to one.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from embeddings import Language
from embeddings.analysis import Token, analyze, forms_in, is_code
from recommender.lexical_index import LexicalIndex
from recommender.terms import found_in
from recommender.word_vectors import Encode, Floats, Neighbours


@dataclass(frozen=True, slots=True)
class Shares:
    """How a word is shared out among what can stand for it in a company's language.

    concepts: share of its glossary concepts, where companies name one. itself: share of what is left
    for the word as it is written, where companies use it. neighbours: the number of words that share
    the rest, nearest by their vectors; temperature: how fast their weight falls with the cosine
    (softmax). doubted, trusted: cosines of the nearest word at which the rest counts nothing, and
    wholly. phrase: what a concept of several words counts, beside each of its words.
    """

    concepts: float = 0.6
    itself: float = 0.5
    neighbours: int = 8
    temperature: float = 0.1
    doubted: float = 0.4
    trusted: float = 0.6
    phrase: float = 0.5


SHARES = Shares()
"""Chosen on the development queries of `benchmarks/hybrid.py`."""


@dataclass(frozen=True, eq=False)
class Need:
    """One thing that a query asks for, at `start` to `end` of it, and what can stand for it.

    `alternatives`: terms of the index with weights that add up to 1. `spread`: in how many languages
    the word can be met, so that each of them is searched with its full weight. `weight`: how much
    the need counts among those of its query. `known`: whether companies use the word, or the glossary has it;
    else it may be a name, or mistyped.
    """

    start: int
    end: int
    alternatives: Mapping[str, float]
    spread: float
    weight: float
    known: bool

    @cached_property
    def terms(self) -> Mapping[str, float]:
        """The alternatives as they are searched: with weights that count in each language."""
        return {term: weight * self.spread for term, weight in self.alternatives.items()}

    @cached_property
    def ranked(self) -> Sequence[tuple[str, float]]:
        """The terms with their weights, the weightiest first."""
        return sorted(self.terms.items(), key=lambda weighted: -weighted[1])


@dataclass(frozen=True, slots=True)
class Expansion:
    """The needs of a query, and the vector of the whole of it, shape (d,)."""

    needs: list[Need]
    vector: Floats


def expand(
    query: str,
    language: Language,
    index: LexicalIndex,
    encode: Encode,
    shares: Shares = SHARES,
) -> Expansion:
    """Find what a query asks for. A word that nothing in the index can stand for is left out.

    `encode` is that of the model which embedded the index's words.
    """
    read = _Text.read(query, language, index)
    words = read.plain
    surfaces = [word.of(query) for word in words]
    (whole,), nearest = index.words.read([query], surfaces, shares.neighbours, encode)
    return Expansion(read.needs(dict(zip(words, nearest, strict=True)), index, shares), whole)


def expand_all(
    texts: Iterable[tuple[str, Language]],
    index: LexicalIndex,
    encode: Encode,
    shares: Shares = SHARES,
) -> list[list[Need]]:
    """Find what each of many texts asks for; a word that is in several is looked at once."""
    read = [_Text.read(text, language, index) for text, language in texts]
    surfaces = list(dict.fromkeys(word.of(one.text) for one in read for word in one.plain))
    found = index.words.neighbours_of(surfaces, shares.neighbours, encode)
    known = dict(zip(surfaces, found, strict=True))
    return [
        one.needs({word: known[word.of(one.text)] for word in one.plain}, index, shares)
        for one in read
    ]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text's words (each term once), concepts of single words by place, and longer concepts."""

    text: str
    words: Sequence[Token]
    concepts: Mapping[tuple[int, int], Sequence[str]]
    phrases: Sequence[Token]

    @classmethod
    def read(cls, text: str, language: Language, index: LexicalIndex) -> "_Text":
        tokens = analyze(text, language)
        concepts, phrases = _concepts(text, tokens, index)
        unique = list({token.term: token for token in reversed(tokens)}.values())[::-1]
        return cls(text, unique, concepts, phrases)

    @property
    def plain(self) -> list[Token]:
        """Words whose neighbours count: a code has none."""
        return [word for word in self.words if not is_code(word.term)]

    def needs(
        self, nearest: Mapping[Token, Neighbours], index: LexicalIndex, shares: Shares
    ) -> list[Need]:
        needs = []
        for word in self.words:
            own = [term for term in _own_terms(self.text, word) if term in index]
            concepts = () if is_code(word.term) else self.concepts.get((word.start, word.end), ())
            terms = _terms(own, concepts, nearest.get(word, {}), shares)
            if spread := sum(terms.values()):
                alternatives = {term: weight / spread for term, weight in terms.items()}
                known = bool(own or concepts)
                needs.append(Need(word.start, word.end, alternatives, spread, 1.0, known))
        if shares.phrase:
            needs += [
                Need(c.start, c.end, {c.term: 1.0}, 1.0, shares.phrase, known=True)
                for c in self.phrases
            ]
        return needs


def _concepts(
    text: str, tokens: Sequence[Token], index: LexicalIndex
) -> tuple[dict[tuple[int, int], list[str]], list[Token]]:
    """Concepts that companies name: those of single words by their places, and longer ones."""
    places = {(token.start, token.end) for token in tokens}
    words: dict[tuple[int, int], list[str]] = {}
    phrases = []
    for concept in found_in(text, tokens):
        if concept.term not in index:
            continue
        if (concept.start, concept.end) in places:
            words.setdefault((concept.start, concept.end), []).append(concept.term)
        else:
            phrases.append(concept)
    return words, phrases


def _own_terms(query: str, token: Token) -> list[str]:
    """The term itself, and that of the same letters in another language."""
    if token.term.startswith("ja:") or is_code(token.term):
        return [token.term]
    return list(dict.fromkeys([token.term, *forms_in(token.of(query))]))


def _terms(
    own: Sequence[str],
    concepts: Sequence[str],
    nearest: Neighbours,
    shares: Shares,
) -> dict[str, float]:
    """What stands for a word, with weights that add up to at most 1 in each language.

    Concepts and codes are of no language: they count in each.
    """
    if own and is_code(own[0]):
        return {own[0]: 1.0}
    concept = shares.concepts if concepts else 0.0
    weights = dict.fromkeys(concepts, concept / max(1, len(concepts)))
    for language, words in nearest.items():
        same = [term for term in own if term.startswith(f"{language}:")]
        itself = (1 - concept) * shares.itself if same else 0.0
        for term in same:
            weights[term] = weights.get(term, 0.0) + itself / len(same)
        rest = (1 - concept - itself) * _trust(words, shares)
        for term, weight in _softmax(words, shares.temperature).items():
            weights[term] = weights.get(term, 0.0) + rest * weight
    return {term: weight for term, weight in weights.items() if weight > 0}


def _trust(nearest: Sequence[tuple[str, float]], shares: Shares) -> float:
    """How far the nearest word is one that means the same, 0 to 1."""
    best = max((cosine for _, cosine in nearest), default=0.0)
    return min(1.0, max(0.0, (best - shares.doubted) / (shares.trusted - shares.doubted)))


def _softmax(nearest: Sequence[tuple[str, float]], temperature: float) -> dict[str, float]:
    best = max((cosine for _, cosine in nearest), default=0.0)
    weights = {term: math.exp((cosine - best) / temperature) for term, cosine in nearest}
    total = sum(weights.values())
    return {term: weight / total for term, weight in weights.items()}
