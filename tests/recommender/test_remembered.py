"""What is remembered saves time and changes no answer, however little of it is kept."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import Catalog, complements, index_keeper, sides
from recommender.expansion import expand_all
from recommender.remembered import Remembered


def test_what_was_not_used_for_longest_is_forgotten():
    kept = Remembered(2)
    kept.add({"a": 1, "b": 2})
    assert kept.known(["a"]) == {"a": 1}
    kept.add({"c": 3})
    assert kept.known("abc") == {"a": 1, "c": 3}


def test_of_more_than_it_holds_the_last_are_kept():
    kept = Remembered(2)
    kept.add(dict(zip("abcd", range(4), strict=True)))
    assert (len(kept), kept.known("abcd")) == (2, {"c": 2, "d": 3})


def test_what_is_remembered_anew_is_used_anew():
    kept = Remembered(2)
    kept.add({"a": 1, "b": 2})
    kept.add({"a": 3})
    kept.add({"c": 4})
    assert kept.known("abc") == {"a": 3, "c": 4}


KEYS = st.lists(st.integers(0, 9), max_size=6)


@given(st.integers(0, 5), st.lists(st.tuples(st.booleans(), KEYS), max_size=30))
def test_it_holds_those_used_last(limit, steps):
    kept, used = Remembered(limit), []
    for adding, keys in steps:
        if adding:
            kept.add({key: -key for key in keys})
            found = list(dict.fromkeys(keys))
        else:
            found = [key for key in dict.fromkeys(keys) if key in used]
            assert kept.known(keys) == {key: -key for key in found}
        used = [key for key in used if key not in found] + found
        used = used[max(0, len(used) - limit) :]
        assert len(kept) == len(used)
    assert set(kept.known(range(10))) == set(used)


def test_threads_may_share_it():
    kept = Remembered(20)
    sizes = []

    def use(start):
        for number in range(start, start + 2_000):
            kept.add({number % 50: number % 50, (number * 7) % 50: (number * 7) % 50})
            assert all(key == value for key, value in kept.known(range(50)).items())
            sizes.append(len(kept))

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(use, range(8)))
    finally:
        sys.setswitchinterval(before)
    assert max(sizes) <= 20


ASKERS = ("ID-001", "JP-010")
FEWER = {"language": "en"}


def answers(catalog):
    """Every partner of some companies, asked for twice: who, how strong, and both sides."""
    return [
        (match.company.id, match.score, match.forward, match.backward)
        for company_id in ASKERS * 2
        for match in catalog.matches(company_id, limit=240, filters=FEWER).results
    ]


@pytest.fixture(scope="module")
def expected(bundled):
    return answers(bundled)


@pytest.mark.slow
@pytest.mark.parametrize("limit", [0, 1, 30])
def test_with_more_companies_than_are_remembered_the_answers_are_the_same(
    bundled, embedder, expected, monkeypatch, limit
):
    monkeypatch.setattr(index_keeper, "MAX_REMEMBERED", limit)
    added = {}
    add = Remembered.add

    def listening(kept, values):
        add(kept, values)
        added.setdefault(id(kept), []).append((len(values), len(kept)))

    monkeypatch.setattr(Remembered, "add", listening)
    with Catalog.open(bundled.folder, embedder=embedder) as catalog:
        for found, wanted in zip(answers(catalog), expected, strict=True):
            assert found[0] == wanted[0]
            assert found[1:] == pytest.approx(wanted[1:], abs=1e-5)
        with catalog.view() as view:
            sought = added[id(view.indexes.sought)]
    assert max(values for values, _ in sought) > 50 > limit
    assert {size for _, size in sought} == {limit}


def test_what_is_remembered_is_not_read_again(bundled, embedder, monkeypatch):
    read = []

    def listening(texts, *rest):
        listed = list(texts)
        read.append(len(listed))
        return expand_all(listed, *rest)

    monkeypatch.setattr(complements, "expand_all", listening)
    monkeypatch.setattr(sides, "expand_all", listening)
    with Catalog.open(bundled.folder, embedder=embedder) as catalog:
        pages = [catalog.matches("ID-001", filters=FEWER) for _ in range(2)]
    assert pages[0] == pages[1]
    own = 2
    assert read[0] == read[2] == own
    assert read[1] > 50
    assert read[3] == 0


@pytest.mark.parametrize("limit", [0, 2, 3, 10])
def test_what_is_made_through_it_is_made_once_as_far_as_it_holds(limit):
    kept, made = Remembered(limit), []

    def make(keys):
        made.extend(keys)
        return {key: -key for key in keys if key != 9}  # 9 stands for what does not exist

    for keys in ([1, 2, 9], [2, 1], [1, 2, 9]):
        assert kept.through(keys, make) == {key: -key for key in keys if key != 9}
    assert made.count(1) == (1 if limit >= 3 else 3)


def test_a_page_is_the_same_when_it_comes_from_memory(bundled, embedder):
    with Catalog.open(bundled.folder, embedder=embedder) as catalog:
        first = catalog.search("金型を作れる会社", limit=5)
        assert catalog.search("金型を作れる会社", limit=5) is first
        for filters in ({"country": "ID"}, {"country": "JP"}):
            assert catalog.search("金型を作れる会社", limit=5, filters=filters) != first
        assert catalog.search("金型を作れる会社", limit=4).results == first.results[:4]


def test_a_page_is_made_anew_when_the_companies_have_changed(catalog, make_company):
    catalog.put(make_company("ID-001"), make_company("ID-002"))
    before = catalog.search("stamping")
    catalog.delete("ID-002")
    assert {result.company.id for result in before.results} == {"ID-001", "ID-002"}
    assert {result.company.id for result in catalog.search("stamping").results} == {"ID-001"}
