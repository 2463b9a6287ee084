"""Complementary companies over HTTP are those of the catalogue, and so are its refusals."""

import json

import pytest

from embeddings import Messages
from recommender.strength import SCORE_DIGITS
from recommender.wire import MatchesAnswer
from service.routes.forms import MAX_LIMIT, MAX_OFFSET

ASKED = [
    ("ID-001", {}),
    ("ID-061", {"country": "JP", "limit": 3}),
    ("JP-001", {"country": ["ID"], "offset": 5}),
    ("JP-050", {"region": ["Jawa Barat", "Banten"], "language": ["id", "en"]}),
    ("ID-100", {"sector": "C", "tier": ["1", "2"], "limit": 100}),
    ("JP-100", {"place": "JP-23", "certification": "ISO 9001"}),
]


def matches_of(catalog, company_id, wanted):
    filters = {name: wanted[name] for name in wanted if name not in {"limit", "offset"}}
    page = {name: wanted[name] for name in wanted if name in {"limit", "offset"}}
    return catalog.matches(company_id, filters=filters, **page)


@pytest.mark.parametrize(("company_id", "wanted"), ASKED)
def test_the_answer_is_that_of_the_catalogue(client, bundled, company_id, wanted):
    answer = client.get(f"/v1/companies/{company_id}/matches", params=wanted)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    page = matches_of(bundled, company_id, wanted)
    assert answer.json() == MatchesAnswer.of(page).model_dump(mode="json")
    assert answer.json()["results"]


def test_the_answer_says_what_each_partner_offers_and_seeks(client, bundled):
    answer = client.get("/v1/companies/JP-001/matches", params={"limit": 20}).json()
    page = bundled.matches("JP-001", limit=20)
    assert answer["id"] == "JP-001"
    assert [quote["text"] for quote in answer["sought"]] == [quote.text for quote in page.sought]
    assert answer["inferred"] is False
    assert (answer["total"], len(answer["results"])) == (239, 20)
    for found, match in zip(answer["results"], page.results, strict=True):
        assert found["score"] == round(match.score, SCORE_DIGITS)
        assert found["offers_what_is_sought"] == round(match.forward, SCORE_DIGITS)
        assert found["seeks_what_is_offered"] == round(match.backward, SCORE_DIGITS)
        seekers = [reason["seeker"] for reason in found["reasons"] if reason["kind"] == "fit"]
        assert seekers == ["own", "partner"]


def test_pages_follow_one_another_without_gap_or_repetition(client):
    def ranked(**page):
        answer = client.get("/v1/companies/ID-020/matches", params=page).json()
        return [(result["rank"], result["id"]) for result in answer["results"]]

    pages = [one for offset in range(0, 35, 7) for one in ranked(limit=7, offset=offset)]
    assert pages == ranked(limit=35)


@pytest.mark.parametrize("language", ["en", "id", "ja"])
def test_an_unknown_company_is_a_problem_in_the_language_of_the_client(client, language):
    answer = client.get("/v1/companies/ID-9999/matches", headers={"Accept-Language": language})
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["content-language"] == language
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (404, "unknown-company")
    sentence = Messages("recommender").text("unknown-company.message", language, id="ID-9999")
    assert sentence in json.dumps(problem, ensure_ascii=False)


@pytest.mark.parametrize(
    "parameters", [{"limit": 1}, {"limit": MAX_LIMIT}, {"offset": 0}, {"offset": MAX_OFFSET}]
)
def test_the_longest_and_the_last_page_are_answered(client, parameters):
    answer = client.get("/v1/companies/ID-001/matches", params=parameters)
    assert answer.status_code == 200
    assert len(answer.json()["results"]) <= parameters.get("limit", 10)


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"limit": 0}, "invalid-request"),
        ({"limit": MAX_LIMIT + 1}, "invalid-request"),
        ({"offset": -1}, "invalid-request"),
        ({"offset": MAX_OFFSET + 1}, "invalid-request"),
        ({"limit": "ten"}, "invalid-request"),
        ({"contry": "JP"}, "unknown-filter"),
        ({"country": "Japon"}, "unknown-filter-value"),
        ({"sector": "furniture"}, "unknown-filter-value"),
    ],
)
def test_parameters_beyond_their_limits_are_refused(client, parameters, code):
    answer = client.get("/v1/companies/ID-001/matches", params=parameters)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_beyond_the_last_partner_the_page_is_empty_and_the_total_stays(client):
    answer = client.get("/v1/companies/ID-001/matches", params={"offset": MAX_OFFSET}).json()
    assert (answer["total"], answer["results"]) == (239, [])


def test_only_reading_is_allowed(client):
    answer = client.post("/v1/companies/ID-001/matches", json={})
    assert answer.status_code == 405
    assert answer.json()["code"] == "method-not-allowed"
