"""What of a query is not to be applied, and whether results are to differ, over HTTP."""

import pytest

from embeddings import INTERFACE_LANGUAGES, Messages
from recommender.strength import band


@pytest.fixture
def search(client):
    def post(query, **fields):
        answer = client.post("/v1/search", json={"query": query, **fields})
        assert answer.status_code == 200, answer.text
        return answer.json()

    return post


def ids(answer):
    return [result["id"] for result in answer["results"]]


QUERY = "komponen di Aichi bersertifikat ISO 9001"


def test_what_a_query_restricts_is_answered_with_its_words(search):
    answer = search(QUERY)
    assert answer["understood"] == [
        {
            "aspect": "place",
            "value": "JP-23",
            "quote": {"field": "query", "start": 12, "end": 17, "text": "Aichi"},
            "applied": True,
        },
        {
            "aspect": "certification",
            "value": "ISO 9001",
            "quote": {"field": "query", "start": 32, "end": 40, "text": "ISO 9001"},
            "applied": True,
        },
    ]
    assert 0 < answer["total"] < 240


@pytest.mark.parametrize(
    "ignore", [[], ["place"], ["certification"], ["place", "certification"], ["excluded", "place"]]
)
def test_what_is_ignored_is_offered_and_the_rest_applied(search, bundled, ignore):
    answer = search(QUERY, ignore=ignore, limit=100)
    for one in answer["understood"]:
        assert one["applied"] == (one["aspect"] not in ignore)
    page = bundled.search(QUERY, ignore=ignore, limit=100)
    assert (ids(answer), answer["total"]) == ([r.company.id for r in page.results], page.total)
    assert (answer["total"] == 240) == ({"place", "certification"} <= set(ignore))


def test_a_restriction_that_is_offered_can_be_applied_by_its_value(search):
    offered = search("komponen, ekspor ke Jepang")
    ((aspect, value),) = [(one["aspect"], one["value"]) for one in offered["understood"]]
    assert offered["understood"][0]["applied"] is False
    applied = search("komponen, ekspor ke Jepang", filters={aspect: value})
    assert 0 < applied["total"] < offered["total"] == 240


def test_diverse_answers_have_the_companies_of_the_catalogue_in_its_order(search, bundled):
    plain, diverse = (search("金型メーカー", limit=100, diverse=wanted) for wanted in (False, True))
    page = bundled.search("金型メーカー", limit=100, diverse=True)
    assert ids(diverse) == [result.company.id for result in page.results] != ids(plain)
    assert diverse["facets"] == plain["facets"]
    assert ids(search("金型メーカー", limit=100)) == ids(plain)


@pytest.mark.parametrize(
    ("query", "good"), [("pemasok komponen otomotif", True), ("野球の試合のチケット", False)]
)
def test_an_answer_says_in_words_how_good_it_is(search, query, good):
    answer = search(query, limit=50)
    assert answer["good_partner_found"] is good
    # Scores are rounded; none of these lies at the edge of a band.
    assert [r["band"] for r in answer["results"]] == [band(r["score"]) for r in answer["results"]]


@pytest.mark.parametrize(
    ("query", "good"), [("pemasok komponen otomotif", True), ("野球の試合のチケット", False)]
)
@pytest.mark.parametrize("offset", [120, 10_000])
def test_each_page_of_a_search_says_the_same_of_the_whole(search, query, good, offset):
    answer = search(query, offset=offset)
    assert not [r for r in answer["results"] if r["band"] in {"strong", "good"}]
    assert answer["good_partner_found"] is good


@pytest.mark.parametrize("kind", ["similar", "matches"])
@pytest.mark.parametrize("offset", [0, 120, 10_000])
def test_each_page_of_a_companys_partners_says_the_same_of_the_whole(client, kind, offset):
    answer = client.get(f"/v1/companies/ID-001/{kind}", params={"offset": offset}).json()
    good = [r for r in answer["results"] if r["band"] in {"strong", "good"}]
    assert bool(good) == (offset == 0)
    assert answer["good_partner_found"] is True


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("name", ["colour", "", "Place", "place "])
def test_an_unknown_aspect_is_a_problem_that_names_those_there_are(client, language, name):
    request = {"query": QUERY, "ignore": ["place", name]}
    answer = client.post("/v1/search", json=request, headers={"Accept-Language": language})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["code"] == "unknown-aspect"
    message = Messages("recommender").text("unknown-aspect.message", language, name=name)
    assert problem["title"] == message
    assert "place, certification, excluded" in problem["detail"]


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"ignore": "place"}, "body.ignore"),
        ({"ignore": None}, "body.ignore"),
        ({"ignore": {"place": True}}, "body.ignore"),
        ({"ignore": ["place", 5]}, "body.ignore.1"),
        ({"ignore": ["place"] * 101}, "body.ignore"),
        ({"diverse": "yes"}, "body.diverse"),
        ({"diverse": 1}, "body.diverse"),
        ({"diverse": None}, "body.diverse"),
    ],
)
def test_a_value_of_the_wrong_kind_is_a_problem_that_says_where(client, fields, place):
    answer = client.post("/v1/search", json={"query": QUERY, **fields})
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid-request"
    assert [error["place"] for error in answer.json()["errors"]] == [place]


@pytest.mark.parametrize("name", ["ignore", "diverse"])
def test_only_a_search_reads_a_query(client, name):
    answer = client.get(f"/v1/companies/ID-001/similar?{name}=place")
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown-filter")
