"""An organisation decides who sees its companies, and says what it thinks of partners."""

from datetime import timedelta

import pytest

from service.access import search_tokens

pytestmark = pytest.mark.slow

DECIDED = {"companies": "private", "contacts": "partners", "partners": ["JETRO"]}
PATH = "/v1/organisation/disclosure"


def test_an_organisation_decides_on_its_companies(shared):
    kadin, jetro = shared.key("write", "Kadin"), shared.key("read", "JETRO")
    before = shared.ask("GET", PATH, kadin).json()
    assert before == {"companies": "public", "contacts": "private", "partners": []}
    assert shared.ask("PUT", PATH, kadin, json=DECIDED).json() == DECIDED
    assert shared.ask("GET", PATH, kadin).json() == DECIDED
    assert shared.found(jetro) == {"J-PUBLIC", "J-PRIVATE", "N"}
    shared.ask("PUT", PATH, kadin, json={**DECIDED, "companies": "partners"})
    assert shared.found(jetro) == {"J-PUBLIC", "J-PRIVATE", "N", "K-PUBLIC"}
    assert shared.ask("GET", "/v1/companies/K-PUBLIC", jetro).json()["contact"] == "Bu Sari"


def test_it_decides_for_itself_alone_and_whoever_runs_the_service_for_all(shared):
    kadin, operator = shared.key("write", "Kadin"), shared.key("admin")
    other = {"organisation": "JETRO"}
    assert shared.ask("GET", PATH, kadin, params=other).status_code == 403
    assert shared.ask("PUT", PATH, kadin, params=other, json=DECIDED).status_code == 403
    theirs = {**DECIDED, "partners": ["Kadin"]}
    assert shared.ask("PUT", PATH, operator, params=other, json=theirs).json() == theirs
    answer = shared.ask("GET", PATH, operator)
    assert (answer.status_code, answer.json()["code"]) == (422, "no-organisation")


def test_one_company_is_seen_otherwise_than_the_others(shared):
    kadin, public = shared.key("write", "Kadin"), shared.key()
    path = "/v1/companies/K-PRIVATE/disclosure"
    assert shared.ask("GET", path, kadin).json() == {"company": "private", "contact": None}
    as_others = {"company": None, "contact": None}
    assert shared.ask("PUT", path, kadin, json=as_others).json() == as_others
    assert "K-PRIVATE" in shared.found(public)
    for company_id, status in {"J-PUBLIC": 403, "N": 403, "J-PRIVATE": 404, "X": 404}.items():
        path = f"/v1/companies/{company_id}/disclosure"
        assert shared.ask("GET", path, kadin).status_code == status
        assert shared.ask("PUT", path, kadin, json=as_others).status_code == status


@pytest.mark.parametrize(
    "body",
    [
        {"companies": "public", "contacts": "private"},
        {**DECIDED, "companies": "everybody"},
        {**DECIDED, "partners": "JETRO"},
        {**DECIDED, "partners": ["x"] * 1001},
        {**DECIDED, "partners": [" "]},
        {**DECIDED, "more": 1},
    ],
)
def test_what_is_no_decision_is_refused(shared, body):
    assert shared.ask("PUT", PATH, shared.key("write", "Kadin"), json=body).status_code == 422


def test_facets_count_what_is_seen(shared):
    def facets(key, **wanted):
        answer = shared.ask("GET", "/v1/facets", key, params=wanted).json()
        return answer["total"], {one["value"]: one["count"] for one in answer["facets"]["country"]}

    assert facets(shared.key()) == (3, {"ID": 2, "JP": 1})
    assert facets(shared.key("read", "Kadin")) == (4, {"ID": 3, "JP": 1})
    assert facets(shared.key("admin")) == (5, {"ID": 3, "JP": 2})
    assert facets(shared.key(), country=["JP"]) == (1, {"JP": 1})
    assert shared.ask("GET", "/v1/facets", shared.key(), params={"contry": "JP"}).status_code == 422


# feedback

GOOD = {"query": "stamping", "partner": "J-PUBLIC", "grade": 3}


def say(shared, key, **changes):
    return shared.ask("POST", "/v1/feedback", key, json={**GOOD, **changes})


def said(shared):
    return {(one.judgement.judge, one.judgement.grade) for one in shared.catalog.judgements}


def test_an_organisation_judges_in_its_own_name(shared):
    kadin = shared.key("write", "Kadin")
    answer = say(shared, kadin, confirmed=True, note="Bertemu di Nagoya")
    assert answer.status_code == 200
    assert (answer.json()["judge"], answer.json()["confirmed"]) == ("Kadin", True)
    assert say(shared, kadin, grade=1).json()["number"] == answer.json()["number"]
    assert said(shared) == {("Kadin", 1)}


def test_visitors_judge_beside_the_organisation_and_not_in_its_place(shared):
    kadin = shared.key("write", "Kadin")
    say(shared, kadin)
    for key in (shared.key("search", "Kadin"), search_tokens.sign(kadin, timedelta(hours=1))):
        assert say(shared, key, grade=0).json()["judge"] == "Kadin (visitors)"
        answer = say(shared, key, confirmed=True)
        assert (answer.status_code, answer.json()["code"]) == (403, "confirming-needs-write")
    assert said(shared) == {("Kadin", 3), ("Kadin (visitors)", 0)}


def test_nobody_judges_for_nobody(shared):
    key = shared.key("search")
    for one in (key, search_tokens.sign(key, timedelta(hours=1))):
        answer = say(shared, one)
        assert (answer.status_code, answer.json()["code"]) == (403, "nobody-judges")
    assert said(shared) == set()


def test_what_is_hidden_cannot_be_judged(shared):
    for hidden in (
        {"partner": "J-PRIVATE"},
        {"query": None, "company": "J-PRIVATE", "kind": "match"},
    ):
        answer = say(shared, shared.key("write", "Kadin"), **hidden)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-company")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"query": None}, "no-question"),
        ({"company": "N"}, "two-questions"),
        ({"query": None, "company": "N"}, "no-kind"),
        ({"grade": None}, "no-grade"),
        ({"note": "x" * 2001}, "too-long"),
        ({"grade": 4}, "invalid-request"),
        ({"judge": "JETRO"}, "invalid-request"),
    ],
)
def test_what_is_no_judgement_is_refused(shared, changes, code):
    answer = say(shared, shared.key("write", "Kadin"), **changes)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
