"""An organisation changes its own companies, and decides for itself, alone."""

import pytest

from recommender.errors import UnknownCompanyError
from recommender.judgement import judgement
from recommender.organisations import Disclosure
from recommender.sight import PUBLIC, ForbiddenError, Viewer

KADIN, JETRO = Viewer("Kadin", contacts=True), Viewer("JETRO", contacts=True)


@pytest.fixture
def shared(catalog, make_company):
    catalog.put(
        make_company("K-1", organisation="Kadin"),
        make_company("J-1", organisation="JETRO", country="JP"),
        make_company("N-1"),
    )
    return catalog


def refused(call, *arguments) -> str:
    with pytest.raises(ForbiddenError) as caught:
        call(*arguments)
    for language in ("en", "id", "ja"):
        assert caught.value.message(language)
        assert caught.value.remedy(language)
    return caught.value.problem.code


def test_a_new_company_becomes_its_writers_own(shared, make_company):
    shared.seen_by(KADIN).put(make_company("K-2"))
    assert shared.get("K-2").organisation == "Kadin"
    shared.seen_by(KADIN).put(make_company("K-2", name="PT Baru", organisation="KADIN"))
    assert shared.get("K-2").name == "PT Baru"


@pytest.mark.parametrize("company_id", ["J-1", "N-1"])
def test_the_company_of_another_is_neither_replaced_nor_deleted(shared, make_company, company_id):
    before = shared.get(company_id)
    mine = shared.seen_by(KADIN)
    assert refused(mine.put, make_company(company_id, name="Ours")) == "company-of-another"
    assert refused(mine.delete, company_id)
    assert shared.get(company_id) == before


def test_nothing_of_several_is_saved_where_one_is_anothers(shared, make_company):
    mine = shared.seen_by(KADIN)
    assert refused(mine.put, make_company("K-9"), make_company("J-1", name="Ours"))
    with pytest.raises(UnknownCompanyError):
        shared.get("K-9")


def test_a_company_is_not_entered_in_anothers_name(shared, make_company):
    mine = shared.seen_by(KADIN)
    assert refused(mine.put, make_company("K-3", organisation="JETRO")) == "other-organisation"


def test_what_is_hidden_cannot_be_deleted_and_does_not_exist(shared):
    shared.organisations.disclose("JETRO", Disclosure("private"))
    with pytest.raises(UnknownCompanyError):
        shared.seen_by(KADIN).delete("J-1")


@pytest.mark.parametrize("dry_run", [True, False])
def test_an_import_rejects_the_rows_of_others_and_says_which(shared, tmp_path, dry_run):
    path = tmp_path / "companies.csv"
    path.write_text(
        "id,name,country,organisation,description\n"
        "K-1,PT Satu,ID,,Kami membuat baut.\n"
        "J-1,Milik Kami,JP,,Kami membuat mur.\n"
        "K-5,PT Lima,ID,JETRO,Kami membuat ring.\n"
        "K-6,PT Enam,ID,kadin,Kami membuat pegas.\n",
        "utf-8",
    )
    before = shared.get("J-1")
    report = shared.seen_by(KADIN).import_file(path, dry_run=dry_run)
    assert [(one.row, one.column, one.problem.code) for one in report.rejected] == [
        (3, "id", "company-of-another"),
        (4, "organisation", "other-organisation"),
    ]
    assert (report.saved, report.updated) == (1, 1)
    assert report.read == 4
    assert shared.get("J-1") == before
    if not dry_run:
        assert shared.get("K-1").organisation == "Kadin"


def test_an_organisation_decides_for_itself_alone(shared):
    mine = shared.seen_by(KADIN)
    mine.organisations.disclose("Kadin", Disclosure("private"))
    assert mine.organisations.disclosure("kadin").companies == "private"
    assert [name for name, _ in shared.seen_by(JETRO).organisations] == []
    assert refused(mine.organisations.disclose, "JETRO", Disclosure("private"))
    assert refused(mine.organisations.disclosure, "JETRO")
    assert refused(mine.organisations.disclose_company, "J-1", "private")
    mine.organisations.disclose_company("K-1", "public")
    assert len(shared.seen_by(JETRO)) == 3


def test_only_whoever_runs_the_catalogue_merges_and_reindexes(shared, tmp_path):
    mine = shared.seen_by(KADIN)
    assert refused(mine.merge, tmp_path / "review.xlsx") == "operator-only"
    assert refused(mine.reindex) == "operator-only"
    assert refused(mine.judgements.remove, 1) == "operator-only"
    assert refused(mine.judgements.import_file, tmp_path / "judgements.csv") == "operator-only"


def test_what_an_organisation_says_of_partners_is_said_in_its_name_and_seen_by_it_alone(shared):
    said = judgement(company="K-1", kind="match", partner="J-1", grade=3, judge="Somebody else")
    stored, _ = shared.seen_by(KADIN).judgements.add(said)
    assert stored.judgement.judge == "Kadin"
    assert [each.number for each in shared.seen_by(KADIN).judgements] == [stored.number]
    assert list(shared.seen_by(JETRO).judgements) == []
    shared.organisations.disclose("JETRO", Disclosure("private"))
    with pytest.raises(UnknownCompanyError):
        shared.seen_by(KADIN).judgements.add(said)


def test_visitors_of_a_page_judge_beside_its_organisation_and_nobody_judges_for_nobody(shared):
    said = judgement(company="K-1", kind="match", partner="J-1", grade=3)
    assert refused(shared.seen_by(PUBLIC).judgements.add, said) == "nobody-judges"
    visitor = shared.seen_by(Viewer(voice="Kadin (visitors)"))
    of_visitors, _ = visitor.judgements.add(said.model_copy(update={"grade": 0}))
    own, _ = shared.seen_by(KADIN).judgements.add(said)
    assert of_visitors.judgement.judge == "Kadin (visitors)"
    assert list(shared.seen_by(KADIN).judgements) == [of_visitors, own]
    assert list(visitor.judgements) == []
