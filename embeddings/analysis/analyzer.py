"""Text in any of the three languages to terms with their places."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from embeddings.analysis import english, indonesian, japanese
from embeddings.analysis.codes import CODE, code_term
from embeddings.analysis.folded import fold_width
from embeddings.cue_words import ENGLISH_GRAMMAR, INDONESIAN_GRAMMAR
from embeddings.language import Language

ANALYSIS_VERSION = 2
"""Part of the fingerprint of stored terms: raise it when `analyze` changes its output."""

_RUN = re.compile(
    rf"(?P<japanese>{japanese.RUN.pattern})"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f]+(?:['’][A-Za-z]+)?)"
)

_STEM = {"id": indonesian.stem, "en": english.stem}
# The words of asking are not what is asked for, and what joins words says nothing of a trade.
# Whether a text is Indonesian is told without them.
_ASKING = {
    "id": frozenset(
        """
        cari mencari dicari butuh membutuhkan dibutuhkan perlu memerlukan diperlukan perusahaan mohon
        serta bersedia sanggup para demi melalui secara maupun ataupun yaitu yakni terhadap hingga
        sampai sejak selama kepada hal tiap sebuah seorang suatu berbagai terutama khususnya misalnya
        pula pun sehingga maka memiliki mempunyai punya merupakan menjadi termasuk
        dll dst
        """.split()  # noqa: SIM905 - reads better as running text
    ),
    "en": frozenset(
        """
        look looking seek seeking need needs needed want wants wanted find company companies please
        in able willing no not other more most like via per across within including along
        """.split()  # noqa: SIM905
    ),
}
_GRAMMAR = {
    "id": INDONESIAN_GRAMMAR | _ASKING["id"],
    "en": ENGLISH_GRAMMAR | _ASKING["en"],
}


class Token(NamedTuple):
    """A term and the characters `start` to `end` that it stands for.

    Terms begin with the language that they are of ("id:cor"), or with "=" for a code ("=adc12").
    """

    term: str
    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]


def analyze(text: str, language: Language) -> list[Token]:
    """Cut `text` into terms, in the order of their places; grammar and bare numbers are left out.

    Japanese writing is Japanese whatever `language` says; words in Latin letters are Indonesian
    where `language` is "id", and English otherwise. Offsets count characters of `text`.
    """
    latin = "id" if language == "id" else "en"
    folded = fold_width(text)
    return [
        Token(term, folded.starts[start], folded.ends[end - 1])
        for term, start, end in _terms(folded.text, latin)
    ]


def is_code(term: str) -> bool:
    """Whether a term is the name of a standard, a material or a part, not a word."""
    return term.startswith("=")


def forms_in(word: str) -> list[str]:
    """The terms that a single word in Latin letters can be: as Indonesian and as English."""
    lower = word.lower()
    return [
        f"{language}:{stem(lower)}"
        for language, stem in _STEM.items()
        if lower not in _GRAMMAR[language]
    ]


def _terms(text: str, latin: str) -> Iterator[tuple[str, int, int]]:
    start = 0
    for code in CODE.finditer(text):
        yield from _words(text, start, code.start(), latin)
        yield f"={code_term(code.group())}", code.start(), code.end()
        start = code.end()
    yield from _words(text, start, len(text), latin)


def _words(text: str, start: int, end: int, latin: str) -> Iterator[tuple[str, int, int]]:
    for run in _RUN.finditer(text, start, end):
        if run.lastgroup == "japanese":
            for form, begin, stop in japanese.words(run.group()):
                yield f"ja:{form}", run.start() + begin, run.start() + stop
            continue
        word = run.group().lower()
        if word not in _GRAMMAR[latin] and len(word) > 1:
            yield f"{latin}:{_STEM[latin](word)}", run.start(), run.end()
