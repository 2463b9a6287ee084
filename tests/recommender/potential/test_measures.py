"""What a sector may be expected to find, and how sure that is."""

import numpy as np
import pytest

from recommender.potential.gaps import Request, gaps
from recommender.potential.measures import concentration, measures
from recommender.potential.prospects import DEPTH, Prospects


def prospects(strengths, sectors, seeking=None) -> Prospects:
    made = np.array(strengths, np.float32)
    known = np.ones(len(made), bool) if seeking is None else np.array(seeking)
    return Prospects.of(made, sectors, known)


def measured(*given, **options):
    return {one.code: one for one in measures(prospects(*given, **options))}


def test_expected_matches_are_the_sum_of_each_company_s_best():
    found = measured([[0.9, 0.2], [0.4, 0.6], [0.0, 0.0]], [["10"], ["10"], ["13"]])
    assert found["10"].expected == pytest.approx(1.5)
    assert found["13"].expected == 0
    assert (found["10"].companies, found["13"].companies) == (2, 1)


def test_a_company_of_two_sectors_counts_in_each():
    found = measured([[0.9]], [["10", "46"]])
    assert found["10"].expected == found["46"].expected == pytest.approx(0.9)


def test_coverage_counts_companies_and_good_pairs_count_pairs():
    found = measured([[0.5, 0.8, 0.2], [0.49, 0.1, 0.0]], [["10"], ["10"]])["10"]
    assert found.coverage == 0.5
    assert found.good_pairs == 2


def test_where_one_partner_is_the_best_of_all_the_concentration_is_one():
    all_the_same = measured([[0.9, 0.1]] * 4, [["10"]] * 4)["10"]
    spread = measured(np.eye(4) * 0.9, [["10"]] * 4)["10"]
    nobody = measured([[0.1]], [["10"]])["10"]
    assert (all_the_same.concentration, all_the_same.partners) == (1.0, 1)
    assert (spread.concentration, spread.partners) == (0.25, 4)
    assert (nobody.concentration, nobody.partners) == (None, 0)


@pytest.mark.parametrize("counts", [[1], [3, 1], [2, 2, 2], [5, 1, 1, 1]])
def test_concentration_lies_between_all_alike_and_one_for_all(counts):
    found = concentration(np.array(counts))
    assert 1 / len(counts) <= found <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "partners", "rare"), [(60, 40, 1.0), (60, 20, 0.1), (15, 300, 0.1)]
)
def test_the_interval_holds_what_a_population_has_nineteen_times_of_twenty(size, partners, rare):
    """The oracle: many samples of a known population."""
    generator = np.random.default_rng(4)
    population = generator.beta(rare, 3, (400, 400)).astype(np.float32)

    def sample():
        mine, theirs = (generator.permutation(400)[:count] for count in (size, partners))
        return population[mine][:, theirs]

    truth = np.mean([sample().max(axis=1).sum() for _ in range(1_000)])
    rounds = 40
    found = [measured(sample(), [["10"]] * size)["10"] for _ in range(rounds)]
    assert sum(one.low <= truth <= one.high for one in found) >= 0.9 * rounds


def test_more_companies_make_the_interval_narrower():
    generator = np.random.default_rng(1)
    many = generator.beta(1, 3, (200, 50))
    few, wide = (measured(many[:count], [["10"]] * count)["10"] for count in (10, 200))
    assert (few.high - few.low) / few.expected > (wide.high - wide.low) / wide.expected


def test_the_same_strengths_give_the_same_interval():
    made = np.random.default_rng(2).random((30, 20))
    assert measures(prospects(made, [["10"]] * 30)) == measures(prospects(made, [["10"]] * 30))


def test_equal_partners_are_remembered_in_the_order_of_the_catalogue():
    found = prospects(np.full((2, DEPTH + 30), 0.7), [["10"], ["10"]])
    assert found.partners.tolist() == [list(range(DEPTH))] * 2


def test_only_companies_of_which_it_is_known_are_said_to_seek():
    found = measured([[0.9], [0.8]], [["10"], ["10"]], seeking=[True, False])["10"]
    assert found.seeking == 1


def test_requests_that_nobody_meets_are_gaps_of_their_sector_and_quoted():
    requests = [
        Request("A", "galvanizing of steel", "25"),
        Request("B", "pelapisan seng", "25"),
        Request("C", "カカオ豆", "01"),
        Request("D", "siapa saja", None),
    ]
    found = gaps(requests, np.array([0.2, 0.8, 0.9, 0.1], np.float32))
    by_code = {gap.code: gap for gap in found}
    assert (by_code["25"].requests, by_code["25"].met, by_code["25"].unmet) == (2, 1, 1)
    assert by_code["25"].examples == (requests[0],)
    assert by_code["01"].unmet == 0
    assert by_code[None].unmet == 1
    assert found[-1].code == "01"
