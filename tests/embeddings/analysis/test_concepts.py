"""What the glossary knows is found in every language, and nowhere else."""

from importlib.resources import files

import pytest

from embeddings.analysis import analyze
from embeddings.analysis.concepts import (
    ANALYZED,
    Concepts,
    analyze_forms,
    analyzed_glossary,
    glossary_concepts,
)
from embeddings.glossary import LANGUAGES, Term, read_glossary


def concept(*, en: str, id: str, ja: str) -> Term:  # noqa: A002 - the glossary's column
    forms = {"en": tuple(en.split("|")), "id": tuple(id.split("|")), "ja": tuple(ja.split("|"))}
    return Term(forms, "process", "here:1")


SOME = Concepts(
    analyze_forms(
        [
            concept(en="casting", id="pengecoran", ja="鋳造"),
            concept(en="die casting", id="cor tekan|die casting", ja="ダイカスト"),
        ]
    )
)


def found(text: str, language: str, concepts: Concepts = SOME) -> list[tuple[str, str]]:
    tokens = concepts.find(text, analyze(text, language))
    return [(token.term, text[token.start : token.end]) for token in tokens]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("High-pressure die-casting shop", "en", [("#1", "die-casting"), ("#0", "casting")]),
        ("Pabrik cor tekan aluminium", "id", [("#1", "cor tekan"), ("#0", "cor")]),
        ("ﾀﾞｲｶｽﾄと鋳造", "ja", [("#1", "ﾀﾞｲｶｽﾄ"), ("#0", "鋳造")]),
        ("A die, castings and forgings", "en", [("#0", "castings")]),
    ],
)
def test_a_concept_is_found_with_its_place(text, language, expected):
    assert set(found(text, language)) == set(expected)


def test_words_that_stand_apart_are_no_phrase():
    assert ("#1", "die, casting") not in found("die, and casting", "en")
    assert not any(term == "#1" for term, _ in found("a die of a casting", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_the_glossary_is_found_as_its_own_concept(language):
    concepts = glossary_concepts()
    missing = [
        (term.place, form)
        for number, term in enumerate(read_glossary())
        for form in term.forms[language]
        if analyze(form, language)
        and f"#{number}" not in {t.term for t in concepts.find(form, analyze(form, language))}
    ]
    assert missing == []


def test_the_analysed_glossary_is_that_of_the_glossary():
    """If not: python -m embeddings.analysis.concepts."""
    assert (files("embeddings.glossary") / ANALYZED).read_bytes() == analyzed_glossary()
