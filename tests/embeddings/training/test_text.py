"""The trilingual text is complete, well-formed and as large as it says."""

from collections import Counter
from dataclasses import replace
from string import ascii_uppercase

import pytest

from embeddings.glossary import LANGUAGES, read_glossary
from embeddings.training.corpus import read_passages
from embeddings.training.text_checks import check_glossary, check_passages

TERMS = read_glossary()
PASSAGES = read_passages()


def test_the_glossary_has_no_faults():
    assert list(check_glossary(TERMS)) == []


def test_the_passages_have_no_faults():
    assert list(check_passages(PASSAGES)) == []


def test_there_is_enough_text():
    assert len(TERMS) >= 3000
    assert len(PASSAGES) >= 800


def test_every_section_has_passages_and_manufacturing_has_most():
    sections = Counter(passage.section for passage in PASSAGES)
    assert set(sections) == set(ascii_uppercase[: ascii_uppercase.index("U") + 1])
    assert sections.most_common(1)[0][0] == "C"


def test_every_division_of_manufacturing_has_passages():
    divisions = {passage.division for passage in PASSAGES if passage.section == "C"}
    assert {str(number) for number in range(10, 34)} <= divisions


TERM = TERMS[0]
PASSAGE = PASSAGES[0]


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ({"ja": ("brake pad",)}, "not Japanese"),
        ({"en": ("ブレーキパッド",)}, "Japanese letters in en"),
        ({"id": ("kampas rem", "Kampas Rem")}, "stands twice in id"),
        ({"id": ("",)}, "empty form"),
    ],
)
def test_a_fault_of_a_term_is_named(fault, says):
    broken = replace(TERM, forms={**TERM.forms, **fault})
    assert any(says in problem for problem in check_glossary([broken]))


def test_a_concept_that_stands_twice_is_named():
    twin = replace(TERM, place="other.csv:1")
    assert any("stands in" in problem for problem in check_glossary([TERM, twin]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_untranslated_passage_is_named(language):
    other = "ja" if language != "ja" else "en"
    broken = replace(PASSAGE, text={**PASSAGE.text, language: PASSAGE.text[other]})
    assert list(check_passages([broken]))


def test_a_passage_cut_short_is_named():
    broken = replace(PASSAGE, text={**PASSAGE.text, "id": "Pabrik di Karawang."})
    assert any("words" in problem for problem in check_passages([broken]))


def test_a_passage_that_stands_twice_is_named():
    assert any("written 2 times" in problem for problem in check_passages([PASSAGE, PASSAGE]))
