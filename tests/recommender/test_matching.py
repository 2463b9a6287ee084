"""Complementary partners are ranked as the definitions say: with an oracle that has no index."""

from collections import defaultdict

import numpy as np
import pytest

from embeddings import detect_language
from recommender import Catalog, matching
from recommender.constraints import Constraints
from recommender.expansion import expand_all
from recommender.fusion import FIT, UNKNOWN
from recommender.lexical_index import LENGTH_NORMALIZATION, SATURATION
from recommender.passages import embed, mean_of, passage_text
from recommender.terms import company_terms

pytestmark = pytest.mark.slow

ASKS = {"id": "Kami mencari ", "ja": "次のような相手を探しています：", "en": "We are looking for "}
NUMBERS = range(0, 60, 5)
"""Of the companies whose partners are compared: of each language, and of each way of seeking."""


def as_written(number, company):
    """A third says what it seeks, a third asks in its description, a third does not say."""
    if number % 4 == 1:
        company = company.model_copy(update={"partnership": ()})
    if number % 3 == 0:
        return company
    asking = f"{company.description}\n{ASKS[company.language]}{company.seeks}"
    description = asking if number % 3 == 1 else company.description
    return company.model_copy(update={"seeks": None, "description": description})


@pytest.fixture(scope="module")
def companies(bundled):
    """Every fourth fictional company, twenty of each language."""
    return [as_written(number, company) for number, company in enumerate(list(bundled)[::4])]


@pytest.fixture(scope="module")
def partners(tmp_path_factory, embedder, companies):
    with Catalog.open(tmp_path_factory.mktemp("partners"), embedder=embedder) as catalog:
        catalog.put(*companies)
        yield catalog


class Oracle:
    """Strengths from the definitions, for all companies at once, without index or candidates."""

    def __init__(self, catalog, companies, embedder):
        self.companies = companies
        self.made = embed(companies, embedder)
        terms = [company_terms(company) for company in companies]
        self.counts = defaultdict(lambda: np.zeros(len(companies)))
        for number, own in enumerate(terms):
            for term, count in own.counts.items():
                self.counts[term][number] = count
        lengths = np.array([own.length for own in terms])
        share = 1 - LENGTH_NORMALIZATION + LENGTH_NORMALIZATION * lengths / lengths.mean()
        self.saturation = SATURATION * share
        texts = [self._request(number) for number in range(len(companies))]
        texts += [self._offer(number) for number in range(len(companies))]
        with catalog._store.reading() as connection:
            lexical = catalog._indexes(connection).lexical
        needs = expand_all(texts, lexical, lambda words: embedder.encode(words, kind="query"))
        shares = [self._answered(some) for some in needs]
        self.answer, self.rivalry = shares[: len(companies)], shares[len(companies) :]

    def _request(self, number):
        company, places = self.companies[number], self.made[number].places.sought
        language = detect_language(company.seeks) if company.seeks else company.language
        return "\n".join(passage_text(company, place) for place in places), language

    def _offer(self, number):
        company, places = self.companies[number], self.made[number].places
        own = [place for place in places.own if place not in places.sought]
        return "\n".join(passage_text(company, place) for place in own)[:2000], company.language

    def _answered(self, needs):
        """The share of needs that each company's terms answer: BM25 over weighted alternatives."""
        total, most, every = 0.0, 0.0, len(self.companies)
        for need in needs:
            frequency = sum(weight * self.counts[term] for term, weight in need.terms.items())
            having = sum(
                weight * (self.counts[term] > 0).sum() for term, weight in need.terms.items()
            )
            having = min(every, having)
            rarity = need.weight * np.log1p((every - having + 0.5) / (having + 0.5))
            most += rarity
            total += rarity * frequency / (frequency + self.saturation)
        return total / most if most else np.zeros(every)

    def fit(self, seeker, other, asker, *, words=True):
        """How well one meets what another seeks; None where that is unknown."""
        own = self.made[seeker]
        if not len(own.sought):
            return None
        # Vectors of passages, and of what is sought, are kept in half precision.
        sought = mean_of(own.sought.astype(np.float16).astype(np.float32), own.places.sought)
        competitor = other if seeker == asker else seeker
        evidence = (
            FIT.vector * (sought.astype(np.float16).astype(np.float32) @ self.made[other].mean)
            + FIT.rivalry * self.rivalry[asker][competitor]
            + FIT.intercept
        )
        if words:
            constraints = Constraints.of(self._request(seeker)[0])
            evidence += FIT.lexical * self.answer[seeker][other]
            evidence += FIT.outside * (not constraints.admit(self.companies[other]))
        return 1 / (1 + np.exp(-evidence))

    def share_a_kind(self, one, other):
        """Whether both name a kind of partnership, or one of them names none."""
        kinds = [set(self.companies[number].partnership) for number in (one, other)]
        return not all(kinds) or bool(kinds[0] & kinds[1])

    def matches(self, asker):
        """(strength, forward, backward) of every company that can be a match, by id."""
        found = {}
        for number, company in enumerate(self.companies):
            if number == asker or not self.share_a_kind(asker, number):
                continue
            sides = self.fit(asker, number, asker), self.fit(number, asker, asker)
            if sides != (None, None):
                forward, backward = (UNKNOWN if side is None else side for side in sides)
                found[company.id] = (np.sqrt(forward * backward), *sides)
        return found

    def looked_at(self, asker, count):
        """Ids of the `count` best that offer what is sought, and that seek what is offered."""
        others = [
            number
            for number in range(len(self.companies))
            if number != asker and self.share_a_kind(asker, number)
        ]
        forward = {number: self.fit(asker, number, asker) for number in others}
        wanted = {number: self.fit(number, asker, asker, words=False) for number in others}
        chosen = set()
        for side in (forward, wanted):
            known = [number for number in others if side[number] is not None]
            chosen |= set(sorted(known, key=lambda number: -side[number])[:count])
        return {self.companies[number].id for number in chosen}


@pytest.fixture(scope="module")
def oracle(partners, companies, embedder):
    return Oracle(partners, companies, embedder)


@pytest.fixture(scope="module")
def pages(partners, companies):
    """The whole ranking of each company's partners."""
    return {number: partners.matches(companies[number].id, limit=60) for number in NUMBERS}


def ids(page):
    return [match.company.id for match in page.results]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_match_agrees_with_brute_force(pages, oracle, number):
    expected, page = oracle.matches(number), pages[number]
    assert set(ids(page)) == expected.keys()
    for match in page.results:
        strength, forward, backward = expected[match.company.id]
        assert match.score == pytest.approx(strength, abs=1e-4)
        assert match.forward == (None if forward is None else pytest.approx(forward, abs=1e-4))
        assert match.backward == (None if backward is None else pytest.approx(backward, abs=1e-4))


def test_the_companies_compared_seek_in_every_way(pages):
    assert {(bool(page.sought), page.inferred) for page in pages.values()} == {
        (True, False),
        (True, True),
        (False, False),
    }


@pytest.mark.parametrize("number", NUMBERS)
def test_the_strongest_come_first_and_ranks_count_from_one(pages, number):
    scores = [match.score for match in pages[number].results]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)
    ranks = [match.rank for match in pages[number].results]
    assert ranks == list(range(1, len(scores) + 1))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_company_is_no_partner_of_itself(pages, companies, number):
    page = pages[number]
    assert companies[number].id not in ids(page)
    assert page.company.id == companies[number].id
    assert page.total == len(companies) - 1


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_are_cut_from_one_ranking(partners, companies, number):
    def found(**page):
        answer = partners.matches(companies[number].id, **page)
        return [(m.rank, m.company.id, m.score, m.reasons) for m in answer.results]

    whole = found(limit=50)
    assert [one for start in (0, 17, 34) for one in found(limit=17, offset=start)][:50] == whole
    assert found(limit=5, offset=500) == []


def test_only_companies_with_a_kind_of_partnership_in_common_match(pages):
    left_out = 0
    for page in pages.values():
        own = set(page.company.partnership)
        left_out += page.total - len(page.results)
        for match in page.results:
            theirs = set(match.company.partnership)
            assert not own or not theirs or own & theirs
    assert left_out


def test_of_a_company_that_seeks_nothing_the_side_is_unknown(pages):
    page = pages[5]
    assert (page.sought, page.inferred) == ((), False)
    assert page.results
    for match in page.results:
        assert match.forward is None
        assert match.score == pytest.approx(np.sqrt(UNKNOWN * match.backward), abs=1e-5)


def test_a_partner_that_seeks_nothing_is_judged_by_what_it_offers(pages):
    page = pages[0]
    silent = [match for match in page.results if match.backward is None]
    assert 0 < len(silent) < len(page.results)
    for match in silent:
        assert match.score == pytest.approx(np.sqrt(UNKNOWN * match.forward), abs=1e-5)


def test_two_companies_that_seek_nothing_are_no_match(catalog, make_company):
    catalog.put(make_company("A"), make_company("B"))
    page = catalog.matches("A")
    assert (page.results, page.total) == ((), 1)
    catalog.put(make_company("C", seeks="Komponen stamping untuk sepeda motor"))
    assert ids(catalog.matches("A")) == ["C"]


def test_a_company_alone_has_no_partners(catalog, make_company):
    catalog.put(make_company("A", seeks="Komponen stamping"))
    page = catalog.matches("A")
    assert (page.results, page.total, page.facets.country) == ((), 0, ())


FILTERS = [
    {"country": "JP"},
    {"country": "ID", "language": ["id", "en"]},
    {"sector": "C"},
    {"tier": ["1", "2"]},
    {"country": "DE"},
]


@pytest.mark.parametrize("filters", FILTERS)
def test_filters_leave_out_companies_and_change_no_strength(partners, pages, filters):
    everybody = pages[10]
    asker = everybody.company.id
    page = partners.matches(asker, limit=60, filters=filters)
    satisfying = set(ids_of_search(partners, filters)) - {asker}
    assert page.total == len(satisfying)
    assert sum(facet.count for facet in page.facets.country) == page.total
    kept = [match for match in everybody.results if match.company.id in satisfying]
    assert ids(page) == [match.company.id for match in kept]
    for match, same in zip(page.results, kept, strict=True):
        assert match.score == pytest.approx(same.score, abs=1e-6)


def ids_of_search(catalog, filters):
    return ids(catalog.search("mesin", limit=60, filters=filters))


@pytest.mark.parametrize("facet", ["country", "language", "tier", "sector"])
def test_narrowing_by_a_facet_leaves_as_many_as_it_counts(partners, companies, facet):
    asker = companies[10].id
    for found in getattr(partners.matches(asker).facets, facet):
        assert partners.matches(asker, filters={facet: found.value}).total == found.count


@pytest.mark.parametrize("number", NUMBERS)
def test_beyond_the_candidates_the_best_of_both_sides_still_come(
    partners, companies, oracle, monkeypatch, number
):
    monkeypatch.setattr(matching, "CANDIDATES", 8)
    page = partners.matches(companies[number].id, limit=4)
    everybody, near = oracle.matches(number), oracle.looked_at(number, 8)
    best = sorted((everybody[one][0] for one in near & everybody.keys()), reverse=True)[:4]
    assert len(page.results) >= len(best)
    for match, at_least in zip(page.results, best, strict=False):
        assert match.score == pytest.approx(everybody[match.company.id][0], abs=1e-4)
        assert match.score >= at_least - 1e-4


@pytest.mark.parametrize("company_id", ["ID-001", "JP-040", "ID-100"])
def test_among_many_companies_the_first_ten_are_those_of_the_whole_ranking(bundled, company_id):
    whole = bundled.matches(company_id, limit=240)
    page = bundled.matches(company_id, limit=10)
    assert len(bundled) > matching.CANDIDATES + 1
    assert [(m.company.id, m.score) for m in page.results] == [
        (m.company.id, pytest.approx(m.score, abs=1e-6)) for m in whole.results[:10]
    ]
