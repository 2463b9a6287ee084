"""Words and vectors together: what is asked for is met in another language, and said why."""

import numpy as np
import pytest

from embeddings.analysis.concepts import is_concept, written_concept
from recommender.expansion import SHARES
from recommender.results import NameReason, PhrasesReason


def ids(page):
    return [result.company.id for result in page.results]


QUERIES = [
    "pengecoran die casting ADC12",
    "ダイカスト部品 IATF16949",
    "rattan furniture for hotels in Cirebon",
    "愛知県のプレス加工",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_weights_of_a_words_alternatives_add_up_to_one(bundled, query):
    needs = bundled.search(query).needs
    assert needs
    for need in needs:
        assert sum(need.alternatives.values()) == pytest.approx(1)
        assert all(weight > 0 for weight in need.alternatives.values())
        assert query[need.start : need.end].strip()


@pytest.mark.parametrize(
    ("query", "word", "alternative"),
    [
        ("pengecoran aluminium", "pengecoran", "ja:鋳造"),
        ("めっき加工", "めっき", "en:electroplating"),
        ("rattan chairs", "rattan", "id:rotan"),
        ("kalibrasi", "kalibrasi", "ja:校正"),
    ],
)
def test_a_word_stands_for_its_translations(bundled, query, word, alternative):
    (need,) = [n for n in bundled.search(query).needs if query[n.start : n.end] == word]
    forms = {
        form.strip()
        for term in need.alternatives
        if is_concept(term)
        for form in written_concept(term).split("=")
    }
    assert alternative in need.alternatives or alternative.partition(":")[2] in forms


def test_a_code_stands_for_itself_alone(bundled):
    (need,) = bundled.search("IATF 16949:2016").needs
    assert need.alternatives == {"=iatf16949": 1.0}


@pytest.mark.parametrize("query", ["ISO/IEC 17025", "iso 17025", "ISO17025:2017"])
def test_companies_with_a_code_come_before_those_without(bundled, query):
    page = bundled.search(query, limit=240)
    has = ["17025" in repr(result.company) for result in page.results]
    assert any(has)
    assert has == sorted(has, reverse=True)


@pytest.mark.parametrize(
    ("polite", "plain"),
    [
        ("kami mencari perusahaan yang membuat furnitur rotan", "membuat furnitur rotan"),
        ("弊社はめっき加工の企業を探しています", "めっき加工"),
        ("we are looking for a company for calibration", "calibration"),
    ],
)
def test_the_words_of_asking_are_not_asked_for(bundled, polite, plain):
    asked = [polite[need.start : need.end] for need in bundled.search(polite).needs]
    assert asked == [plain[need.start : need.end] for need in bundled.search(plain).needs]


@pytest.mark.parametrize("query", QUERIES)
def test_every_answer_quotes_both_sides_word_for_word(bundled, query):
    page = bundled.search(query, limit=30)
    reasons = [
        (result.company, reason)
        for result in page.results
        for reason in result.reasons
        if isinstance(reason, PhrasesReason)
    ]
    assert reasons
    for company, reason in reasons:
        for answer in reason.answers:
            value = getattr(company, answer.found.field)
            text = value if isinstance(value, str) else ", ".join(value)
            assert text[answer.found.start : answer.found.end] == answer.found.text != ""
            assert query[answer.asked.start : answer.asked.end] == answer.asked.text != ""
        for quote in reason.missing:
            assert query[quote.start : quote.end] == quote.text
        assert not {a.asked for a in reason.answers} & set(reason.missing)


def test_what_a_company_lacks_is_said(bundled):
    page = bundled.search("rotan bersertifikat FSSC 22000", limit=1)
    (reason,) = [r for r in page.results[0].reasons if isinstance(r, PhrasesReason)]
    answered = {answer.asked.text for answer in reason.answers}
    missing = {quote.text for quote in reason.missing}
    assert ("rotan" in answered) != ("FSSC 22000" in answered) or not missing


def test_offsets_count_the_query_as_it_was_typed(bundled):
    query = "  ＡＤＣ１２   ﾀﾞｲｶｽﾄ  "
    page = bundled.search(query, limit=3)
    for result in page.results:
        for reason in result.reasons:
            if isinstance(reason, PhrasesReason):
                for answer in reason.answers:
                    assert page.query[answer.asked.start : answer.asked.end] == answer.asked.text


@pytest.mark.parametrize(
    ("query", "company"),
    [
        ("PT Anggrana Baja Lembaran", "ID-001"),
        ("anggrana baja lembaran", "ID-001"),
        ("Anggrana Baja Lemabran", "ID-001"),
        ("ハギモト精鈑", "JP-001"),
        ("hagimoto seihan", "JP-001"),
        ("ハギモトセイハン", "JP-001"),
        ("CV KENCANA TOOLING PAMULANG", "ID-029"),
    ],
)
def test_a_company_is_found_by_its_name_and_the_name_is_the_reason(bundled, query, company):
    first = bundled.search(query, limit=1).results[0]
    assert first.company.id == company
    reason = first.reasons[0]
    assert isinstance(reason, NameReason)
    assert reason.partner.text in (first.company.name, *first.company.names)


def test_a_name_does_not_get_around_the_filters(bundled):
    page = bundled.search("PT Anggrana Baja Lembaran", filters={"country": "JP"}, limit=240)
    assert "ID-001" not in ids(page)
    assert not any(isinstance(r, NameReason) for x in page.results for r in x.reasons)


def test_the_strength_of_a_company_does_not_depend_on_the_filters(bundled):
    everywhere = {r.company.id: r.score for r in bundled.search("金型", limit=240).results}
    for result in bundled.search("金型", filters={"country": "ID"}, limit=240).results:
        assert result.score == pytest.approx(everywhere[result.company.id], abs=1e-6)


def test_without_the_glossary_neighbours_still_reach_another_language(bundled, embedder):
    from dataclasses import replace

    from recommender.expansion import expand

    shares = replace(SHARES, concepts=0.0, phrase=0.0)

    def encode(words):
        return embedder.encode(words, kind="query")

    with bundled._store.reading() as connection:
        lexical = bundled._indexes(connection).lexical
    (need,) = expand("金型", "ja", lexical, encode, shares).needs
    assert not any(is_concept(term) for term in need.alternatives)
    assert any(term.startswith(("en:", "id:")) for term in need.alternatives)
    assert np.isclose(sum(need.alternatives.values()), 1)
