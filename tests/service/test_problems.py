"""What cannot be answered is answered with a problem document (RFC 9457)."""

import json
from pathlib import Path

import pytest

from embeddings import INTERFACE_LANGUAGES, Messages
from service.body_limit import MAX_BODY
from service.problems import MAX_ERRORS

JSON = "application/json"


def body(**fields):
    return json.dumps({"query": "baja", **fields})


def field(name, value):
    """A search whose `name` is `value`, as raw JSON."""
    return f'{{"query": "baja", "{name}": {value}}}'


# What is sent, the status and code of the answer.
SEARCHES = {
    "empty query": (body(query=""), 422, "empty-query"),
    "white space": (body(query=" \t\u3000\n"), 422, "empty-query"),
    "emoji only": (body(query="😀👍🏽"), 422, "empty-query"),
    "half a character only": ('{"query": "\\ud800"}', 422, "empty-query"),
    "NUL only": ('{"query": "\\u0000"}', 422, "empty-query"),
    "long query": (body(query="x" * 1001), 422, "query-too-long"),
    "query is a number": (body(query=5), 422, "invalid-request"),
    "query is NaN": ('{"query": NaN}', 422, "invalid-request"),
    "no query": ("{}", 422, "invalid-request"),
    "limit 0": (body(limit=0), 422, "invalid-request"),
    "limit -1": (body(limit=-1), 422, "invalid-request"),
    "limit 10**9": (body(limit=10**9), 422, "invalid-request"),
    "limit 1.5": (body(limit=1.5), 422, "invalid-request"),
    "limit true": (body(limit=True), 422, "invalid-request"),
    "limit in quotes": (body(limit="5"), 422, "invalid-request"),
    "limit NaN": (field("limit", "NaN"), 422, "invalid-request"),
    "limit Infinity": (field("limit", "-Infinity"), 422, "invalid-request"),
    "offset -1": (body(offset=-1), 422, "invalid-request"),
    "4,000 digits": (field("limit", "9" * 4000), 422, "invalid-request"),
    "5,000 digits": (field("limit", "9" * 5000), 400, "invalid-json"),
    "unknown field": (body(colour="red"), 422, "invalid-request"),
    "half a character as a field": (field("\\ud800", 1), 422, "invalid-request"),
    "filters is a list": (body(filters=[]), 422, "invalid-request"),
    "filters is null": (body(filters=None), 422, "invalid-request"),
    "unknown filter": (body(filters={"contry": "JP"}), 422, "unknown-filter"),
    "filter is a number": (body(filters={"city": 5}), 422, "filter-not-text"),
    "filter is NaN": (field("filters", '{"city": NaN}'), 422, "filter-not-text"),
    "filter holds a list": (body(filters={"city": [["a"]]}), 422, "filter-not-text"),
    "filter is an object": (body(filters={"city": {"a": "b"}}), 422, "filter-not-text"),
    "101 values": (body(filters={"country": ["ID"] * 101}), 422, "too-many-filter-values"),
    "unknown value": (body(filters={"country": "Japon"}), 422, "unknown-filter-value"),
    "half a character as a value": (
        field("filters", '{"country": "\\udfff"}'),
        422,
        "unknown-filter-value",
    ),
    "half a character as a filter": (
        field("filters", '{"\\ud800": "JP"}'),
        422,
        "invalid-request",
    ),
    "NUL as a value": (body(filters={"city": "\0"}), 422, "unknown-filter-value"),
    "a list": ("[]", 422, "invalid-request"),
    "nothing": ("", 422, "invalid-request"),
    "half an object": ('{"query":', 400, "invalid-json"),
    "no JSON": ("query=baja", 400, "invalid-json"),
    "100,000 brackets": ("[" * 100_000, 400, "invalid-json"),
    "nested objects": ('{"query":' * 20_000, 400, "invalid-json"),
    "bytes that are no text": (b'{"query": "\xff\xfe\xfa"}', 400, "invalid-json"),
    "too many bytes": (body(query="x" * MAX_BODY), 413, "body-too-large"),
}

# Method, path, the status and code of the answer.
PATHS = {
    "unknown id": ("GET", "/v1/companies/NONE", 404, "unknown-company"),
    "similar to an unknown id": ("GET", "/v1/companies/NONE/similar", 404, "unknown-company"),
    "NUL in an id": ("GET", "/v1/companies/ID-001%00", 404, "unknown-company"),
    "dots as an id": ("GET", "/v1/companies/%2e%2e", 404, "unknown-company"),
    "bytes that are no text": ("GET", "/v1/companies/%ff%fe", 404, "unknown-company"),
    "half a character in UTF-8": ("GET", "/v1/companies/%ed%a0%80", 404, "unknown-company"),
    "markup": ("GET", "/v1/companies/%3Cscript%3E", 404, "unknown-company"),
    "long id": ("GET", "/v1/companies/" + "x" * 5000, 404, "unknown-company"),
    "slash in an id": ("GET", "/v1/companies/ID%2F001", 404, "no-such-path"),
    "a way out": ("GET", "/v1/companies/..%2f..%2f..%2fetc%2fpasswd", 404, "no-such-path"),
    "slash at the end": ("GET", "/v1/companies/ID-001/", 404, "no-such-path"),
    "unknown path": ("GET", "/v2/search", 404, "no-such-path"),
    "limit 0": ("GET", "/v1/companies/ID-001/similar?limit=0", 422, "invalid-request"),
    "limit x": ("GET", "/v1/companies/ID-001/similar?limit=x", 422, "invalid-request"),
    "many digits": (
        "GET",
        f"/v1/companies/ID-001/similar?limit={'9' * 5000}",
        422,
        "invalid-request",
    ),
    "unknown filter": ("GET", "/v1/companies/ID-001/similar?contry=JP", 422, "unknown-filter"),
    "unknown value": (
        "GET",
        "/v1/companies/ID-001/similar?country=Japon",
        422,
        "unknown-filter-value",
    ),
    "GET of a search": ("GET", "/v1/search", 405, "method-not-allowed"),
    "PATCH of a company": ("PATCH", "/v1/companies/ID-001", 405, "method-not-allowed"),
    "POST of health": ("POST", "/healthz", 405, "method-not-allowed"),
}


def check_problem(answer, status, code):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"urn:mitra:problem:{code}"
    assert problem["title"]
    assert problem["detail"]
    for private in ("Traceback", str(Path.home()), ".py", "catalog.db", "/tmp"):  # noqa: S108
        assert private not in answer.text
    return problem


def search(client, content, **headers):
    return client.post("/v1/search", content=content, headers={"Content-Type": JSON, **headers})


@pytest.mark.parametrize("case", SEARCHES)
def test_a_search_that_cannot_be_made_is_a_problem_with_a_code(client, case):
    content, status, code = SEARCHES[case]
    check_problem(search(client, content), status, code)


@pytest.mark.parametrize("case", PATHS)
def test_a_path_that_cannot_be_answered_is_a_problem_with_a_code(client, case):
    method, path, status, code = PATHS[case]
    check_problem(client.request(method, path), status, code)


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "", "x"])
def test_a_body_that_is_not_declared_as_json_is_refused(client, media_type):
    answer = search(client, body(), **{"Content-Type": media_type})
    check_problem(answer, 415, "not-json")


def test_the_largest_body_within_the_limit_is_read(client):
    content = body(query="").encode()
    content += b" " * (MAX_BODY - len(content))
    check_problem(search(client, content), 422, "empty-query")
    check_problem(search(client, content + b" "), 413, "body-too-large")


def test_a_body_sent_in_pieces_is_limited_as_well(client):
    check_problem(search(client, iter([b" " * 1024] * 300)), 413, "body-too-large")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/search", "OPTIONS, POST"),
        ("DELETE", "/healthz", "GET, HEAD, OPTIONS"),
        ("PATCH", "/v1/companies/ID-001", "DELETE, GET, HEAD, OPTIONS, PUT"),
    ],
)
def test_a_wrong_method_learns_the_right_ones(client, method, path, allowed):
    assert client.request(method, path).headers["allow"] == allowed


def test_an_unknown_filter_value_learns_the_nearest_ones(client):
    answer = search(client, body(filters={"country": "Japon"}))
    assert "Japan" in answer.json()["detail"]


def test_an_unknown_filter_learns_the_filters(client):
    answer = search(client, body(filters={"contry": "JP"}))
    assert "country" in answer.json()["detail"]


def test_an_unknown_id_learns_the_nearest_ones(client):
    assert "ID-001" in client.get("/v1/companies/ID-001x").json()["detail"]


def test_an_invalid_request_says_what_is_wrong_where(client):
    problem = search(client, '{"limit": 0, "offset": "x", "colour": 1}').json()
    assert {(error["place"], error["code"]) for error in problem["errors"]} == {
        ("body.query", "missing"),
        ("body.limit", "too-small"),
        ("body.offset", "not-a-whole-number"),
        ("body.colour", "unknown-field"),
    }


def test_an_answer_to_endless_mistakes_ends(client):
    content = json.dumps({"query": "baja", **{f"{n}{'x' * 1000}": n for n in range(100)}})
    answer = search(client, content)
    assert len(answer.json()["errors"]) == MAX_ERRORS
    assert len(answer.content) < 10_000


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_problem_speaks_the_language_of_the_client(client, language):
    answer = search(client, body(query=""), **{"Accept-Language": language})
    messages = Messages("recommender")
    assert answer.json()["title"] == messages.text("empty-query.message", language)
    assert answer.json()["detail"] == messages.text("empty-query.remedy", language)
    assert answer.headers["content-language"] == language


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_each_mistake_is_told_in_the_language_of_the_client(client, language):
    answer = search(client, body(limit=101), **{"Accept-Language": language})
    expected = Messages("service").text("field.too-large.message", language, limit=100)
    assert [error["message"] for error in answer.json()["errors"]] == [expected]


def test_several_headers_of_languages_count_as_one(client):
    headers = [("Accept-Language", "fr"), ("Accept-Language", "ja")]
    assert client.get("/none", headers=headers).headers["content-language"] == "ja"
