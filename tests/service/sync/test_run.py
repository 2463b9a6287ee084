"""What a sync does to the catalogue, with a real database as the source."""

import pytest
from filelock import FileLock

from recommender import Catalog, Company
from recommender.errors import UnknownCompanyError
from recommender.sight import Viewer
from service.database import ServiceDatabase
from service.sync.errors import SyncError, SyncStoppedError
from service.sync.memory import SyncMemory
from service.sync.run import Wanted, kept_for, synchronise

pytestmark = pytest.mark.slow


def counts(report):
    rows = report.rows
    return rows.saved, rows.updated, rows.unchanged, len(report.rejected)


@pytest.fixture
def synced(portal, catalog):
    portal.hold(portal.fictional(range(10)))
    assert counts(portal.sync(catalog)) == (10, 0, 0, 0)
    return catalog


def remembered(catalog, source="portal"):
    database = ServiceDatabase(catalog.folder)
    try:
        return SyncMemory(database, source).ids()
    finally:
        database.close()


def test_the_catalogue_is_the_table(portal, synced):
    assert portal.held_by(synced) == set(portal.fictional(range(10)))


def test_only_what_changed_is_written_and_embedded(portal, tmp_path, counting):
    members = portal.fictional(range(10))
    portal.hold(members)
    with Catalog.open(tmp_path / "catalog", embedder=counting) as catalog:
        portal.sync(catalog)
        generation = catalog.generation
        counting.texts.clear()
        assert counts(portal.sync(catalog)) == (0, 0, 10, 0)
        assert (catalog.generation, portal.embedded(counting)) == (generation, [])
        moved = members[0]._replace(kota="Kota Bandung")
        rewritten = portal.fictional([1], seed=1)[0]
        portal.hold([moved, rewritten, *members[2:]])
        assert counts(portal.sync(catalog)) == (0, 2, 8, 0)
        assert portal.embedded(counting) == ["1-1"]


def test_what_vanished_is_told_every_time_and_deleted_only_when_asked(portal, synced):
    portal.hold(portal.fictional(range(8)))
    for _ in range(2):
        report = portal.sync(synced)
        assert (report.vanished, report.deleted, report.kept) == (["P-8", "P-9"], False, None)
        assert len(synced) == 10
    report = portal.sync(synced, delete_vanished=True)
    assert (report.vanished, report.deleted) == (["P-8", "P-9"], True)
    assert portal.held_by(synced) == set(portal.fictional(range(8)))
    assert portal.sync(synced).vanished == []
    assert remembered(synced) == {f"P-{n}" for n in range(8)}


def test_a_company_that_comes_back_is_no_longer_vanished(portal, synced):
    portal.hold(portal.fictional(range(8)))
    portal.sync(synced)
    portal.hold(portal.fictional(range(10)))
    assert portal.sync(synced).vanished == []


def test_companies_from_elsewhere_are_never_vanished(portal, synced, make_company):
    synced.put(make_company("ID-1"))
    portal.hold(portal.fictional(range(9)))
    assert portal.sync(synced, delete_vanished=True).vanished == ["P-9"]
    assert synced.get("ID-1")


def test_an_empty_source_deletes_nothing_without_force(portal, synced):
    portal.hold([])
    report = portal.sync(synced, delete_vanished=True)
    assert (report.kept, report.deleted, len(synced)) == ("nothing-came", False, 10)
    assert not report.succeeded
    assert portal.sync(synced, delete_vanished=True, force=True).deleted
    assert len(synced) == 0


def test_more_than_half_is_not_deleted_without_force(portal, synced):
    portal.hold(portal.fictional(range(4)))
    report = portal.sync(synced, delete_vanished=True)
    assert (report.kept, len(synced)) == ("more-than-half", 10)
    portal.hold(portal.fictional(range(5)))
    assert portal.sync(synced, delete_vanished=True).deleted
    assert len(synced) == 5


@pytest.mark.parametrize(
    ("usable", "unreadable", "known", "vanished", "why"),
    [
        (0, 0, 9, 0, None),
        (0, 0, 9, 1, "nothing-came"),
        (9, 1, 9, 1, "unreadable-rows"),
        (9, 0, 9, 5, "more-than-half"),
        (9, 0, 10, 5, None),
        (1, 0, 1, 1, "more-than-half"),
    ],
)
def test_when_vanished_companies_are_kept(usable, unreadable, known, vanished, why):
    numbers = {"usable": usable, "unreadable": unreadable, "known": known, "vanished": vanished}
    assert kept_for(**numbers) == why


def test_a_row_that_is_rejected_has_not_vanished(portal, synced):
    broken = portal.fictional([3])[0]._replace(negara="Atlantis")
    portal.hold([*portal.fictional(range(3)), broken, *portal.fictional(range(4, 10))])
    report = portal.sync(synced, delete_vanished=True)
    assert (report.vanished, counts(report)) == ([], (0, 0, 9, 1))
    rejected = report.rejected[0]
    assert (rejected.id, rejected.rejection.row, rejected.rejection.column) == ("P-3", 4, "negara")
    assert synced.get("P-3").name == portal.fictional([3])[0].nama


def test_ids_that_occur_twice_or_are_missing_are_rejected(portal, catalog):
    one, two = portal.fictional(range(2))
    portal.hold([one, two._replace(nomor=0), two._replace(nomor=None), two._replace(nomor="a/b")])
    report = portal.sync(catalog)
    codes = [row.rejection.problem.code for row in report.rejected]
    assert (counts(report)[0], codes) == (1, ["empty", "duplicate-id", "id-characters"])
    assert [row.id for row in report.rejected] == [None, "P-0", None]
    for language in ("id", "ja", "en"):
        assert all(row["reason"] for row in report.document(language)["rejected"])


def test_ids_are_compared_as_the_catalogue_keeps_them(portal, catalog):
    portal.hold([portal.fictional([7])[0]._replace(nomor="  7 ")])
    portal.sync(catalog)
    assert portal.sync(catalog, delete_vanished=True).vanished == []
    assert catalog.get("P-7")


def test_a_source_whose_rows_are_all_rejected_deletes_nothing(portal, synced):
    portal.hold(
        [
            member._replace(uraian="", nomor=member.nomor + 100)
            for member in portal.fictional(range(10))
        ]
    )
    report = portal.sync(synced, delete_vanished=True)
    assert (counts(report), report.kept) == ((0, 0, 0, 10), "nothing-came")
    assert len(synced) == 10


def test_a_dry_run_says_what_would_happen_and_changes_nothing(portal, synced):
    portal.hold([*portal.fictional(range(5, 8), seed=1), *portal.fictional(range(8, 12))])
    before, generation, known = portal.held_by(synced), synced.generation, remembered(synced)
    dry = portal.sync(synced, delete_vanished=True, dry_run=True)
    assert (portal.held_by(synced), synced.generation, remembered(synced)) == (
        before,
        generation,
        known,
    )
    real = portal.sync(synced, delete_vanished=True)
    assert counts(dry) == counts(real) == (2, 3, 2, 0)
    assert (dry.vanished, dry.deleted) == (real.vanished, real.deleted)


def test_two_sources_with_prefixes_of_their_own_share_a_catalogue(portal, synced):
    other = portal.settings(name="other", id_prefix="O-")
    assert counts(portal.sync(synced, settings=other)) == (10, 0, 0, 0)
    portal.hold(portal.fictional(range(9)))
    assert portal.sync(synced, settings=other, delete_vanished=True).vanished == ["O-9"]
    assert {company.id for company in synced} == {
        *(f"P-{n}" for n in range(10)),
        *(f"O-{n}" for n in range(9)),
    }


def test_a_company_of_another_source_is_not_taken_over(portal, synced):
    report = portal.sync(synced, settings=portal.settings(name="other"))
    assert counts(report) == (0, 0, 0, 10)
    assert {row.rejection.problem.code for row in report.rejected} == {"sync-id-of-another"}
    assert "portal" in report.rejected[0].rejection.problem.message("ja")
    assert remembered(synced, "other") == set()


def test_an_organisation_enters_its_own_companies_and_no_others(portal, catalog, make_company):
    catalog.put(make_company("P-1", organisation="Kadin Bali"))
    portal.hold(portal.fictional(range(3)))
    settings = portal.settings(organisation="Kadin Jawa Barat")
    report = portal.sync(catalog, settings=settings)
    assert [(row.id, row.rejection.problem.code) for row in report.rejected] == [
        ("P-1", "company-of-another")
    ]
    assert catalog.get("P-0").organisation == "Kadin Jawa Barat"
    assert catalog.get("P-1").organisation == "Kadin Bali"
    portal.hold(portal.fictional(range(2)))
    portal.sync(catalog, settings=settings, delete_vanished=True)
    assert {company.id for company in catalog} == {"P-0", "P-1"}


def test_a_company_that_became_anothers_is_forgotten_and_not_deleted(portal, catalog):
    settings = portal.settings(organisation="Kadin Jawa Barat")
    portal.hold(portal.fictional(range(3)))
    portal.sync(catalog, settings=settings)
    moved = catalog.get("P-2").model_copy(update={"organisation": "Kadin Bali"})
    catalog.put(moved)
    portal.hold(portal.fictional(range(2)))
    report = portal.sync(catalog, settings=settings, delete_vanished=True)
    assert (report.vanished, catalog.get("P-2").organisation) == ([], "Kadin Bali")
    assert remembered(catalog) == {"P-0", "P-1"}


def test_what_an_organisation_entered_privately_stays_private(portal, catalog):
    from recommender.organisations import Disclosure

    catalog.organisations.disclose("Kadin Jawa Barat", Disclosure(companies="private"))
    portal.hold(portal.fictional(range(3)))
    settings = portal.settings(organisation="Kadin Jawa Barat")
    portal.sync(catalog, settings=settings)
    portal.hold(portal.fictional(range(2)))
    assert portal.sync(catalog, settings=settings, delete_vanished=True).vanished == ["P-2"]
    assert len(catalog.seen_by(Viewer("Kadin Bali"))) == 0
    assert len(catalog) == 2


def test_a_vanished_company_that_somebody_deleted_is_forgotten(portal, synced):
    synced.delete("P-9")
    portal.hold(portal.fictional(range(9)))
    assert portal.sync(synced).vanished == []
    assert "P-9" not in remembered(synced)


def test_what_is_synced_is_found_by_search(portal, synced):
    wanted = portal.fictional([5])[0]
    assert synced.search(wanted.uraian, limit=3).results[0].company.id == "P-5"
    portal.hold([member for member in portal.fictional(range(10)) if member.nomor != 5])
    portal.sync(synced, delete_vanished=True)
    assert all(r.company.id != "P-5" for r in synced.search(wanted.uraian, limit=10).results)
    with pytest.raises(UnknownCompanyError):
        synced.get("P-5")


def test_one_sync_of_a_source_runs_at_a_time(portal, synced):
    with FileLock(synced.folder / "sync-portal.lock"), pytest.raises(SyncError) as caught:
        portal.sync(synced)
    assert caught.value.code == "sync-running"
    portal.sync(synced)


def test_a_sync_that_is_asked_to_end_keeps_what_it_saved_and_deletes_nothing(portal, catalog):
    portal.hold(portal.fictional(range(200)))
    asked = iter([False] * 150 + [True] * 100)
    with pytest.raises(SyncStoppedError) as caught:
        synchronise(
            catalog,
            portal.settings(),
            portal.folder,
            Wanted(delete_vanished=True),
            stopping=lambda: next(asked),
        )
    assert caught.value.cause.code == "sync-interrupted"
    assert len(catalog) == caught.value.report.saved == 128
    assert counts(portal.sync(catalog)) == (72, 0, 128, 0)


def test_the_company_is_remembered_before_it_is_saved(portal, catalog, monkeypatch):
    """Killed between the two, the next sync must know the company that is in the catalogue."""
    portal.hold(portal.fictional(range(3)))
    seen = []
    whole = SyncMemory.remember

    def remember(self, ids):
        seen.append((list(ids), len(catalog)))
        whole(self, ids)

    monkeypatch.setattr(SyncMemory, "remember", remember)
    portal.sync(catalog)
    assert seen == [(["P-0", "P-1", "P-2"], 0)]


def test_discarding_is_for_companies_that_are_there_and_the_viewers_own(catalog, make_company):
    catalog.put(make_company("A", organisation="X"), make_company("B", organisation="Y"))
    generation = catalog.generation
    own = catalog.seen_by(Viewer("X"))
    assert own.discard(["B", "C"]) == []
    assert catalog.generation == generation
    assert own.changeable(["C", "B", "A"]) == own.discard(["C", "B", "A"]) == ["A"]
    assert [company.id for company in catalog] == ["B"]
    assert isinstance(catalog.get("B"), Company)
