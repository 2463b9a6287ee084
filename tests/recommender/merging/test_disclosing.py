"""Merging shows nobody what was hidden from them, and taking it back shows what was shown before."""

import pytest

from recommender.organisations import Disclosure
from recommender.sight import PUBLIC, Viewer

FAIR = Viewer("Sample Fair", contacts=True)


def seen(catalog, viewer=PUBLIC):
    return {company.id for company in catalog.seen_by(viewer)}


@pytest.mark.parametrize("hidden", ["JP-1", "FAIR-7"])
def test_what_was_hidden_on_its_own_stays_hidden_as_a_part(entered, pair, hidden):
    entered.organisations.disclose_company(hidden, "private")
    before = seen(entered)
    entered.merge(pair())
    assert seen(entered) == {"ID-1", "ID-2"}
    entered.merges.undo()
    assert seen(entered) == before == {"JP-1", "FAIR-7", "ID-1", "ID-2"} - {hidden}


def test_what_an_organisation_hides_stays_hidden_as_a_part_of_anothers(entered, pair):
    entered.organisations.disclose("Sample Fair", Disclosure("partners", "public"))
    entered.merge(pair())
    assert "JP-1" not in seen(entered)
    entered.merges.undo()
    assert seen(entered) == {"JP-1", "ID-1", "ID-2"}
    entered.organisations.disclose("Sample Fair", Disclosure("public", "public"))
    assert "FAIR-7" in seen(entered)


def test_what_everybody_saw_is_seen_by_everybody(entered, pair):
    entered.organisations.disclose("Sample Fair", Disclosure("private"))
    entered.organisations.disclose_company("FAIR-7", "public")
    entered.merge(pair())
    assert "JP-1" in seen(entered)
    entered.merges.undo()
    assert seen(entered) == {"JP-1", "FAIR-7", "ID-1", "ID-2"}


def test_contacts_are_as_hidden_as_the_most_hidden_one(entered, pair, make_company):
    entered.put(entered.get("JP-1").model_copy(update={"contact": "Tanaka"}))
    entered.organisations.disclose("商工会議所（見本）", Disclosure("public", "public"))
    assert entered.seen_by(FAIR).get("JP-1").contact == "Tanaka"
    entered.merge(pair())
    assert entered.seen_by(FAIR).get("JP-1").contact is None
    entered.merges.undo()
    assert entered.seen_by(FAIR).get("JP-1").contact == "Tanaka"
