"""The OpenAPI document is valid and says what really comes."""

import json

import httpx
import pytest
from fastapi.openapi.models import OpenAPI
from pydantic import BaseModel

from recommender import Company
from recommender.filters import Filters
from recommender.judgement_wire import JudgementJson
from recommender.search import MAX_QUERY
from recommender.sectors_wire import FacetsAnswer, SectorsAnswer
from recommender.wire import MatchesAnswer, SearchAnswer, SimilarAnswer
from service.problems import Problem
from service.routes.companies import ChangesAnswer
from service.routes.disclosure import CompanyDisclosure, OrganisationDisclosure
from service.routes.forms import MAX_LIMIT, MAX_OFFSET
from service.routes.health import Health
from service.routes.importing import ImportAnswer
from service.routes.oembed import OEmbed
from service.routes.widget import Snippet

PROBLEM = "application/problem+json"
JSON = {"Content-Type": "application/json"}

OPERATIONS = {
    "search": ("post", "/v1/search", SearchAnswer, {413, 415, 422}),
    "listChanges": ("get", "/v1/companies", ChangesAnswer, {422}),
    "getCompany": ("get", "/v1/companies/{company_id}", Company, {404}),
    "putCompany": (
        *("put", "/v1/companies/{company_id}", Company),
        {400, 404, 412, 413, 415, 422, 507},
    ),
    "deleteCompany": ("delete", "/v1/companies/{company_id}", None, {404, 412, 507}),
    "importCompanies": (
        *("post", "/v1/companies/import", ImportAnswer),
        {400, 409, 413, 415, 422, 507},
    ),
    "getDisclosure": ("get", "/v1/organisation/disclosure", OrganisationDisclosure, {422}),
    "putDisclosure": (
        *("put", "/v1/organisation/disclosure", OrganisationDisclosure),
        {400, 413, 415, 422, 507},
    ),
    "getCompanyDisclosure": (
        *("get", "/v1/companies/{company_id}/disclosure", CompanyDisclosure),
        {404},
    ),
    "putCompanyDisclosure": (
        *("put", "/v1/companies/{company_id}/disclosure", CompanyDisclosure),
        {400, 404, 413, 415, 422, 507},
    ),
    "giveFeedback": ("post", "/v1/feedback", JudgementJson, {400, 404, 413, 415, 422, 507}),
    "countFacets": ("get", "/v1/facets", FacetsAnswer, {422}),
    "similarCompanies": ("get", "/v1/companies/{company_id}/similar", SimilarAnswer, {404, 422}),
    "complementaryCompanies": (
        *("get", "/v1/companies/{company_id}/matches", MatchesAnswer),
        {404, 422},
    ),
    "listSectors": ("get", "/v1/sectors", SectorsAnswer, set()),
    "health": ("get", "/healthz", Health, set()),
    "ready": ("get", "/readyz", Health, set()),
    "widgetSnippet": ("get", "/widget", Snippet, set()),
    "oembed": ("get", "/oembed", OEmbed, {403, 404, 422, 501}),
}
# These answer otherwise than with 200 and JSON alone; see tests/service/jobs.
JOB_OPERATIONS = {
    "makeReport": ("post", "/v1/reports"),
    "downloadReport": ("get", "/v1/reports/{job_id}/{file}"),
    "planEvent": ("post", "/v1/events"),
    "checkEvent": ("post", "/v1/events/{job_id}/check"),
    "replanEvent": ("post", "/v1/events/{job_id}/replan"),
    "listJobs": ("get", "/v1/jobs"),
    "getJob": ("get", "/v1/jobs/{job_id}"),
    "cancelJob": ("delete", "/v1/jobs/{job_id}"),
    "followJob": ("get", "/v1/jobs/{job_id}/events"),
}
ALWAYS = {400, 431, 500, 503}
ADMISSION = {401, 403, 429}
OPEN = {"health", "ready", "widgetSnippet", "oembed"}
BARE = {"getCompany": {304}, "deleteCompany": {204}}
"""Answers without a body."""
CREATING = {"putCompany"}

# Operation, how it is asked, and the status that comes.
REQUESTS = [
    ("search", {"content": b'{"query": "baja"}', "headers": JSON}, 200),
    ("search", {"content": b"{", "headers": JSON}, 400),
    ("search", {"content": b" " * 300_000, "headers": JSON}, 413),
    ("search", {"content": b'{"query": "baja"}'}, 415),
    ("search", {"content": b'{"query": ""}', "headers": JSON}, 422),
    ("search", {"content": b'{"query": "baja", "limit": 0}', "headers": JSON}, 422),
    ("getCompany", {"id": "ID-001"}, 200),
    ("getCompany", {"id": "JP-040"}, 200),
    ("getCompany", {"id": "NONE"}, 404),
    ("similarCompanies", {"id": "ID-001"}, 200),
    ("similarCompanies", {"id": "NONE"}, 404),
    ("similarCompanies", {"id": "ID-001", "params": {"limit": 0}}, 422),
    ("complementaryCompanies", {"id": "ID-001"}, 200),
    ("complementaryCompanies", {"id": "JP-040", "params": {"country": "ID"}}, 200),
    ("complementaryCompanies", {"id": "NONE"}, 404),
    ("complementaryCompanies", {"id": "ID-001", "params": {"limit": 0}}, 422),
    ("listChanges", {"params": {"limit": 3}}, 200),
    ("listChanges", {"params": {"cursor": "x"}}, 422),
    ("putCompany", {"id": "NEW", "content": b"{", "headers": JSON}, 400),
    ("putCompany", {"id": "NEW", "content": b"{}", "headers": JSON}, 422),
    ("putCompany", {"id": "NEW", "content": b"{}"}, 415),
    ("deleteCompany", {"id": "NONE"}, 404),
    ("deleteCompany", {"id": "ID-001", "headers": {"If-Match": '"x"'}}, 412),
    ("importCompanies", {"content": b"x"}, 415),
    ("importCompanies", {"content": b"", "headers": {"Content-Type": "text/csv"}}, 422),
    ("importCompanies", {"headers": {"Content-Type": "multipart/form-data"}}, 400),
    ("getDisclosure", {}, 422),
    ("getDisclosure", {"params": {"organisation": "Kadin"}}, 200),
    ("putDisclosure", {"content": b"{}", "headers": JSON}, 422),
    ("getCompanyDisclosure", {"id": "ID-001"}, 200),
    ("getCompanyDisclosure", {"id": "NONE"}, 404),
    ("putCompanyDisclosure", {"id": "ID-001", "content": b"{}", "headers": JSON}, 422),
    ("giveFeedback", {"content": b"{}", "headers": JSON}, 422),
    ("countFacets", {"params": {"country": "JP"}}, 200),
    ("countFacets", {"params": {"country": "Japon"}}, 422),
    ("listSectors", {}, 200),
    ("health", {}, 200),
    ("ready", {}, 200),
    ("widgetSnippet", {}, 200),
    ("oembed", {"params": {"url": "http://elsewhere.example/companies/ID-001"}}, 404),
    ("oembed", {}, 422),
    ("oembed", {"params": {"url": "http://elsewhere.example/", "format": "xml"}}, 501),
]


@pytest.fixture(scope="module")
def document(client: httpx.Client) -> dict:
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def operations(document):
    return {
        operation["operationId"]: (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def references(part):
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def schema_of(model: type[BaseModel]) -> dict:
    schema = model.model_json_schema(
        mode="serialization", ref_template="#/components/schemas/{model}"
    )
    schema.pop("$defs", None)
    return schema


def without_null_defaults(schema):
    """Leave out what FastAPI leaves out: that a default is null."""
    properties = schema["properties"].items()
    kept = {
        name: {key: value for key, value in part.items() if (key, value) != ("default", None)}
        for name, part in properties
    }
    return {**schema, "properties": kept}


def test_the_document_has_the_form_of_openapi(document):
    assert OpenAPI.model_validate(document).openapi.startswith("3.1.")


def test_every_reference_leads_to_a_schema_and_every_schema_is_referred_to(document):
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(references(document)) == known


def test_the_operations_keep_their_names_and_places(document):
    found = {name: (method, path) for name, (method, path, _) in operations(document).items()}
    del found["metrics"]  # figures, for no client of this document
    named = {name: (method, path) for name, (method, path, _, _) in OPERATIONS.items()}
    assert found == named | JOB_OPERATIONS


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_documents_its_answers_and_problems(document, name):
    *_, model, problems = OPERATIONS[name]
    *_, operation = operations(document)[name]
    answers = {int(code): answer for code, answer in operation["responses"].items()}
    for bare in BARE.get(name, set()):
        assert "content" not in answers.pop(bare)
    content = {code: answer["content"] for code, answer in answers.items()}
    admission = set() if name in OPEN else ADMISSION
    good = {200, 201} if name in CREATING else {200} if model else set()
    slow = {408} if "requestBody" in operation else set()
    assert content.keys() == good | problems | ALWAYS | admission | slow
    for status in good:
        answer = {"$ref": f"#/components/schemas/{model.__name__}"}
        assert content.pop(status) == {"application/json": {"schema": answer}}
    problem = {"$ref": "#/components/schemas/Problem"}
    assert all(types == {PROBLEM: {"schema": problem}} for types in content.values())


@pytest.mark.parametrize(
    "model",
    [
        *(SearchAnswer, SimilarAnswer, MatchesAnswer, SectorsAnswer, Company, Health, Problem),
        *(ChangesAnswer, ImportAnswer, FacetsAnswer, OrganisationDisclosure, CompanyDisclosure),
        JudgementJson,
    ],
)
def test_a_schema_is_that_of_its_model(document, model):
    documented = document["components"]["schemas"][model.__name__]
    assert documented == without_null_defaults(json.loads(json.dumps(schema_of(model))))


@pytest.mark.parametrize(("name", "asked", "status"), REQUESTS)
def test_a_real_answer_is_one_that_the_document_names(client, document, name, asked, status):
    method, path, operation = operations(document)[name]
    asked = dict(asked)
    url = path.replace("{company_id}", asked.pop("id", ""))
    answer = client.request(method.upper(), url, **asked)
    assert answer.status_code == status
    [media_type] = operation["responses"][str(status)]["content"]
    assert answer.headers["content-type"] == media_type
    model = OPERATIONS[name][2] if status == 200 else Problem
    read = model.model_validate_json(answer.content)
    written = read.model_dump(mode="json", exclude_defaults=model is Problem)
    assert written == answer.json()


def test_the_limits_of_a_search_are_documented(document):
    properties = document["components"]["schemas"]["SearchRequest"]["properties"]
    assert properties["query"]["maxLength"] == MAX_QUERY
    assert (properties["limit"]["minimum"], properties["limit"]["maximum"]) == (1, MAX_LIMIT)
    assert (properties["offset"]["minimum"], properties["offset"]["maximum"]) == (0, MAX_OFFSET)


def test_the_filters_are_those_of_the_catalogue(document):
    filters = document["components"]["schemas"]["FiltersRequest"]
    names = set(Filters.__dataclass_fields__)
    assert set(filters["properties"]) == names
    assert filters["additionalProperties"] is False
    for name in ("similarCompanies", "complementaryCompanies"):
        *_, operation = operations(document)[name]
        parameters = {parameter["name"] for parameter in operation["parameters"]}
        assert parameters == names | {"company_id", "limit", "offset"}


def test_the_document_is_the_same_when_asked_for_again(client, document):
    assert client.get("/openapi.json").json() == document
