"""The invited are the best choice that the rules allow, with reasons and a waiting list."""

import itertools

import numpy as np
import pytest

from recommender.events.errors import EventError
from recommender.events.invitations import invite
from recommender.events.pool import Hall, Pool
from recommender.events.roster import Member
from recommender.events.settings import SideSettings

HALL = Hall(slots=4, meetings=100, largest_difference=400, theme=0.0)


def pool(side, count, *, organisations=1, theme=None, **rules):
    members = [
        Member(f"{side}{n}", f"{side}{n}", "ID", f"o{n % organisations}") for n in range(count)
    ]
    given = {"name": side, "filters": {"country": "ID"}, "capacity": 2, **rules}
    return Pool(
        members, SideSettings.model_validate(given), np.zeros(count) if theme is None else theme
    )


def best_by_hand(strengths, places):
    """The greatest worth of any choice, each company with one meeting at most."""
    count = len(strengths)
    best = 0.0
    for rows in itertools.combinations(range(count), places):
        for columns in itertools.combinations(range(count), places):
            for order in itertools.permutations(columns):
                best = max(best, sum(strengths[i, j] for i, j in zip(rows, order, strict=True)))
    return best


@pytest.mark.parametrize("seed", range(6))
def test_the_choice_is_the_best_there_is(limits, seed):
    strengths = np.round(np.random.default_rng(seed).random((5, 5)), 4)
    one = {"meetings": {"most": 1}}
    choice = invite(pool("a", 5, **one), pool("b", 5, **one), strengths, HALL, limits)
    assert choice.worth == pytest.approx(best_by_hand(strengths, 2), rel=0.003)
    assert choice.worth <= choice.bound + 1e-6


def test_must_and_organisations_and_balance_are_kept(limits):
    strengths = np.round(np.random.default_rng(1).random((9, 9)), 4)
    a = pool(
        "a",
        9,
        organisations=3,
        capacity=6,
        must=["a0"],
        fairness={"fewest_each": 1, "most_share": 0.5},
    )
    b = pool("b", 9, capacity=3)
    choice = invite(a, b, strengths, Hall(4, 100, 1, 0.0), limits)
    assert 0 in choice.a
    assert len(choice.b) == 3
    assert len(choice.a) == 4
    counts = [sum(place % 3 == k for place in choice.a) for k in range(3)]
    assert min(counts) >= 1
    assert max(counts) <= 3


def test_companies_that_answer_the_theme_are_preferred(limits):
    strengths = np.full((4, 4), 0.5)
    theme = np.array([0.0, 1.0, 0.0, 1.0])
    a, b = pool("a", 4, theme=theme), pool("b", 4)
    choice = invite(a, b, strengths, Hall(4, 100, 400, 1.0), limits)
    assert choice.a == (1, 3)


def test_places_are_filled_though_nobody_matches(limits):
    choice = invite(pool("a", 4), pool("b", 4), np.zeros((4, 4)), HALL, limits)
    assert (len(choice.a), len(choice.b), choice.worth) == (2, 2, 0)


def test_everybody_comes_with_reasons_or_stands_on_the_waiting_list(limits):
    strengths = np.round(np.random.default_rng(2).random((5, 5)), 4)
    choice = invite(pool("a", 5), pool("b", 5), strengths, HALL, limits)
    assert {one.id for one in choice.invited} == {
        *(f"a{n}" for n in choice.a),
        *(f"b{n}" for n in choice.b),
    }
    assert all(one.partners and one.expected > 0 for one in choice.invited)
    for side in "ab":
        left = [one for one in choice.waiting if one.side == side]
        assert [one.rank for one in left] == [1, 2, 3]
        assert [one.expected for one in left] == sorted((o.expected for o in left), reverse=True)


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ({"must": ["a0", "a1", "a2"]}, "event-must-exceeds-capacity"),
        ({"organisations": 3, "fairness": {"fewest_each": 1}}, "event-fairness-exceeds-capacity"),
        ({"must": ["a0", "a1"], "fairness": {"most_share": 0.5}}, "event-must-exceeds-share"),
    ],
)
def test_rules_that_contradict_each_other_are_refused(limits, rules, code):
    with pytest.raises(EventError) as raised:
        invite(pool("a", 4, **rules), pool("b", 4), np.zeros((4, 4)), HALL, limits)
    assert raised.value.code == code


def test_sides_that_cannot_be_balanced_are_refused(limits):
    a = pool("a", 4, capacity=4, must=["a0", "a1", "a2", "a3"])
    with pytest.raises(EventError) as raised:
        invite(a, pool("b", 2), np.zeros((4, 2)), Hall(4, 100, 1, 0.0), limits)
    assert raised.value.code == "event-invitations-impossible"
