"""Whatever happens in a source, the catalogue follows it, and no further than it was asked to."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender import Catalog

NUMBERS = st.sets(st.integers(0, 11))
# What a source holds at each sync: which members, and which of them in another wording.
STATES = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=5)


def members_of(portal, state):
    held, reworded = state
    return [portal.fictional([n], seed=int(n in reworded))[0] for n in sorted(held)]


@pytest.fixture
def followed(portal, coordinates, monkeypatch):
    """A new catalogue for each example, with a model and an index that take no time."""
    monkeypatch.setattr(Catalog, "refresh_index", lambda _: None)

    def run(states, check):
        with (
            tempfile.TemporaryDirectory() as folder,
            Catalog.open(Path(folder), embedder=coordinates) as catalog,
        ):
            for state in states:
                check(catalog, state)

    return run


quick = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.slow
@quick
@given(states=STATES)
def test_with_deleting_the_catalogue_is_exactly_the_source(portal, followed, states):
    def check(catalog, state):
        portal.hold(members_of(portal, state))
        portal.sync(catalog, delete_vanished=True, force=True)
        assert portal.held_by(catalog) == set(members_of(portal, state))

    followed(states, check)


@pytest.mark.slow
@quick
@given(states=STATES)
def test_without_deleting_every_company_stays_as_it_was_last(portal, followed, states):
    last = {}

    def check(catalog, state):
        members = members_of(portal, state)
        portal.hold(members)
        report = portal.sync(catalog)
        last.update((member.nomor, member) for member in members)
        assert portal.held_by(catalog) == set(last.values())
        assert {f"P-{n}" for n in last.keys() - state[0]} == set(report.vanished)

    last.clear()
    followed(states, check)


@pytest.mark.slow
@quick
@given(states=STATES, force=st.booleans())
def test_a_dry_run_tells_what_the_real_one_does(portal, followed, states, force):
    def check(catalog, state):
        portal.hold(members_of(portal, state))
        before = portal.held_by(catalog)
        dry = portal.sync(catalog, delete_vanished=True, force=force, dry_run=True)
        assert portal.held_by(catalog) == before
        real = portal.sync(catalog, delete_vanished=True, force=force)
        dry.seconds = real.seconds
        dry.rows.dry_run = False
        assert dry == real

    followed(states, check)


class Killed(BaseException):
    """Stands for a signal that no process survives."""


@pytest.mark.slow
@quick
@given(states=STATES, moments=st.lists(st.integers(0, 6), min_size=5, max_size=5))
def test_after_an_end_at_any_write_the_next_sync_makes_it_whole(portal, followed, states, moments):
    """Nothing after the n-th transaction of either database happens, and the sync is repeated."""
    from recommender.database import Database

    ends = iter(moments)
    whole = Database.writing

    def check(catalog, state):
        portal.hold(members_of(portal, state))
        left = next(ends)

        def writing(self):
            nonlocal left
            left -= 1
            if left < 0:
                raise Killed
            return whole(self)

        Database.writing = writing
        try:
            portal.sync(catalog, delete_vanished=True, force=True)
        except Killed:
            pass
        finally:
            Database.writing = whole
        portal.sync(catalog, delete_vanished=True, force=True)
        assert portal.held_by(catalog) == set(members_of(portal, state))

    followed(states, check)
