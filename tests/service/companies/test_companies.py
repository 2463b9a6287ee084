"""Companies over HTTP: what a key may change, on which condition, and what comes back."""

import asyncio
import json

import pytest

pytestmark = pytest.mark.slow

COMPANY = {
    "name": "PT Logam Presisi",
    "description": "Kami membuat komponen stamping untuk sepeda motor.",
    "country": "ID",
}


@pytest.fixture
def kadin(shared):
    """Ask with a key of Kadin that may write."""
    key = shared.key("write", "Kadin")

    def ask(method, path, **request):
        return shared.ask(method, path, key, **request)

    return ask


def test_a_company_is_entered_replaced_and_removed(kadin):
    path = "/v1/companies/PORTAL-17"
    created = kadin("PUT", path, json=COMPANY)
    assert (created.status_code, created.headers["location"]) == (201, path)
    assert created.json()["organisation"] == "Kadin"
    found = kadin("GET", path)
    assert found.json() == created.json()
    assert found.headers["etag"] == created.headers["etag"]
    replaced = kadin("PUT", path, json={**COMPANY, "city": "Bekasi"})
    assert (replaced.status_code, replaced.json()["city"]) == (200, "Bekasi")
    assert replaced.headers["etag"] != created.headers["etag"]
    gone = kadin("DELETE", path)
    assert (gone.status_code, gone.content) == (204, b"")
    assert kadin("GET", path).status_code == 404


def test_a_company_with_a_japanese_id_is_entered_at_a_path_that_leads_to_it(kadin):
    created = kadin("PUT", "/v1/companies/商工 17&x", json=COMPANY)
    assert (created.status_code, created.json()["id"]) == (201, "商工 17&x")
    assert created.headers["location"].isascii()
    assert kadin("GET", created.headers["location"]).json() == created.json()


def test_saying_the_same_again_changes_nothing(kadin):
    first = kadin("PUT", "/v1/companies/P", json=COMPANY)
    again = kadin("PUT", "/v1/companies/P", json=first.json())
    assert again.status_code == 200
    assert (again.json(), again.headers["etag"]) == (first.json(), first.headers["etag"])


def test_a_client_does_not_date_its_changes(kadin):
    first = kadin("PUT", "/v1/companies/P", json=COMPANY).json()
    second = kadin("PUT", "/v1/companies/P", json={**first, "city": "Bekasi"}).json()
    assert second["updated_at"] > first["updated_at"]


def test_what_a_client_has_already_is_not_sent_again(kadin):
    tag = kadin("PUT", "/v1/companies/P", json=COMPANY).headers["etag"]
    for header in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        answer = kadin("GET", "/v1/companies/P", headers={"If-None-Match": header})
        assert (answer.status_code, answer.content) == (304, b""), header
        assert answer.headers["etag"] == tag
    for header in ('"other"', tag.strip('"'), "", '"', "nonsense"):
        answer = kadin("GET", "/v1/companies/P", headers={"If-None-Match": header})
        assert answer.status_code == 200, header


def test_the_tag_is_that_of_what_the_caller_sees(shared):
    seen = {
        scope: shared.ask("GET", "/v1/companies/K-PUBLIC", shared.key(scope, "Kadin"))
        for scope in ("search", "read", "write")
    }
    assert seen["search"].json()["contact"] is None
    assert seen["search"].headers["etag"] != seen["read"].headers["etag"]
    assert seen["write"].headers["etag"] == seen["read"].headers["etag"]


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_version_that_is_no_more_is_not_overwritten(kadin, method):
    old = kadin("PUT", "/v1/companies/P", json=COMPANY).headers["etag"]
    new = kadin("PUT", "/v1/companies/P", json={**COMPANY, "city": "Bogor"})
    body = {"json": COMPANY} if method == "PUT" else {}
    for header in (old, f"W/{new.headers['etag']}", "nonsense", "", '"a" "b"'):
        refused = kadin(method, "/v1/companies/P", headers={"If-Match": header}, **body)
        assert refused.status_code == 412, header
        assert refused.json()["code"] == "changed-meanwhile"
        assert new.headers["etag"] in refused.json()["title"]
        assert refused.headers["etag"] == new.headers["etag"]
    assert kadin("GET", "/v1/companies/P").json() == new.json()
    header = f'"x",{new.headers["etag"]}'
    done = kadin(method, "/v1/companies/P", headers={"If-Match": header}, **body)
    assert done.status_code in {200, 204}


def test_only_what_is_not_there_is_entered_anew(kadin):
    only_new = {"If-None-Match": "*"}
    assert kadin("PUT", "/v1/companies/P", json=COMPANY, headers=only_new).status_code == 201
    refused = kadin("PUT", "/v1/companies/P", json=COMPANY, headers=only_new)
    assert (refused.status_code, refused.json()["code"]) == (412, "changed-meanwhile")
    refused = kadin("PUT", "/v1/companies/Q", json=COMPANY, headers={"If-Match": "*"})
    assert (refused.status_code, refused.json()["code"]) == (412, "not-there")
    assert kadin("GET", "/v1/companies/Q").status_code == 404


def test_what_would_be_refused_anyway_is_refused_whatever_the_condition(shared, kadin):
    never = {"If-Match": '"never"'}
    assert kadin("DELETE", "/v1/companies/NONE", headers=never).status_code == 404
    for company_id in ("J-PUBLIC", "N"):
        answer = kadin("PUT", f"/v1/companies/{company_id}", json=COMPANY, headers=never)
        assert (answer.status_code, answer.json()["code"]) == (403, "company-of-another")
    assert kadin("DELETE", "/v1/companies/J-PUBLIC").status_code == 403
    assert kadin("DELETE", "/v1/companies/J-PRIVATE").status_code == 404
    assert shared.catalog.get("J-PRIVATE").organisation == "JETRO"


def test_of_many_clients_none_loses_what_another_has_written(shared, kadin):
    path, key = "/v1/companies/P", shared.key("write", "Kadin")
    kadin("PUT", path, json=COMPANY)

    async def add(name):
        refused = 0
        for number in range(4):
            while True:
                seen = await shared.asking("GET", path, key)
                listed = [*seen.json()["certifications"], f"{name}-{number}"]
                done = await shared.asking(
                    "PUT",
                    path,
                    key,
                    json={**seen.json(), "certifications": listed},
                    headers={"If-Match": seen.headers["etag"]},
                )
                if done.status_code == 200:
                    break
                assert done.status_code == 412
                refused += 1
        return refused

    async def add_at_once():
        return await asyncio.gather(*map(add, "WXYZ"))

    refused = sum(asyncio.run(add_at_once()))
    assert len(kadin("GET", path).json()["certifications"]) == 16
    assert refused, "no two clients ever met"


WRONG = {
    "no name": ({**COMPANY, "name": " "}, "body.name", "empty"),
    "no country": ({**COMPANY, "country": "Indonesia"}, "body.country", "country-code"),
    "unknown field": ({**COMPANY, "colour": "red"}, "body.colour", "unknown-field"),
    "sector": ({**COMPANY, "sectors": ["99999"]}, "body.sectors.0", "sector-code"),
    "long": ({**COMPANY, "description": "x" * 20_001}, "body.description", "too-long"),
    "employees": ({**COMPANY, "employees": "many"}, "body.employees", "not-a-whole-number"),
    "half a character": ({**COMPANY, "city": "\ud800"}, "body.city", "broken-character"),
    "NUL": ({**COMPANY, "extra": {"a": "\0"}}, "body.extra.a", "nul-character"),
    "end of time": (
        {**COMPANY, "updated_at": "0001-01-01T00:00:00+23:00"},
        "body.updated_at",
        "date",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_company_is_told_field_by_field(kadin, case):
    body, place, code = WRONG[case]
    for language in ("en", "id", "ja"):
        headers = {"Accept-Language": language, "Content-Type": "application/json"}
        answer = kadin("PUT", "/v1/companies/P", content=json.dumps(body), headers=headers)
        assert answer.status_code == 422
        [error] = answer.json()["errors"]
        assert (error["place"], error["code"]) == (place, code)
        assert error["message"]


@pytest.mark.parametrize("body", ["{", "", "[]", "null", '{"name": NaN}'])
def test_what_is_no_object_is_refused(kadin, body):
    headers = {"Content-Type": "application/json"}
    answer = kadin("PUT", "/v1/companies/P", content=body, headers=headers)
    assert answer.status_code in {400, 422}
    assert kadin("PUT", "/v1/companies/P", content=b"{}").status_code == 415


@pytest.mark.parametrize("company_id", ["x" * 129, "a%3Fb", "a%23b", "%00", "%20", "a%25b"])
def test_what_is_no_id_is_refused(kadin, company_id):
    answer = kadin("PUT", f"/v1/companies/{company_id}", json=COMPANY)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert answer.json()["errors"][0]["place"] == "path.company_id"


def test_an_id_in_the_body_is_that_of_the_path(kadin):
    assert kadin("PUT", "/v1/companies/P", json={**COMPANY, "id": "P"}).status_code == 201
    answer = kadin("PUT", "/v1/companies/P", json={**COMPANY, "id": "Q"})
    assert (answer.status_code, answer.json()["code"]) == (422, "other-id")


def test_a_company_is_entered_in_nobody_elses_name(kadin):
    answer = kadin("PUT", "/v1/companies/P", json={**COMPANY, "organisation": "JETRO"})
    assert (answer.status_code, answer.json()["code"]) == (403, "other-organisation")


def test_the_largest_company_can_be_entered_and_a_larger_body_cannot(kadin):
    items = [f"{number:03d}" + "あ" * 497 for number in range(200)]
    largest = {
        **COMPANY,
        "description": "あ" * 20_000,
        "offers": "あ" * 5_000,
        "seeks": "あ" * 5_000,
        "capabilities": items,
    }
    assert kadin("PUT", "/v1/companies/P", json=largest).status_code == 201
    answer = kadin("PUT", "/v1/companies/P", json={**COMPANY, "description": "x" * 2**20})
    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")


# two-way sync


def follow(ask, **wanted):
    """All parts of the list: companies by id, ids of those that are gone, the last cursor."""
    companies, deleted = {}, []
    while True:
        part = ask("GET", "/v1/companies", params=wanted)
        assert part.status_code == 200, part.text
        part = part.json()
        companies |= {company["id"]: company for company in part["companies"]}
        deleted += [gone["id"] for gone in part["deleted"]]
        wanted = {**wanted, "cursor": part["cursor"]}
        if not part["more"]:
            return companies, deleted, part["cursor"]


def test_a_list_is_followed_with_its_cursor(kadin):
    companies, deleted, cursor = follow(kadin, limit=2)
    assert (set(companies), deleted) == ({"K-PUBLIC", "K-PRIVATE", "J-PUBLIC", "N"}, [])
    assert companies["K-PUBLIC"] == kadin("GET", "/v1/companies/K-PUBLIC").json()
    assert companies["J-PUBLIC"]["contact"] is None
    kadin("PUT", "/v1/companies/A", json=COMPANY)
    kadin("DELETE", "/v1/companies/K-PRIVATE")
    companies, deleted, cursor = follow(kadin, cursor=cursor, limit=1)
    assert (list(companies), deleted) == (["A"], ["K-PRIVATE"])
    assert follow(kadin, cursor=cursor)[:2] == ({}, [])


def test_a_list_begins_at_a_moment(kadin):
    moment = kadin("PUT", "/v1/companies/A", json=COMPANY).json()["updated_at"]
    kadin("PUT", "/v1/companies/B", json=COMPANY)
    assert list(follow(kadin, updated_since=moment, limit=1)[0]) == ["A", "B"]
    assert follow(kadin, updated_since="2999-01-01")[0] == {}


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({"cursor": "x"}, "bad-cursor"),
        ({"cursor": "Y2hhbmdlcy0yOjE="}, "bad-cursor"),
        ({"cursor": "Y2hhbmdlcy0xOjk5OTk5OTk5OTk5OTk5OTk5OTk5"}, "bad-cursor"),
        ({"cursor": "é"}, "bad-cursor"),
        ({"cursor": "x" * 101}, "invalid-request"),
        ({"updated_since": "yesterday"}, "invalid-request"),
        ({"updated_since": "0.5"}, "invalid-request"),
        ({"updated_since": "20261101"}, "invalid-request"),
        ({"updated_since": "0001-01-01T00:00:00+23:00"}, "invalid-request"),
        ({"limit": 501}, "invalid-request"),
        ({"since": "2026-01-01"}, "invalid-request"),
    ],
)
def test_a_list_that_cannot_be_begun_is_refused(kadin, wanted, code):
    answer = kadin("GET", "/v1/companies", params=wanted)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
