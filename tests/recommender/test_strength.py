"""The word for a strength, and whether a good partner has been found at all."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.cli.searching import shown_strength
from recommender.reports.wording import Wording
from recommender.strength import BANDS, band, good_partner_found, is_good, rounded, whole_percent
from recommender.wire import MatchesAnswer, SearchAnswer, SimilarAnswer

ORDER = ["weak", "possible", "good", "strong"]
STRENGTHS = st.floats(0, 1)


def word(strength):
    """The words as they are documented, written once more."""
    if strength < 0.5:
        return "weak" if strength < 0.25 else "possible"
    return "good" if strength < 0.75 else "strong"


@pytest.mark.parametrize(
    ("least", "here", "below"),
    [(0.25, "possible", "weak"), (0.5, "good", "possible"), (0.75, "strong", "good")],
)
def test_a_band_begins_at_its_least_strength(least, here, below):
    assert band(least) == band(math.nextafter(least, 1)) == here
    assert band(math.nextafter(least, 0)) == below


def test_the_ends_of_the_scale_have_words():
    assert (band(0.0), band(1.0)) == ("weak", "strong")
    assert [name for name, _ in BANDS] == ORDER[:0:-1]


@given(STRENGTHS, STRENGTHS)
def test_a_greater_strength_has_no_weaker_word(one, other):
    lower, higher = sorted((one, other))
    assert ORDER.index(band(lower)) <= ORDER.index(band(higher))


@given(STRENGTHS)
def test_a_percentage_says_no_more_than_the_word(strength):
    shown = whole_percent(strength)
    assert band(shown) == band(rounded(strength))
    assert 0 <= rounded(strength) - shown < 0.01
    assert round(shown * 100) == pytest.approx(shown * 100)


@pytest.mark.parametrize("percent", range(101))
def test_whole_percent_stay_what_they_are(percent):
    assert whole_percent(percent / 100) == percent / 100


@pytest.mark.parametrize(
    ("strength", "percent", "word"),
    [(0.496, "49%", "possible"), (0.49996, "50%", "good"), (0.7499, "74%", "good")],
)
def test_command_and_reports_show_the_percentage_of_the_word(strength, percent, word):
    assert shown_strength(strength).split() == [percent, word]
    words = Wording("en")
    assert words.number(rounded(strength), "strength") == percent
    assert words.band(rounded(strength)) == word


@given(st.lists(STRENGTHS, max_size=6))
def test_a_good_partner_is_found_where_one_strength_reaches_a_half(strengths):
    assert is_good(iter(strengths)) == any(strength >= 0.5 for strength in strengths)


def test_nobody_is_no_good_partner():
    assert not is_good([])


QUERIES = [
    "pemasok komponen otomotif",
    "金型メーカー",
    "rattan chairs for hotels",
    "divorce lawyer",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("offset", [0, 100])
@pytest.mark.slow
def test_the_words_of_a_search_agree_with_its_strengths(bundled, query, offset):
    page = bundled.search(query, limit=60, offset=offset)
    check(SearchAnswer.of(page), page, bundled.search(query))


@pytest.mark.parametrize("company_id", ["ID-001", "ID-020", "JP-061"])
def test_the_words_of_a_comparison_agree_with_its_strengths(bundled, company_id):
    similar = bundled.similar(company_id, limit=240)
    check(SimilarAnswer.of(similar), similar, similar)
    matches = bundled.matches(company_id, limit=240)
    check(MatchesAnswer.of(matches), matches, matches)
    assert len({result.band for result in SimilarAnswer.of(similar).results}) >= 3


def check(answer, page, first):
    strengths = [result.score for result in page.results]
    assert strengths
    assert [result.band for result in answer.results] == [word(one) for one in strengths]
    assert answer.good_partner_found == (max(result.score for result in first.results) >= 0.5)


def pages(bundled, offset):
    """Answers that begin with a good partner, from some rank on."""
    query = "pemasok komponen otomotif"
    return [
        (SearchAnswer, bundled.search(query, offset=offset)),
        (SearchAnswer, bundled.search(query, offset=offset, diverse=True)),
        (SimilarAnswer, bundled.similar("ID-001", offset=offset)),
        (MatchesAnswer, bundled.matches("ID-001", offset=offset)),
    ]


@pytest.mark.parametrize("offset", [1, 10, 120, 10_000])
def test_on_a_later_page_the_verdict_is_that_of_the_whole_answer(bundled, offset):
    weaker = 0
    for (kind, first), (_, later) in zip(pages(bundled, 0), pages(bundled, offset), strict=True):
        assert first.best == max(result.score for result in first.results) >= 0.5
        assert later.best == pytest.approx(first.best, abs=1e-6)
        assert kind.of(first).good_partner_found is kind.of(later).good_partner_found is True
        weaker += all(result.score < 0.5 for result in later.results)
    assert (weaker == 4) == (offset >= 120)


def test_where_nobody_is_good_no_page_says_otherwise(bundled):
    for offset in (0, 10, 10_000):
        page = bundled.search("tickets for a football match", offset=offset)
        assert 0 < page.best < 0.5
        assert SearchAnswer.of(page).good_partner_found is False


@pytest.mark.parametrize(
    ("best", "good"), [(0.5, True), (0.49996, True), (0.49994, False), (0.0, False), (None, False)]
)
def test_the_verdict_agrees_with_the_word_of_the_strength_as_it_is_written(bundled, best, good):
    page = bundled.search("pemasok komponen otomotif", limit=1)
    shown = tuple(replace(result, score=best or 0.0) for result in page.results)
    answer = SearchAnswer.of(replace(page, results=shown, best=best))
    assert good_partner_found(best) is answer.good_partner_found is good
    assert (answer.results[0].band in {"good", "strong"}) == good


@pytest.mark.parametrize(
    ("query", "good"),
    [
        ("pemasok komponen otomotif", True),
        ("自動車部品のプレス加工", True),
        ("rattan chairs for hotels", True),
        ("obat sakit gigi untuk anak", False),
        ("離婚に詳しい弁護士", False),
        ("野球の試合のチケット", False),
        ("tickets for a football match", False),
        ("zzzz qqqq", False),
    ],
)
def test_whoever_asks_for_what_nobody_does_is_told_so(bundled, query, good):
    answer = SearchAnswer.of(bundled.search(query))
    assert answer.good_partner_found == good
    assert len(answer.results) == 10


def test_an_answer_without_results_has_no_good_partner(bundled):
    page = bundled.search("pemasok komponen otomotif", filters={"country": "DE"})
    assert page.best is None
    assert SearchAnswer.of(page).good_partner_found is False
