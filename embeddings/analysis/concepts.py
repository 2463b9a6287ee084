"""Glossary concepts in a text: "die casting", "ダイカスト" and "cor tekan" are one thing.

Concepts make terms of different languages meet without translation. Every form of the glossary is
analysed like a text; where its terms stand side by side in a text, the text has the concept.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from embeddings.analysis.analyzer import Token, analyze
from embeddings.glossary import LANGUAGES, Term, read_glossary

# What may stand between two words or not: "die-casting", "die casting", "ばねの鋼".
_JOINTS = re.compile(r"[\s\-‐・の]+")


def is_concept(term: str) -> bool:
    """Whether a term is a concept of the glossary rather than a word or a code."""
    return term.startswith("#")


def written_concept(term: str) -> str:
    """A concept as people read it: its usual form in each language."""
    forms = read_glossary()[int(term.removeprefix("#"))].forms
    return " = ".join(dict.fromkeys(forms[language][0] for language in LANGUAGES))


class _Form(NamedTuple):
    """A form of concept `number`: its terms, and the grammar between them."""

    terms: tuple[str, ...]
    gaps: tuple[str, ...]
    number: int


class Concepts:
    """Finds the terms of a glossary; concept i is written as the term "#i"."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._forms: dict[str, list[_Form]] = {}
        for form in dict.fromkeys(_forms(terms)):
            self._forms.setdefault(form.terms[0], []).append(form)
        contents = repr([form for forms in self._forms.values() for form in forms])
        self.digest: str = hashlib.sha256(contents.encode()).hexdigest()
        """Changes whenever the same text could have other concepts."""

    def find(self, text: str, tokens: Sequence[Token]) -> list[Token]:
        """Concepts of a text that `tokens` were made from, shorter ones inside longer ones too."""
        names = tuple(token.term for token in tokens)
        found: list[Token] = []
        for position, name in enumerate(names):
            for form in self._forms.get(name, ()):
                end = position + len(form.terms)
                if names[position:end] == form.terms:
                    own = tokens[position:end]
                    if _gaps(text, own) == form.gaps:
                        found.append(Token(f"#{form.number}", own[0].start, own[-1].end))
        return found


def _forms(terms: Sequence[Term]) -> Iterator[_Form]:
    for number, term in enumerate(terms):
        for language in LANGUAGES:
            for form in term.forms[language]:
                tokens = analyze(form, language)
                if tokens:
                    yield _Form(tuple(t.term for t in tokens), _gaps(form, tokens), number)


def _gaps(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """What stands between neighbouring tokens, beside white space, hyphens and の."""
    if len(tokens) == 1:
        return ()
    return tuple(
        _JOINTS.sub("", text[before.end : after.start]).lower()
        for before, after in pairwise(tokens)
    )


@cache
def glossary_concepts() -> Concepts:
    """The concepts of Mitra's own glossary."""
    return Concepts(read_glossary())
