"""Who is let in: every operation of the service, with every kind of key."""

from datetime import timedelta

import httpx
import jwt
import pytest
from fastapi import APIRouter

from recommender.organisations import Disclosure
from service.access import search_tokens
from service.access.keys import SCOPES
from service.access.scoped_route import EXTENSION, ScopedRoute
from service.app import create_app
from service.state import ServiceState

pytestmark = pytest.mark.slow

HOUR = timedelta(hours=1)


EVERYBODY = {"K-PUBLIC", "J-PUBLIC", "N"}


def operations(shared):
    for path, item in shared.app.openapi()["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path.replace("{company_id}", "N"), operation[EXTENSION]


def is_short_of_scope(answer):
    return answer.status_code == 403 and answer.json()["code"] == "scope-missing"


def test_nobody_is_let_in_without_a_valid_key(shared):
    stranger = "mitra_0123456789_" + "A" * 43
    revoked = shared.key("admin")
    shared.keys.revoke(revoked.id)
    asked = [one for one in operations(shared) if one[2] != "none"]
    assert asked
    for method, path, _ in asked:
        for key in (None, "x", stranger, revoked):
            # Nothing of the body is looked at: it is no valid one for any operation.
            answer = shared.ask(method, path, key, content=b"{")
            assert answer.status_code == 401, (method, path, key)
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.json()["code"] == ("key-invalid" if key else "key-missing")


def test_a_key_is_let_in_where_its_scopes_allow_it(shared):
    for scope in SCOPES:
        key, secret = shared.keys.create("x", [scope], organisation="Kadin")
        for method, path, needed in operations(shared):
            answer = shared.ask(method, path, secret, content=b"{")
            allowed = needed == "none" or needed in key.allowed
            assert is_short_of_scope(answer) != allowed, (scope, method, path)
            assert answer.status_code != 401


def test_what_is_open_needs_no_key(shared):
    assert [path for _, path, needed in operations(shared) if needed == "none"] == [
        "/healthz",
        "/readyz",
        "/widget",
        "/oembed",
    ]
    assert shared.ask("GET", "/healthz").status_code == 200


def test_a_route_that_does_not_say_its_scope_cannot_be_made():
    router = APIRouter(route_class=ScopedRoute)
    with pytest.raises(TypeError, match="/v1/secret"):
        router.get("/v1/secret")(lambda: None)


def test_a_plain_route_beside_the_scoped_ones_stops_the_service(shared, monkeypatch):
    plain = APIRouter()
    plain.get("/v1/secret")(lambda: None)
    monkeypatch.setattr("service.app.ROUTERS", (plain,))
    with pytest.raises(TypeError, match="/v1/secret"):
        create_app(ServiceState(shared.catalog, shared.keys))


def test_a_search_key_sees_what_everybody_sees_and_no_contact(shared):
    for organisation in (None, "Kadin"):
        key = shared.key("search", organisation)
        assert shared.found(key) == EVERYBODY
        assert shared.ask("GET", "/v1/companies/K-PUBLIC", key).json()["contact"] is None
        assert shared.ask("GET", "/v1/companies/K-PRIVATE", key).status_code == 404


def test_an_organisation_sees_its_own_and_what_the_others_show(shared):
    kadin = shared.key("read", "Kadin")
    assert shared.found(kadin) == EVERYBODY | {"K-PRIVATE"}
    assert shared.ask("GET", "/v1/companies/K-PUBLIC", kadin).json()["contact"] == "Bu Sari"
    hidden = shared.ask("GET", "/v1/companies/J-PRIVATE", kadin)
    assert hidden.status_code == 404
    assert "J-P" not in hidden.text.replace("J-PRIVATE", "").replace("J-PUBLIC", "")
    shared.catalog.organisations.disclose("JETRO", Disclosure("public", "public"))
    shared.catalog.organisations.disclose_company("J-PRIVATE")
    assert shared.found(kadin) == EVERYBODY | {"K-PRIVATE", "J-PRIVATE"}


def test_whoever_runs_the_service_sees_everything(shared):
    assert shared.found(shared.key("admin")) == EVERYBODY | {"K-PRIVATE", "J-PRIVATE"}


def test_two_keys_at_once_are_none(shared):
    key = shared.key()
    headers = [("Authorization", f"Bearer {key.text}")] * 2
    answer = shared.ask("GET", "/v1/sectors", headers=httpx.Headers(headers))
    assert answer.status_code == 401


# search tokens


def test_a_token_shows_what_the_key_does_within_its_filters(shared):
    key = shared.key("read", "Kadin")
    everything = search_tokens.sign(key, HOUR)
    assert shared.found(everything) == EVERYBODY | {"K-PRIVATE"}
    assert shared.ask("GET", "/v1/companies/K-PUBLIC", everything).json()["contact"] is None
    japan = search_tokens.sign(key, HOUR, {"country": "JP"})
    assert shared.found(japan) == {"J-PUBLIC"}
    assert shared.found(japan, filters={"country": ["JP", "ID"]}) == {"J-PUBLIC"}
    assert shared.search(japan).json()["total"] == 1
    assert shared.ask("GET", "/v1/companies/N", japan).status_code == 404
    assert shared.ask("GET", "/v1/sectors", japan).json()["total"] == 1
    similar = shared.ask("GET", "/v1/companies/J-PUBLIC/similar", japan).json()
    assert (similar["total"], similar["results"]) == (0, [])
    assert shared.found(search_tokens.sign(key, HOUR, {"city": "Bandung"})) == {"K-PRIVATE"}
    assert shared.found(search_tokens.sign(key, HOUR, {"city": "Nowhere"})) == set()


def test_a_token_of_a_search_key_sees_what_everybody_sees(shared):
    assert shared.found(search_tokens.sign(shared.key("search", "Kadin"), HOUR)) == EVERYBODY


def forged(key, **changes):
    header = changes.pop("header", {"kid": key.id})
    secret = changes.pop("secret", key.token_secret)
    algorithm = changes.pop("algorithm", "HS256")
    claims = {"exp": 4_000_000_000, "filters": {}} | changes
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, secret, algorithm=algorithm, headers=header)


def test_tokens_that_were_forged_changed_or_are_over_are_refused(shared):
    import time

    key = shared.key("read", "Kadin")
    soon = time.time() + 60
    assert shared.search(forged(key, exp=soon)).status_code == 200
    other = shared.key("read", "JETRO")
    for name, token in {
        "too long": forged(key),
        "over": forged(key, exp=time.time() - 60),
        "without an end": forged(key, exp=None),
        "unsigned": forged(key, exp=soon, secret=None, algorithm="none"),
        "another algorithm": forged(key, exp=soon, algorithm="HS512"),
        "another key's": forged(key, exp=soon, secret=other.token_secret),
        "signed with the digest": forged(key, exp=soon, secret=key.digest),
        "nobody's": forged(key, exp=soon, header={"kid": "0123456789"}),
        "without a key": forged(key, exp=soon, header={}),
        "a filter that it cannot hold": forged(key, exp=soon, filters={"sector": "29"}),
        "an unknown filter": forged(key, exp=soon, filters={"colour": "red"}),
        "filters that are none": forged(key, exp=soon, filters="country=JP"),
    }.items():
        assert shared.search(token).status_code == 401, name
    shared.keys.rotate(key.id)
    assert shared.search(forged(key, exp=soon)).status_code == 401


def test_a_token_is_for_searching_alone(shared):
    token = search_tokens.sign(shared.key("admin"), HOUR)
    for method, path, needed in operations(shared):
        answer = shared.ask(method, path, token, content=b"{")
        assert is_short_of_scope(answer) == (needed not in {"none", "search"})


def asked_at_random(chance, words):
    """A request of any kind that answers with companies, or with figures about them."""
    query = " ".join(chance.choices(words, k=chance.randint(1, 4)))
    company = chance.choice(["K-PUBLIC", "K-PRIVATE", "J-PUBLIC", "J-PRIVATE", "N"])
    filters = {
        name: chance.choice(values)
        for name, values in {
            "country": ["ID", "JP"],
            "organisation": ["Kadin", "JETRO"],
            "sector": ["C", "29"],
            "city": ["Bandung", "Nagoya"],
        }.items()
        if chance.random() < 0.2
    }
    page = {"limit": chance.randint(1, 50)}
    body = {"query": query, "filters": filters, "diverse": chance.random() < 0.5, **page}
    judged = {"company": company, "partner": "N", "kind": "similar", "grade": 1}
    return chance.choice(
        [
            ("POST", "/v1/search", {"json": body}),
            ("POST", "/v1/feedback", {"json": judged}),
            ("GET", "/v1/facets", {"params": filters}),
            ("GET", "/v1/sectors", {}),
            ("GET", "/v1/companies", {"params": page}),
            ("GET", "/v1/companies", {"params": {"updated_since": "2000-01-01", **page}}),
            ("GET", f"/v1/companies/{company}", {}),
            ("GET", f"/v1/companies/{company}/disclosure", {}),
            ("GET", f"/v1/companies/{company}/similar", {"params": {**filters, **page}}),
            ("GET", f"/v1/companies/{company}/matches", {"params": {**filters, **page}}),
            ("PUT", f"/v1/companies/{company}/disclosure", {"json": {}}),
        ]
    )


def counted(answer):
    """How many companies each of the countries has in an answer's facets."""
    return sum(one["count"] for one in answer["facets"]["country"])


@pytest.mark.parametrize("scope", ["search", "read", "token"])
def test_two_organisations_ask_at_random_and_neither_finds_what_the_other_hides(shared, scope):
    """Whatever is asked, the answer is what it would be without the company that is hidden."""
    import random

    chance = random.Random(7)
    words = [
        "stamping",
        "sepeda",
        "motor",
        "金型",
        "Bekasi",
        "komponen",
        "PT",
        "Uji",
        "J-PRIVATE",
        "K-PRIVATE",
        "Sato",
    ]
    hidden = {"Kadin": "J-PRIVATE", "JETRO": "K-PRIVATE"}
    answered = 0
    for organisation, other in hidden.items():
        key = shared.key("read" if scope == "token" else scope, organisation)
        caller = search_tokens.sign(key, HOUR) if scope == "token" else key
        most = 3 if scope == "search" else 4
        for _ in range(250):
            method, path, request = asked_at_random(chance, words)
            answer = shared.ask(method, path, caller, **request)
            text = answer.text
            # What was asked comes back: the query, and the id that there is nothing at.
            for own in (request.get("json", {}).get("query"), other if other in path else None):
                text = text.replace(own, "") if own else text
            if answer.status_code == 404:
                text = text.replace(other, "")
            assert other not in text, (method, path, request)
            if answer.status_code != 200:
                assert answer.status_code in {403, 404, 422}, (method, path, text)
                continue
            answered += 1
            assert other not in path
            body = answer.json()
            if "total" in body:
                assert body["total"] <= most
            if "facets" in body:
                assert counted(body) == body["total"]
    assert answered > 200
