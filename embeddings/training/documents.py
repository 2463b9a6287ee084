"""What somebody who looks for a document might type, made from the document itself.

Three kinds of queries, each beside the description that it came from: a stretch or a sentence that
is then taken out of the description (the inverse cloze task: Lee et al., ACL 2019); a handful of
short stretches; and, in any of the three languages, the terms of the glossary that stand in it.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from embeddings.glossary import Term
from embeddings.training.pairs import Pairs, Pieces, Tokenize
from embeddings.training.sources import Document, texts_of

SMALLEST_GROUP = 40
GROUPS_OF_A_STEP = 3
LONGEST_DOCUMENT = 170
"""Pieces of a document in training, about as many as a description of 120 words has."""

STRETCH_SHARE, HARD_SHARE, SHORTENED_SHARE, UNCUT_SHARE = 0.7, 0.6, 0.3, 0.1
STRETCH = (6, 18)
SHORTEST_KEPT, KEPT_SHARE = 2, 0.6
HANDFUL, HANDFUL_STRETCH = (2, 4), (2, 4)
LONGEST_QUERY_SENTENCE = 14
TERMS_OF_A_QUERY = (1, 2, 2, 3, 3, 4)
QUERY_LANGUAGES = ("en", "id", "id", "ja", "ja")
SEPARATORS = {"en": (", ", " and ", " "), "id": (", ", " dan ", " "), "ja": ("、", "・", "と")}
FRAMES = {
    "en": ("{}", "{}", "{} supplier", "{} manufacturer", "company doing {}", "looking for {}"),
    "id": ("{}", "{}", "pemasok {}", "produsen {}", "perusahaan {}", "cari {}", "jasa {}"),
    "ja": ("{}", "{}", "{}メーカー", "{}の会社", "{}を扱う企業", "{}の仕入先", "{}製造"),
}


class DocumentQueries:
    """Queries on the left, documents on the right; often from one group, to be told apart."""

    def __init__(
        self,
        documents: Sequence[Document],
        terms: Sequence[Term],
        pieces: Tokenize,
        *,
        size: int,
        weight: float,
    ) -> None:
        self.name = "documents"
        self.weight = weight
        self._pieces = pieces
        self._size = min(size, len(documents))
        self._sentences = pieces(texts_of(documents))
        self._ends = np.cumsum([len(document.sentences) for document in documents])
        self._terms = TermsInText(terms, [" ".join(d.sentences) for d in documents])
        groups: dict[str, list[int]] = {}
        for number, document in enumerate(documents):
            if document.group:
                groups.setdefault(document.group, []).append(number)
        self._groups = [g for g in groups.values() if len(g) >= SMALLEST_GROUP]

    def draw(self, random: np.random.Generator) -> Pairs:
        """See `PairSource.draw`."""
        left: list[Pieces] = []
        right: list[Pieces] = []
        owner: list[int] = []
        asked: list[str] = []
        askers: list[int] = []
        for place, number in enumerate(self._choose(random)):
            sentences = self._sentences_of(number)
            if random.random() < STRETCH_SHARE:
                taken = int(random.integers(len(sentences)))
                left.append(_stretch(sentences[taken], random))
            else:
                taken = None
                left.append(_handful(sentences, random))
            owner.append(place)
            right.append(_document(sentences, taken, random))
            query = self._terms.query(number, random)
            if query:
                asked.append(query)
                askers.append(place)
        if asked:
            left.extend(self._pieces(asked))
        return Pairs(left, right, np.array(owner + askers))

    def _choose(self, random: np.random.Generator) -> list[int]:
        if len(self._groups) < GROUPS_OF_A_STEP or random.random() > HARD_SHARE:
            return list(map(int, random.choice(len(self._ends), self._size, replace=False)))
        chosen: list[int] = []
        for group in random.choice(len(self._groups), GROUPS_OF_A_STEP, replace=False):
            members = self._groups[group]
            share = min(self._size // GROUPS_OF_A_STEP, len(members))
            chosen.extend(map(int, random.choice(members, share, replace=False)))
        return chosen

    def _sentences_of(self, number: int) -> list[Pieces]:
        first = int(self._ends[number - 1]) if number else 0
        return self._sentences[first : self._ends[number]]


class TermsInText:
    """Which terms of the glossary stand in each of some English texts, the longest match first."""

    def __init__(self, terms: Sequence[Term], texts: Sequence[str]) -> None:
        phrases = {_words(form): term for term in terms for form in term.forms["en"]}
        longest = max(map(len, phrases), default=0)
        self._found = [_terms_in(_words(text), phrases, longest) for text in texts]
        counts: dict[str, int] = {}
        for found in self._found:
            for term in found:
                counts[term.place] = counts.get(term.place, 0) + 1
        # Squared: a query names what is rare about a company.
        self._weights = {
            place: np.log((len(texts) + 1) / count) ** 2 + 1e-2 for place, count in counts.items()
        }

    def query(self, number: int, random: np.random.Generator) -> str | None:
        """A query of a few terms of a text in one of the languages, or None if it has none."""
        found = self._found[number]
        if not found:
            return None
        weights = np.array([self._weights[term.place] for term in found])
        size = min(int(random.choice(TERMS_OF_A_QUERY)), len(found))
        language = str(random.choice(QUERY_LANGUAGES))
        chosen = random.choice(len(found), size, replace=False, p=weights / weights.sum())
        forms = [found[place].forms[language] for place in chosen]
        # The usual form two or three times as often as another.
        words = [form[max(0, int(random.integers(-len(form), len(form))))] for form in forms]
        separators, frames = SEPARATORS[language], FRAMES[language]
        joined = separators[random.integers(len(separators))].join(words)
        return frames[random.integers(len(frames))].format(joined)


def _terms_in(
    words: tuple[str, ...], phrases: Mapping[tuple[str, ...], Term], longest: int
) -> list[Term]:
    found: dict[str, Term] = {}
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            term = phrases.get(words[place : place + length])
            if term:
                found[term.place] = term
                place += length - 1
                break
        place += 1
    return list(found.values())


def _words(text: str) -> tuple[str, ...]:
    """Lower-case words without the plural s."""
    found = re.findall(r"[a-z0-9&/+-]+", text.lower())
    return tuple(re.sub(r"(?<=[a-z]{2}[^s\W\d])s$", "", word) for word in found)


def _stretch(sentence: Pieces, random: np.random.Generator) -> Pieces:
    """The whole sentence, or some of its pieces in a row between the marks of both ends."""
    inner = len(sentence) - 2
    if inner < LONGEST_QUERY_SENTENCE or random.random() > HARD_SHARE:
        return sentence
    length = int(random.integers(STRETCH[0], min(STRETCH[1], inner) + 1))
    first = 1 + int(random.integers(inner - length + 1))
    return np.concatenate([sentence[:1], sentence[first : first + length], sentence[-1:]])


def _handful(sentences: Sequence[Pieces], random: np.random.Generator) -> Pieces:
    """Two to four short stretches from anywhere, as keywords are typed."""
    parts = [sentences[0][:1]]
    for _ in range(random.integers(HANDFUL[0], HANDFUL[1] + 1)):
        sentence = sentences[int(random.integers(len(sentences)))]
        length = int(random.integers(HANDFUL_STRETCH[0], HANDFUL_STRETCH[1] + 1))
        first = 1 + int(random.integers(max(1, len(sentence) - 1 - length)))
        parts.append(sentence[first:-1][:length])
    return np.concatenate([*parts, sentences[0][-1:]])


def _document(
    sentences: Sequence[Pieces], taken: int | None, random: np.random.Generator
) -> Pieces:
    """The description without the sentence that was `taken`, sometimes shortened."""
    kept = list(range(len(sentences)))
    if taken is not None and len(kept) > 1 and random.random() > UNCUT_SHARE:
        kept.remove(taken)
    if len(kept) > SHORTEST_KEPT and random.random() < SHORTENED_SHARE:
        size = max(SHORTEST_KEPT, int(KEPT_SHARE * len(kept)))
        kept = sorted(map(int, random.choice(kept, size, replace=False)))
    inner = [sentences[number][1:-1] for number in kept]
    joined = np.concatenate([sentences[0][:1], *inner])[: LONGEST_DOCUMENT - 1]
    return np.append(joined, sentences[0][-1])
