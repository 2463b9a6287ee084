import numpy as np
import pytest

from recommender.duplicates.candidates import MAX_NEIGHBOURS, MAX_SHARING, WINDOW, candidates
from recommender.duplicates.facts import facts_of
from recommender.stored_vectors import Entry
from recommender.vector_index import VectorIndex

DIMENSION = 8


def index_of(count):
    chance = np.random.default_rng(7)
    means = chance.normal(size=(count, DIMENSION)).astype(np.float32)
    means /= np.linalg.norm(means, axis=1, keepdims=True)
    none = np.empty((0, DIMENSION), np.float16)
    entries = [
        Entry(row, mean, mean[np.newaxis].astype(np.float16), none, ())
        for row, mean in enumerate(means)
    ]
    return VectorIndex.build(1, "test", DIMENSION, entries)


@pytest.fixture
def crowd(make_company):
    """So many companies that chance alone brings few pairs together."""
    letters = "bcdfghjklmnpqrstvwxz"
    names = (f"{a}a{b}u{a}i Contoh{b}o" for a in letters for b in letters)
    return [make_company(f"ID-{n}", name=name) for n, name in enumerate(names)]


def pairs_of(companies):
    facts = [facts_of(company) for company in companies]
    return {tuple(pair) for pair in candidates(facts, index_of(len(companies))).tolist()}


def test_each_pair_comes_once_with_the_smaller_position_first(crowd):
    facts = [facts_of(company) for company in crowd]
    pairs = candidates(facts, index_of(len(crowd)))
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_the_number_of_pairs_grows_with_the_companies_and_not_with_their_square(crowd):
    few = len(crowd) * (MAX_NEIGHBOURS + 4 * WINDOW + MAX_SHARING)
    assert len(pairs_of(crowd)) < few < len(crowd) ** 2 / 2


@pytest.mark.parametrize(
    "shared",
    [
        {"name": "PT Qwertyuindo Zz"},
        {"website": "www.tanaka-contoh.co.jp"},
        {"contact": "+62 21 555 0100"},
        {"contact": "info@contoh-qwerty.example"},
    ],
)
def test_companies_that_share_something_rare_are_compared(crowd, make_company, shared):
    one = make_company("X-1", **{"name": "PT Aaaa", **shared})
    two = make_company("X-2", country="JP", **{"name": "PT Zzzz", **shared})
    assert (0, len(crowd) + 1) in pairs_of([one, *crowd, two])


def test_what_many_share_brings_nobody_together(crowd, make_company):
    page = "https://toko-contoh-bersama.example"
    many = [
        make_company(f"X-{n}", name=company.name + "q", website=page)
        for n, company in enumerate(crowd[: MAX_SHARING + 1])
    ]
    without = [company.model_copy(update={"website": None}) for company in many]
    assert pairs_of([*crowd, *many]) == pairs_of([*crowd, *without])


def test_nobody_is_compared_in_a_catalogue_of_one_or_none(make_company):
    assert pairs_of([]) == set()
    assert pairs_of([make_company()]) == set()
