"""What the OpenAPI document says of jobs, reports and events."""

import pytest
from fastapi.openapi.models import OpenAPI

from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.media_types import WORKBOOK
from service.routes.download import ANYTHING, MEDIA_TYPES, Download
from service.state import ServiceState

ALWAYS = {400, 401, 403, 429, 431, 500, 503}
BODY = {400, 413, 415, 422, 429, 507}
STATUSES = {
    "makeReport": {202} | BODY,
    "planEvent": {202} | BODY,
    "checkEvent": {202, 404, 409} | BODY,
    "replanEvent": {202, 404, 409} | BODY,
    "downloadReport": {200, 206, 404},
    "listJobs": {200, 422},
    "getJob": {200, 404},
    "cancelJob": {200, 404, 507},
    "followJob": {200, 404},
}
BEGINNING = ("makeReport", "planEvent", "checkEvent", "replanEvent")
JOB = {"$ref": "#/components/schemas/JobAnswer"}


@pytest.fixture
def operations(catalog, tmp_path):
    database = ServiceDatabase(tmp_path)
    document = create_app(ServiceState(catalog, KeyStore(database))).openapi()
    database.close()
    assert OpenAPI.model_validate(document)
    paths = document["paths"].values()
    return {one["operationId"]: one for path in paths for one in path.values()}


def test_every_operation_names_its_answers(operations):
    for name, statuses in STATUSES.items():
        slow = {408} if "requestBody" in operations[name] else set()
        expected = statuses | ALWAYS | slow
        assert {int(code) for code in operations[name]["responses"]} == expected, name


def test_all_need_the_scope_of_reports(operations):
    assert {operations[name]["x-scope"] for name in STATUSES} == {"reports"}


def test_what_begins_a_job_answers_with_it_and_its_place(operations):
    for name in BEGINNING:
        answer = operations[name]["responses"]["202"]
        assert answer["content"]["application/json"]["schema"] == JOB
        assert "Location" in answer["headers"]


def test_a_workbook_a_stream_and_a_file_have_their_media_types(operations):
    assert list(operations["checkEvent"]["requestBody"]["content"]) == [WORKBOOK]
    assert list(operations["followJob"]["responses"]["200"]["content"]) == ["text/event-stream"]
    offered = set(operations["downloadReport"]["responses"]["200"]["content"])
    assert offered == {ANYTHING, *MEDIA_TYPES.values()}


def test_a_file_has_the_media_type_of_its_ending_on_every_machine(tmp_path):
    for ending, media_type in {**MEDIA_TYPES, ".unknown": ANYTHING}.items():
        path = tmp_path / f"report{ending}"
        path.touch()
        assert Download(path).headers["content-type"].partition(";")[0] == media_type


def test_a_service_that_does_no_long_work_says_so(catalog):
    from starlette.testclient import TestClient

    with TestClient(create_app(ServiceState(catalog, None))) as client:
        answer = client.get("/v1/jobs")
    assert (answer.status_code, answer.json()["code"]) == (503, "jobs-off")
