"""Nobody is shown what an organisation hides from them, by whatever question."""

import random
import re
from dataclasses import dataclass

import pytest

from recommender import Catalog, Company
from recommender.errors import FilterError, UnknownCompanyError
from recommender.organisations import Disclosure
from recommender.reports.selecting import Chosen
from recommender.sight import PUBLIC, Viewer

pytestmark = pytest.mark.slow

NAMES = ("Kadin Jabar", "名古屋商工会議所", "Kemenperin")
LEVELS = ("public", "partners", "private")
CONTACT = "Hubungi Bu Sari 0812-0000-0000"


@dataclass
class Shared:
    """A catalogue that three organisations share, and what each has decided, by company id."""

    catalog: Catalog
    owner: dict[str, str | None]
    level: dict[str, str]
    contact_level: dict[str, str]
    partners: dict[str, tuple[str, ...]]

    def sees(self, viewer: Viewer, company_id: str, levels=None) -> bool:
        """The rule, written anew."""
        owner, mine = self.owner[company_id], viewer.organisation
        if owner is not None and owner == mine:
            return True
        level = (levels or self.level)[company_id]
        return level == "public" or (
            level == "partners" and owner is not None and mine in self.partners[owner]
        )

    def seen(self, viewer: Viewer) -> set[str]:
        return {company_id for company_id in self.owner if self.sees(viewer, company_id)}


@pytest.fixture(scope="module", params=[0, 1])
def shared(request, tmp_path_factory, embedder, bundled):
    chance = random.Random(request.param)
    with Catalog.open(tmp_path_factory.mktemp("shared"), embedder=embedder) as catalog:
        owner = {}
        companies = []
        for number, company in enumerate(bundled):
            owner[company.id] = chance.choice((*NAMES, None))
            changes = {
                "organisation": owner[company.id],
                "contact": f"{CONTACT} {number}",
                "extra": {"telepon": CONTACT},
                "city": f"Kota {number}",
            }
            companies.append(company.model_copy(update=changes))
        catalog.put(*companies)
        decided = {
            name: Disclosure(
                chance.choice(LEVELS), chance.choice(LEVELS), tuple(chance.sample(NAMES, 2))
            )
            for name in NAMES
        }
        for name, disclosure in decided.items():
            catalog.organisations.disclose(name, disclosure)
        partners = {name: disclosure.partners for name, disclosure in decided.items()}
        level, contact_level = {}, {}
        for company_id, name in owner.items():
            disclosure = decided[name] if name else Disclosure()
            level[company_id] = disclosure.companies
            contact_level[company_id] = disclosure.contacts
            if chance.random() < 0.3:
                one, other = chance.choice(LEVELS), chance.choice((None, *LEVELS))
                catalog.organisations.disclose_company(company_id, one, other)
                level[company_id] = one
                contact_level[company_id] = other or disclosure.contacts
        yield Shared(catalog, owner, level, contact_level, partners)


VIEWERS = [
    PUBLIC,
    *(Viewer(name, contacts=contacts) for name in NAMES for contacts in (True, False)),
]


@pytest.fixture(params=VIEWERS, ids=lambda viewer: f"{viewer.organisation}-{viewer.contacts}")
def viewer(request):
    return request.param


def test_the_catalogue_is_what_is_seen(shared, viewer):
    mine = shared.catalog.seen_by(viewer)
    expected = shared.seen(viewer)
    assert 0 < len(expected) < len(shared.owner)
    assert {company.id for company in mine} == expected
    assert len(mine) == len(expected)
    for company_id in shared.owner:
        if company_id in expected:
            assert mine.get(company_id).id == company_id
        else:
            with pytest.raises(UnknownCompanyError) as caught:
                mine.get(company_id)
            assert _ids(str(caught.value).replace(company_id, "")) <= expected


def test_contacts_and_unknown_columns_are_shown_where_their_organisation_allows_it(shared, viewer):
    for company in shared.catalog.seen_by(viewer):
        allowed = viewer.contacts and shared.sees(viewer, company.id, shared.contact_level)
        assert (company.contact is not None) == allowed, company.id
        assert bool(company.extra) == allowed


@pytest.mark.parametrize(
    "query", ["pemasok komponen otomotif", "金型", "food packaging", "PT", "kain batik ekspor"]
)
def test_searches_answer_and_count_what_is_seen(shared, viewer, query):
    mine, expected = shared.catalog.seen_by(viewer), shared.seen(viewer)
    page = mine.search(query, limit=200, ignore=("place", "certification", "excluded"))
    assert {result.company.id for result in page.results} <= expected
    assert page.total == len(expected)
    assert sum(value.count for value in page.facets.country) == len(expected)
    assert CONTACT not in repr(page) or viewer.contacts


def test_partners_are_those_that_are_seen(shared, viewer):
    mine, expected = shared.catalog.seen_by(viewer), shared.seen(viewer)
    for company_id in sorted(expected)[:6]:
        similar, matches = mine.similar(company_id, limit=200), mine.matches(company_id, limit=200)
        for page in (similar, matches):
            assert {result.company.id for result in page.results} <= expected - {company_id}
            assert page.total == len(expected) - 1
    for company_id in sorted(set(shared.owner) - expected)[:6]:
        for ask in (mine.similar, mine.matches):
            with pytest.raises(UnknownCompanyError):
                ask(company_id)


def test_sectors_count_what_is_seen(shared, viewer):
    page = shared.catalog.seen_by(viewer).sectors()
    assert page.total == len(shared.seen(viewer))


def test_a_filter_knows_the_values_of_what_is_seen_alone(shared, viewer):
    mine, expected = shared.catalog.seen_by(viewer), shared.seen(viewer)
    cities = {company.id: company.city for company in shared.catalog}
    hidden = min(set(shared.owner) - expected)
    with pytest.raises(FilterError) as caught:
        mine.search("baja", filters={"city": cities[hidden]})
    named = set(re.findall(r"kota \d+", str(caught.value))) - {cities[hidden].lower()}
    assert named <= {cities[company_id].lower() for company_id in expected}
    seen = min(expected)
    page = mine.search("baja", filters={"city": cities[seen]})
    assert [result.company.id for result in page.results] == [seen]


def test_reports_and_exports_hold_what_is_seen(shared, viewer, tmp_path):
    mine, expected = shared.catalog.seen_by(viewer), shared.seen(viewer)
    with mine.view() as view:
        rows = Chosen.parse([]).rows(view)
        assert {company.id for company in view.load(rows).values()} == expected
    assert mine.export(tmp_path / "all.jsonl") == len(expected)
    written = (tmp_path / "all.jsonl").read_text("utf-8")
    assert _ids(written) & set(shared.owner) == expected


def test_whoever_runs_the_catalogue_sees_everything(shared):
    assert {company.id for company in shared.catalog} == set(shared.owner)
    assert all(company.contact for company in shared.catalog)


def _ids(text: str) -> set[str]:
    return set(re.findall(r"\b(?:ID|JP)-\d+\b", text))


def test_what_an_organisation_decides_holds_from_the_next_answer_on(catalog, make_company):
    catalog.put(make_company("A", organisation="Kadin"), make_company("B"))
    assert len(catalog.seen_by(PUBLIC)) == 2
    catalog.seen_by(PUBLIC).search("stamping")
    catalog.organisations.disclose("KADIN", Disclosure("private"))
    found = catalog.seen_by(PUBLIC).search("stamping")
    assert [result.company.id for result in found.results] == ["B"]
    catalog.organisations.disclose("Kadin", Disclosure("partners", partners=("JETRO",)))
    assert len(catalog.seen_by(Viewer("Jetro"))) == 2
    assert len(catalog.seen_by(PUBLIC)) == 1
    assert dict(catalog.organisations)["Kadin"].partners == ("JETRO",)
    catalog.organisations.disclose_company("A", "public")
    assert len(catalog.seen_by(PUBLIC)) == 2
    catalog.organisations.disclose_company("A")
    assert len(catalog.seen_by(PUBLIC)) == 1


def test_a_company_of_nobody_is_public_and_its_contact_is_not(catalog, make_company):
    catalog.put(make_company("A", contact="Bu Sari"))
    everybody: Company = catalog.seen_by(Viewer("Kadin", contacts=True)).get("A")
    assert everybody.contact is None
