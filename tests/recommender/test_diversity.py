"""Results are put in an order in which each is strong and unlike those before it."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from recommender import Catalog
from recommender.diversity import POOL, RELEVANCE, diversify

DIMENSION = 6


@st.composite
def ranked(draw, longest=14):
    """Strengths, descending, and unit vectors of which some are nearly the same."""
    count = draw(st.integers(1, longest))
    dice = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    strengths = np.sort(dice.uniform(0, 1, count)).astype(np.float32)[::-1]
    kinds = dice.normal(size=(draw(st.integers(1, 4)), DIMENSION))
    vectors = kinds[dice.integers(0, len(kinds), count)]
    vectors = vectors + draw(st.sampled_from([0.01, 0.5])) * dice.normal(size=vectors.shape)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return strengths, vectors.astype(np.float32)


RELEVANCES = st.sampled_from([0.0, 0.3, 0.5, RELEVANCE, 0.9])


def value(strengths, vectors, relevance, taken, one):
    """Maximal marginal relevance as Carbonell and Goldstein write it."""
    likeness = max(float(vectors[one].astype(float) @ vectors[other]) for other in taken)
    return relevance * float(strengths[one]) - (1 - relevance) * likeness


@given(ranked(), RELEVANCES)
@settings(deadline=None)
def test_every_next_company_has_the_highest_marginal_relevance(given_ranking, relevance):
    strengths, vectors = given_ranking
    order = diversify(strengths, vectors, relevance).tolist()
    assert order[0] == 0
    for place in range(1, len(order)):
        taken, left = order[:place], order[place:]
        values = [value(strengths, vectors, relevance, taken, one) for one in left]
        # float32 beside float64: what is as good as the best may come first.
        assert values[0] >= max(values) - 1e-5


@given(ranked(), RELEVANCES)
@settings(deadline=None)
def test_every_company_stays_and_the_first_stays_first(given_ranking, relevance):
    strengths, vectors = given_ranking
    order = diversify(strengths, vectors, relevance)
    assert sorted(order.tolist()) == list(range(len(strengths)))
    assert order[0] == 0


@given(ranked(), st.integers(1, 14), RELEVANCES)
@settings(deadline=None)
def test_a_shorter_list_of_the_same_companies_is_a_beginning(given_ranking, length, relevance):
    """Whoever asks for fewer results sees the first of those who asks for more."""
    strengths, vectors = given_ranking
    assume(length <= len(strengths))
    whole = diversify(strengths, vectors, relevance).tolist()
    chosen = sorted(whole[:length])
    again = diversify(strengths[chosen], vectors[chosen], relevance)
    assert [chosen[one] for one in again] == whole[:length]


@given(ranked())
@settings(deadline=None)
def test_where_only_strength_counts_nothing_moves(given_ranking):
    strengths, vectors = given_ranking
    assert diversify(strengths, vectors, 1.0).tolist() == list(range(len(strengths)))


def test_sisters_are_spread():
    vectors = np.repeat(np.eye(3, dtype=np.float32), 4, axis=0)
    strengths = np.linspace(0.9, 0.85, len(vectors)).astype(np.float32)
    order = diversify(strengths, vectors).tolist()
    kinds = [one // 4 for one in order]
    assert kinds[:3] == [0, 1, 2]
    assert [one for one in order if one // 4 == 0] == [0, 1, 2, 3]


def test_a_much_stronger_company_comes_before_an_unlike_one():
    vectors = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    assert diversify(np.array([0.9, 0.8, 0.1], np.float32), vectors).tolist() == [0, 1, 2]
    assert diversify(np.array([0.9, 0.8, 0.7], np.float32), vectors).tolist() == [0, 2, 1]


def test_nobody_is_put_in_order():
    nothing = diversify(np.empty(0, np.float32), np.empty((0, DIMENSION), np.float32))
    assert nothing.tolist() == []


def test_behind_the_pool_the_order_stays():
    dice = np.random.default_rng(5)
    vectors = dice.normal(size=(POOL + 50, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    strengths = np.sort(dice.uniform(0, 1, len(vectors))).astype(np.float32)[::-1]
    order = diversify(strengths, vectors).tolist()
    assert order[POOL:] == list(range(POOL, POOL + 50))
    assert sorted(order[:POOL]) == list(range(POOL))
    assert order[:POOL] != list(range(POOL))


# In a catalogue.

QUERIES = ["pemasok komponen otomotif", "金型メーカー", "food packaging film"]


def ids(page):
    return [result.company.id for result in page.results]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", [{}, {"country": "JP"}])
def test_a_diverse_answer_has_the_same_companies_with_the_same_strengths(bundled, query, filters):
    plain = bundled.search(query, limit=240, filters=filters)
    diverse = bundled.search(query, limit=240, filters=filters, diverse=True)
    assert (diverse.total, diverse.facets) == (plain.total, plain.facets)
    assert ids(diverse) != ids(plain)
    assert ids(diverse)[0] == ids(plain)[0]
    assert set(ids(diverse)[:POOL]) == set(ids(plain)[:POOL])
    assert ids(diverse)[POOL:] == ids(plain)[POOL:]
    strengths = {result.company.id: result.score for result in plain.results}
    assert {result.company.id: result.score for result in diverse.results} == strengths
    assert [result.rank for result in diverse.results] == list(range(1, plain.total + 1))


@pytest.mark.parametrize("query", QUERIES)
def test_the_pages_of_a_diverse_answer_are_cuts_of_it(bundled, query):
    whole = ids(bundled.search(query, limit=240, diverse=True))
    for limit, offset in [(1, 0), (10, 0), (10, 10), (7, 3), (60, 180), (100, 190), (5, 239)]:
        page = bundled.search(query, limit=limit, offset=offset, diverse=True)
        assert ids(page) == whole[offset : offset + limit]
        assert [r.rank for r in page.results] == list(
            range(offset + 1, offset + 1 + len(ids(page)))
        )


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", [{}, {"country": "JP"}])
def test_a_diverse_answer_is_that_of_the_rule_over_the_vectors(bundled, query, filters):
    plain = bundled.search(query, limit=240, filters=filters)
    with bundled._store.reading() as connection:
        vectors = bundled._indexes(connection).vectors
        rows = [bundled._store.get(connection, one)[0] for one in ids(plain)]
    means = np.stack([vectors.mean(row) for row in rows])
    strengths = np.array([result.score for result in plain.results], np.float32)
    expected = [ids(plain)[one] for one in diversify(strengths, means)]
    page = bundled.search(query, limit=240, filters=filters, diverse=True)
    assert ids(page) == expected


def test_another_company_comes_before_the_sisters_of_the_first(tmp_path, embedder, make_company):
    chips = "Kami membuat keripik singkong pedas dalam kemasan."
    others = [
        "Usaha keluarga di Padang: keripik singkong balado sejak tiga generasi.",
        "Toko oleh-oleh dengan aneka keripik singkong, ubi dan talas.",
    ]
    with Catalog.open(tmp_path, embedder=embedder) as catalog:
        catalog.put(
            *(make_company(f"SISTER-{n}", description=chips) for n in range(6)),
            *(make_company(f"OTHER-{n}", description=text) for n, text in enumerate(others)),
        )
        plain = ids(catalog.search("keripik singkong", limit=4))
        diverse = ids(catalog.search("keripik singkong", limit=4, diverse=True))
    assert [one[:6] for one in plain] == ["SISTER"] * 4
    assert diverse[0] == plain[0]
    assert diverse[1].startswith("OTHER")
