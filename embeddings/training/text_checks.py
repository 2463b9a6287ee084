"""What the trilingual text must satisfy; the tests hold it to this."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from embeddings.glossary import LANGUAGES, Term
from embeddings.training.corpus import Passage

TERM_KINDS = frozenset(
    {"process", "material", "part", "machine", "product", "service", "certification", "business"}
)
PASSAGE_KINDS = frozenset({"profile", "offer", "request"})
SHORTEST_PASSAGE, LONGEST_PASSAGE = 15, 60
"""Words of a passage in English and Indonesian."""
INDONESIAN_WORDS = (0.6, 1.6)
"""For one English word of a passage."""
JAPANESE_CHARACTERS = (1.2, 4.5)
"""For one English word of a passage."""
MOST_SHARED_FORMS = 0.12
"""Share of the terms whose usual Indonesian form may be an English one."""

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_ABBREVIATION = re.compile("[A-Z0-9][A-Za-z0-9 .&/+-]*")


def check_glossary(terms: Sequence[Term]) -> Iterator[str]:
    """One sentence for every fault of a term, and for every concept that stands twice."""
    seen: dict[str, str] = {}
    for term in terms:
        if term.kind not in TERM_KINDS:
            yield f"{term.place}: unknown kind {term.kind}"
        for language in LANGUAGES:
            forms = term.forms[language]
            if any(form != form.strip() or not form for form in forms):
                yield f"{term.place}: empty form, or white space around one, in {language}"
            if len({form.casefold() for form in forms}) < len(forms):
                yield f"{term.place}: a form stands twice in {language}"
            yield from _wrong_script(term.place, language, forms)
        for form in term.forms["en"]:
            first = seen.setdefault(form.casefold(), term.place)
            if first != term.place:
                yield f"{term.place}: {form} stands in {first} already"
    shared = [
        term
        for term in terms
        if term.forms["id"][0].casefold() in {form.casefold() for form in term.forms["en"]}
    ]
    if len(shared) > MOST_SHARED_FORMS * len(terms):
        yield f"{len(shared)} of {len(terms)} terms have an English word as usual Indonesian form"


def check_passages(passages: Sequence[Passage]) -> Iterator[str]:
    """One sentence for every fault of a passage, and for every text that stands twice."""
    for passage in passages:
        if passage.kind not in PASSAGE_KINDS:
            yield f"{passage.place}: unknown kind {passage.kind}"
        if not re.fullmatch("[A-U]", passage.section) or not re.fullmatch(
            r"\d\d", passage.division
        ):
            yield f"{passage.place}: not ISIC: {passage.section} {passage.division}"
        for part in (passage.text, passage.query):
            if set(part) != set(LANGUAGES):
                yield f"{passage.place}: needs {', '.join(LANGUAGES)}"
        yield from _wrong_lengths(passage)
        for language in LANGUAGES:
            text = passage.text[language]
            yield from _wrong_script(passage.place, language, [text, passage.query[language]])
            if language == "ja" and len(_JAPANESE.findall(text)) < len(text) / 2:
                yield f"{passage.place}: the Japanese text is mostly in other letters"
    texts = Counter(
        text for p in passages for part in (p.text, p.query) for text in set(part.values())
    )
    yield from (f"written {n} times: {text}" for text, n in texts.items() if n > 1)


def _wrong_script(place: str, language: str, texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        japanese = bool(_JAPANESE.search(text))
        if language != "ja" and japanese:
            yield f"{place}: Japanese letters in {language}: {text}"
        if language == "ja" and not japanese and not _ABBREVIATION.fullmatch(text):
            yield f"{place}: not Japanese: {text}"


def _wrong_lengths(passage: Passage) -> Iterator[str]:
    english, indonesian = (len(passage.text[language].split()) for language in ("en", "id"))
    for words in (english, indonesian):
        if not SHORTEST_PASSAGE <= words <= LONGEST_PASSAGE:
            yield f"{passage.place}: {words} words"
    if not INDONESIAN_WORDS[0] <= indonesian / english <= INDONESIAN_WORDS[1]:
        yield f"{passage.place}: {indonesian} Indonesian words for {english} English ones"
    japanese = len(passage.text["ja"])
    if not JAPANESE_CHARACTERS[0] <= japanese / english <= JAPANESE_CHARACTERS[1]:
        yield f"{passage.place}: {japanese} characters for {english} English words"
