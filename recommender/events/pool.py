"""What the invited are chosen from: the companies of either side, and the rules for both."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from recommender.events.errors import EventError
from recommender.events.event import Values
from recommender.events.roster import Member
from recommender.events.settings import SideSettings

_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """One side to choose from: its members, its rules, and how they answer the theme, (n,)."""

    members: Sequence[Member]
    rules: SideSettings
    theme: Values


@dataclass(frozen=True, slots=True)
class Hall:
    """What both sides share.

    `slots` of the event, `meetings` that it has room for, the `largest_difference` of the numbers of
    companies, and what a company that answers the `theme` perfectly is worth.
    """

    slots: int
    meetings: int
    largest_difference: int
    theme: float


def check_rules(pool: Pool) -> None:
    """Raise EventError where the rules of a side contradict each other."""
    rules, members = pool.rules, pool.members
    if len(rules.must) > rules.capacity:
        raise EventError(
            "event-must-exceeds-capacity",
            side=rules.name,
            count=len(rules.must),
            capacity=rules.capacity,
        )
    least, most = least_of(pool), most_of(pool)
    if sum(least.values()) > rules.capacity:
        raise EventError(
            "event-fairness-exceeds-capacity",
            side=rules.name,
            count=sum(least.values()),
            capacity=rules.capacity,
        )
    for organisation, places in by_organisation(members).items():
        musts = sum(members[place].id in rules.must for place in places)
        if max(musts, least[organisation]) > most:
            raise EventError(
                "event-must-exceeds-share",
                side=rules.name,
                organisation=organisation,
                count=max(musts, least[organisation]),
                most=most,
            )


def by_organisation(members: Sequence[Member]) -> dict[str, list[int]]:
    """Places of the members of each organisation; those of none count to none."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, member in enumerate(members):
        if member.organisation:
            found[member.organisation].append(place)
    return found


def most_of(pool: Pool) -> int:
    """How many companies of any one organisation may be invited."""
    return max(1, int(pool.rules.fairness.most_share * pool.rules.capacity + _TINY))


def least_of(pool: Pool) -> dict[str, int]:
    """How many companies of each organisation have to be."""
    fewest = pool.rules.fairness.fewest_each
    return {
        organisation: min(fewest, len(places))
        for organisation, places in by_organisation(pool.members).items()
    }
