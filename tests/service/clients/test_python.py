"""The Python client against a real service: every operation, and what is made of several of them."""

import typing
from collections.abc import Iterator

import pytest

from mitra_client import MitraClient, ProblemError, ServerEvent, models

pytestmark = pytest.mark.slow

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SIMILARITY = {
    "kind": "similarity",
    "from": {"region": "Jawa Barat"},
    "to": {"country": "JP"},
    "top": 2,
    "formats": ["csv"],
}


def report(**fields):
    return models.SimilarityReportRequest.model_validate({**SIMILARITY, **fields})


@pytest.fixture(scope="module")
def mitra(service) -> Iterator[MitraClient]:
    with MitraClient(service.url, key=service.key) as client:
        yield client


@pytest.fixture(scope="module")
def reported(mitra):
    """A report that is done."""
    job = mitra.wait(mitra.make_report(report()).id)
    assert job.state == "done", job.failure
    return job


@pytest.fixture(scope="module")
def planned(mitra, event):
    """The plan of an event, done."""
    job = mitra.wait(mitra.plan_event(models.EventSettings.model_validate(event)).id)
    assert job.state == "done", job.failure
    return job


def feedback(**fields):
    given = {"query": "stamping", "partner": "JP-001", "grade": 3, **fields}
    return models.FeedbackRequest.model_validate(given)


def entered(company_id):
    fields = {"name": f"PT Uji {company_id}", "country": "ID", "description": "Kami membuat mur."}
    return models.CompanyRequest.model_validate(fields)


CALLS = {
    "search": lambda m, _: m.search(models.SearchRequest(query="komponen otomotif", limit=3)),
    "similarCompanies": lambda m, _: m.similar_companies("ID-001", country=["JP"], limit=3),
    "complementaryCompanies": lambda m, _: m.complementary_companies("ID-001", limit=3),
    "countFacets": lambda m, _: m.count_facets(country=["JP", "ID"], tier=["1"]),
    "listSectors": lambda m, _: m.list_sectors(),
    "listChanges": lambda m, _: m.list_changes(limit=3),
    "getCompany": lambda m, _: m.get_company("ID-001"),
    "putCompany": lambda m, _: m.put_company("C-1", entered("C-1")),
    "deleteCompany": lambda m, _: (m.put_company("C-2", entered("C-2")), m.delete_company("C-2"))[
        1
    ],
    "importCompanies": lambda m, _: m.import_companies(
        b"id,name,country,description\nC-3,PT Impor,ID,Kami membuat baut.\n",
        content_type="text/csv",
        dry_run=True,
    ),
    "getDisclosure": lambda m, _: m.get_disclosure(organisation="Kadin"),
    "putDisclosure": lambda m, _: m.put_disclosure(
        models.OrganisationDisclosure(companies="public", contacts="private", partners=[]),
        organisation="Kadin",
    ),
    "getCompanyDisclosure": lambda m, _: m.get_company_disclosure("ID-001"),
    "putCompanyDisclosure": lambda m, _: m.put_company_disclosure(
        "ID-001", models.CompanyDisclosure(company="public", contact=None)
    ),
    "giveFeedback": lambda m, _: m.give_feedback(feedback()),
    "makeReport": lambda m, _: m.make_report(report(top=1)),
    "downloadReport": lambda m, ask: m.download_report(
        ask("reported").id, ask("reported").files[0].name
    ),
    "planEvent": lambda _, ask: ask("planned"),
    "checkEvent": lambda m, ask: m.check_event(
        ask("planned").id, m.download_report(ask("planned").id, "event.xlsx")
    ),
    "replanEvent": lambda m, ask: m.replan_event(
        ask("planned").id, models.ReplanRequest.model_validate({"cancelled": []})
    ),
    "listJobs": lambda m, _: m.list_jobs(limit=5),
    "getJob": lambda m, ask: m.get_job(ask("reported").id),
    "cancelJob": lambda m, ask: m.cancel_job(ask("reported").id),
    "followJob": lambda m, ask: m.follow_job(ask("reported").id),
    "health": lambda m, _: m.health(),
    "ready": lambda m, _: m.ready(),
    "metrics": lambda m, _: m.metrics(),
    "widgetSnippet": lambda m, _: m.widget_snippet(),
    "oembed": lambda m, ask: m.oembed(
        url=f"{m._http.base_url}/companies/ID-001", key_id=ask("service").searching.split("_")[1]
    ),
}


def python_name(operation_id):
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in operation_id)


def test_every_operation_of_the_service_has_a_method_and_is_called_here(service):
    assert service.operations == set(CALLS)
    for operation in CALLS:
        assert callable(getattr(MitraClient, python_name(operation)))


@pytest.mark.parametrize("operation", CALLS)
def test_an_operation_answers_what_its_method_says(mitra, operation, request):
    answer = CALLS[operation](mitra, request.getfixturevalue)
    said = typing.get_type_hints(getattr(MitraClient, python_name(operation)))["return"]
    if operation == "followJob":
        events = list(answer)
        assert [type(event) for event in events] == [ServerEvent]
        assert events[0].kind == "end"
        return
    assert type(answer) in (typing.get_args(said) or (said,))
    if operation == "metrics":
        assert "mitra_requests_total" in answer


def test_a_search_finds_partners_with_reasons(mitra):
    wanted = models.SearchRequest(
        query="pemasok komponen otomotif", limit=5, filters=models.FiltersRequest(country="JP")
    )
    page = mitra.search(wanted)
    assert page.language == "id"
    assert len(page.results) == 5
    assert {result.country for result in page.results} == {"JP"}
    assert all(0 <= result.score <= 1 and result.reasons for result in page.results)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "company"), ("id", "perusahaan"), ("ja", "企業")]
)
def test_a_problem_is_an_exception_in_the_clients_language(service, language, word):
    with (
        MitraClient(service.url, key=service.key, language=language) as mitra,
        pytest.raises(ProblemError) as caught,
    ):
        mitra.get_company("NONE")
    problem = caught.value
    assert (problem.status, problem.code) == (404, "unknown-company")
    assert problem.instance.startswith("urn:uuid:")
    assert word in problem.title.lower()
    assert problem.detail
    assert problem.code in str(problem)


def test_mistakes_of_a_request_are_listed(mitra):
    with pytest.raises(ProblemError) as caught:
        mitra.search(models.SearchRequest(query="baja", limit=0, offset=-1))
    assert caught.value.status == 422
    assert len(caught.value.errors) == 2


def test_a_key_that_may_not_is_refused(service):
    with MitraClient(service.url, key=service.searching) as mitra:
        assert mitra.search(models.SearchRequest(query="baja")).results
        with pytest.raises(ProblemError) as caught:
            mitra.put_company("X-1", entered("X-1"))
    assert caught.value.status == 403


def test_the_key_is_shown_nowhere(service):
    with MitraClient(service.url, key=service.key) as mitra, pytest.raises(ProblemError) as caught:
        mitra.get_company("NONE")
    assert service.key not in repr(mitra) + repr(caught.value) + str(vars(mitra))


def test_a_company_that_has_changed_meanwhile_is_not_overwritten(mitra):
    mitra.put_company("V-1", entered("V-1"))
    company, tag = mitra.company_and_tag("V-1")
    assert mitra.get_company("V-1", if_none_match=tag) is None
    changed = company.model_copy(update={"city": "Bekasi"})
    request = models.CompanyRequest.model_validate(changed.model_dump(exclude={"updated_at"}))
    mitra.put_company("V-1", request, if_match=tag)
    with pytest.raises(ProblemError) as caught:
        mitra.put_company("V-1", entered("V-1"), if_match=tag)
    assert caught.value.status == 412
    found = mitra.get_company("V-1")
    assert found is not None
    assert found.city == "Bekasi"


@pytest.mark.parametrize("name", ["..", ".", "", "a//b", "../keys"])
def test_an_id_leads_to_no_other_path(mitra, name):
    with pytest.raises(ValueError, match="names nothing"):
        mitra.get_company(name)


def test_ids_that_no_path_can_hold_as_they_are(mitra):
    company_id = "商工 1&x=;+@"
    mitra.put_company(company_id, entered("Q"))
    found = mitra.get_company(company_id)
    assert found is not None
    assert found.id == company_id


def test_files_and_records_are_imported(mitra, tmp_path):
    file = tmp_path / "members.csv"
    file.write_text("Nomor,Nama,Keterangan\nF-1,PT Berkas,Kami membuat baut.\nF-2,,\n", "utf-8")
    mapping = {"Nomor": "id", "Nama": "name", "Keterangan": "description"}
    answer = mitra.import_file(file, mapping=mapping, default={"country": "ID"})
    assert (answer.read, answer.saved, len(answer.rejected)) == (2, 1, 1)
    assert mitra.import_file(file, mapping=mapping, default={"country": "ID"}).unchanged == 1
    record = {
        "id": "F-3",
        "name": "株式会社ネジ",
        "country": "JP",
        "description": "ねじを作ります。",
    }
    assert mitra.import_records([record, {**record, "id": "F-4"}], dry_run=True).saved == 2
    assert mitra.import_records([record]).saved == 1
    with pytest.raises(ValueError, match="none of"):
        mitra.import_file(tmp_path / "members.doc")


def test_changes_are_followed_from_a_cursor(mitra):
    *_, last = mitra.changes(limit=100)
    mitra.put_company("N-1", entered("N-1"))
    [part] = mitra.changes(last.cursor)
    assert [company.id for company in part.companies] == ["N-1"]


def test_a_job_is_followed_to_its_end_and_its_files_are_saved(mitra, tmp_path):
    job = mitra.make_report(report(formats=["csv", "xlsx"]))
    seen = list(mitra.follow(job.id))
    assert seen[-1].state == "done"
    assert [each.done for each in seen] == sorted(each.done for each in seen)
    saved = mitra.save_all(seen[-1], tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in saved} == {
        file.name for file in seen[-1].files
    }
    sizes = {file.name: file.bytes for file in seen[-1].files}
    for path in saved:
        assert path.stat().st_size == sizes[path.relative_to(tmp_path).as_posix()]
    one = mitra.save(job.id, "similarity.xlsx", tmp_path / "other.xlsx")
    assert one.read_bytes() == (tmp_path / "similarity.xlsx").read_bytes()
    assert not [path for path in tmp_path.rglob("*") if path.name.startswith(".")]


def test_a_file_that_is_not_there_leaves_nothing(mitra, reported, tmp_path):
    with pytest.raises(ProblemError) as caught:
        mitra.save(reported.id, "nothing.xlsx", tmp_path)
    assert caught.value.status == 404
    assert list(tmp_path.iterdir()) == []


def test_a_file_whose_name_leads_out_of_the_folder_is_refused(mitra, reported, tmp_path):
    for name in ("../x", "/x/y", "published/../../x"):
        file = models.FileAnswer(name=name, bytes=1, url="/")
        with pytest.raises(ValueError, match="leads out"):
            mitra.save_all(reported.model_copy(update={"files": [file]}), tmp_path)
