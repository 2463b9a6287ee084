"""Whoever keeps the companies elsewhere learns of every change, and of nothing that is hidden."""

import random
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from recommender import Catalog
from recommender.changes import START
from recommender.organisations import Disclosure
from recommender.sight import PUBLIC, Viewer
from recommender.store import Store

KADIN, JETRO = Viewer("Kadin", contacts=True), Viewer("JETRO", contacts=True)
OLD = datetime(2001, 2, 3, tzinfo=UTC)


class Copy:
    """What somebody keeps who asks for the changes now and then."""

    def __init__(self, catalog: Catalog, limit: int = 3) -> None:
        self._catalog = catalog
        self._limit = limit
        self._position = START
        self.companies = {}

    def follow(self) -> dict:
        more = True
        while more:
            part = self._catalog.changes(self._position, limit=self._limit)
            self.companies |= {company.id: company for company in part.companies}
            for gone in part.deleted:
                self.companies.pop(gone.id, None)
            assert len(part.companies) + len(part.deleted) <= self._limit
            self._position, more = part.position, part.more
        return self.companies


@pytest.fixture
def catalog(tmp_path, coordinates):
    with Catalog.open(tmp_path / "catalog", embedder=coordinates) as opened:
        yield opened


def test_a_copy_that_follows_is_always_the_catalogue(catalog, make_company):
    chance, copy = random.Random(5), Copy(catalog)
    for step in range(60):
        ids = [f"C-{number}" for number in chance.sample(range(12), 3)]
        # Equal dates, dates long past: the order of changes does not depend on them.
        catalog.put(*(make_company(i, name=f"PT {step}", updated_at=OLD) for i in ids))
        if chance.random() < 0.5:
            catalog.delete(ids[0])
        if chance.random() < 0.4:
            assert copy.follow() == {company.id: company for company in catalog}
    assert copy.follow() == {company.id: company for company in catalog}


def test_what_is_written_between_two_parts_is_not_lost(catalog, make_company):
    catalog.put(*(make_company(f"C-{n}") for n in range(5)))
    first = catalog.changes(limit=3)
    catalog.put(make_company("A-0"), make_company("C-0", name="PT Baru"))
    catalog.delete("C-1")
    catalog.delete("C-4")
    rest = catalog.changes(first.position, limit=10)
    assert [company.id for company in rest.companies] == ["C-3", "A-0", "C-0"]
    # Nobody who has not read of C-4 is told that it is gone.
    assert [gone.id for gone in rest.deleted] == ["C-1"]
    assert not rest.more
    assert catalog.changes(rest.position).position == rest.position


def test_nothing_is_lost_while_others_write(catalog, make_company):
    def write(name):
        for number in range(30):
            catalog.put(make_company(f"{name}-{number % 7}", name=f"PT {number}"))

    threads = [Thread(target=write, args=(name,)) for name in "ABC"]
    copy = Copy(catalog)
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        copy.follow()
    for thread in threads:
        thread.join()
    assert copy.follow() == {company.id: company for company in catalog}


def test_an_unchanged_company_is_no_change(catalog, make_company):
    catalog.put(make_company("A"))
    last = catalog.changes().position
    catalog.put(make_company("A"))
    assert catalog.changes(last).companies == ()


def test_changes_since_a_moment(catalog, make_company):
    catalog.put(make_company("A", updated_at=OLD))
    moment = datetime.now(UTC)
    catalog.put(make_company("B", updated_at=OLD))
    assert [company.id for company in catalog.changes(since=moment).companies] == ["B"]
    assert catalog.changes(since=datetime.now(UTC) + timedelta(days=1)).companies == ()
    assert len(catalog.changes(since=OLD).companies) == 2


def test_a_company_that_comes_back_is_deleted_no_more(catalog, make_company):
    catalog.put(make_company("A"))
    catalog.delete("A")
    catalog.put(make_company("A"))
    part = catalog.changes()
    assert [company.id for company in part.companies] == ["A"]
    assert part.deleted == ()


def test_who_could_not_see_a_company_does_not_learn_that_it_is_gone(catalog, make_company):
    catalog.organisations.disclose("Kadin", Disclosure("private"))
    catalog.put(make_company("K", organisation="Kadin"))
    last = catalog.changes().position
    catalog.delete("K")
    assert catalog.seen_by(KADIN).changes(last).deleted[0].id == "K"
    for stranger in (JETRO, PUBLIC):
        part = catalog.seen_by(stranger).changes(last)
        assert (part.companies, part.deleted, part.more) == ((), (), False)


@pytest.mark.parametrize("whole", [True, False])
def test_who_may_not_see_a_company_any_more_learns_that_it_is_gone(catalog, make_company, whole):
    def decide(level):
        if whole:
            catalog.organisations.disclose("Kadin", Disclosure(level))
        else:
            catalog.organisations.disclose_company("K", level)

    catalog.put(make_company("K", organisation="Kadin"))
    copies = {viewer: Copy(catalog.seen_by(viewer)) for viewer in (PUBLIC, JETRO, KADIN)}
    assert all(copy.follow() for copy in copies.values())
    decide("private")
    catalog.put(make_company("K", organisation="Kadin", name="PT Rahasia"))
    assert copies[PUBLIC].follow() == copies[JETRO].follow() == {}
    assert copies[KADIN].follow()["K"].name == "PT Rahasia"
    decide("public")
    assert copies[PUBLIC].follow()["K"].name == "PT Rahasia"


def test_partners_learn_what_is_gone_for_them(catalog, make_company):
    catalog.organisations.disclose("Kadin", Disclosure("partners", partners=("JETRO",)))
    catalog.put(make_company("K", organisation="Kadin"))
    copies = {viewer: Copy(catalog.seen_by(viewer)) for viewer in (PUBLIC, JETRO)}
    assert (copies[PUBLIC].follow(), list(copies[JETRO].follow())) == ({}, ["K"])
    last = catalog.changes().position
    catalog.delete("K")
    assert copies[JETRO].follow() == {}
    assert catalog.seen_by(PUBLIC).changes(last).deleted == ()


def test_who_begins_now_does_not_learn_what_has_gone_before(catalog, make_company):
    catalog.put(make_company("A"), make_company("B"), make_company("K", organisation="Kadin"))
    catalog.organisations.disclose_company("K", "private")
    catalog.delete("A")
    for viewer in (PUBLIC, KADIN):
        assert catalog.seen_by(viewer).changes().deleted == ()
        first = catalog.seen_by(viewer).changes(limit=1)
        assert catalog.seen_by(viewer).changes(first.position).deleted == ()


def test_an_older_catalogue_has_changes_from_its_dates(catalog, make_company):
    catalog.put(make_company("B", updated_at=OLD + timedelta(days=1)))
    catalog.put(make_company("A", updated_at=OLD))
    store = Store(catalog.folder / "catalog.db")
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TABLE changes")
        store.set_setting(connection, "schema_version", "4")
    store.close()
    with Catalog.open(catalog.folder, embedder=catalog.embedder) as opened:
        assert [company.id for company in opened.changes().companies] == ["A", "B"]
