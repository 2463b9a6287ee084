"""Glossary concepts in a text: "die casting", "ダイカスト" and "cor tekan" are one thing.

Concepts make terms of different languages meet without translation. Every form of the glossary is
analysed like a text; where its terms stand side by side in a text, the text has the concept.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from embeddings.analysis.analyzer import Token, analyze
from embeddings.glossary import LANGUAGES, Term, read_glossary

ANALYZED = "analyzed.json"
"""The glossary's forms as `python -m embeddings.analysis.concepts` has analysed them."""

# What may stand between two words or not: "die-casting", "die casting", "ばねの鋼".
_JOINTS = re.compile(r"[\s\-‐・の]+")


def is_concept(term: str) -> bool:
    """Whether a term is a concept of the glossary rather than a word or a code."""
    return term.startswith("#")


def written_concept(term: str) -> str:
    """A concept as people read it: its usual form in each language."""
    forms = read_glossary()[int(term.removeprefix("#"))].forms
    return " = ".join(dict.fromkeys(forms[language][0] for language in LANGUAGES))


class Form(NamedTuple):
    """A form of concept `number`: its terms, and the grammar between them."""

    terms: tuple[str, ...]
    gaps: tuple[str, ...]
    number: int


class Concepts:
    """Finds the terms of a glossary; concept i is written as the term "#i"."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms: dict[str, list[Form]] = {}
        for form in forms:
            self._forms.setdefault(form.terms[0], []).append(form)

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


def analyze_forms(terms: Sequence[Term]) -> list[Form]:
    """The forms of terms in every language, analysed like a text; concept i is `terms[i]`."""
    found = []
    for number, term in enumerate(terms):
        for language in LANGUAGES:
            for form in term.forms[language]:
                tokens = analyze(form, language)
                if tokens:
                    found.append(
                        Form(tuple(token.term for token in tokens), _gaps(form, tokens), number)
                    )
    return list(dict.fromkeys(found))


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
    forms = json.loads(_analyzed().read_bytes())
    return Concepts(Form(tuple(terms), tuple(gaps), number) for terms, gaps, number in forms)


@cache
def glossary_digest() -> str:
    """SHA-256 (hex): changes whenever the same text could have other concepts."""
    return hashlib.sha256(_analyzed().read_bytes()).hexdigest()


def analyzed_glossary() -> bytes:
    """What `ANALYZED` has to hold: analysing 17,000 forms at every start would take a second."""
    forms = analyze_forms(read_glossary())
    lines = (json.dumps(form, ensure_ascii=False, separators=(",", ":")) for form in forms)
    return ("[" + ",\n".join(lines) + "]\n").encode()


def _analyzed() -> Traversable:
    return files("embeddings.glossary") / ANALYZED


if __name__ == "__main__":
    Path(str(_analyzed())).write_bytes(analyzed_glossary())
