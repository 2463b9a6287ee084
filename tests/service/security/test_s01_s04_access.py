"""S1 to S4: who is let in, what each scope and token allows, and what stays hidden."""

import time
from datetime import timedelta

import jwt
import pytest

from service.access import search_tokens
from service.access.keys import Secret
from service.routes.forms import MAX_OFFSET

STRANGER = "mitra_0123456789_" + "A" * 43


def test_s01_every_operation_refuses_callers_without_a_valid_key(service):
    asked = [one for one in service.operations() if one[2] != "none"]
    assert len(asked) >= 6
    for method, path, _ in asked:
        for key in (None, STRANGER, "x", "mitra_", "a.b.c"):
            answer = service.ask(method, path, key)
            assert answer.status_code == 401, (method, path, key)


def test_s01_what_another_organisation_keeps_to_itself_does_not_exist(service):
    key = service.key("read", "JETRO")
    for path in ("", "/similar", "/matches"):
        assert service.ask("GET", f"/v1/companies/PRIVATE{path}", key).status_code == 404
        assert service.ask("GET", f"/v1/companies/N{path}", key).status_code == 200


def test_s02_a_search_key_may_do_nothing_but_search(service):
    key = service.key("search")
    others = [one for one in service.operations() if one[2] not in {"search", "none"}]
    assert ("GET", "/metrics", "admin") in others
    for method, path, _ in others:
        answer = service.ask(method, path, key)
        assert (answer.status_code, answer.json()["code"]) == (403, "scope-missing"), path


def test_s03_a_visitor_cannot_widen_what_a_token_shows(service):
    secret = service.key("search")
    signed = search_tokens.sign(Secret.read(secret), timedelta(hours=1), {"country": "JP"})
    for filters in ({}, {"country": "ID"}, {"country": ["ID", "JP"]}, {"organisation": "Kadin"}):
        answer = service.search(signed, filters=filters)
        found = {result["id"] for result in answer.json().get("results", [])}
        assert found <= {"OTHER"}, filters
    assert service.search(signed).json()["total"] == 1


@pytest.mark.parametrize(
    ("algorithm", "seconds"), [("none", 60), ("HS512", 60), ("HS256", -1), ("HS256", 10**9)]
)
def test_s03_a_token_with_a_wrong_signature_or_end_is_refused(service, algorithm, seconds):
    secret = Secret.read(service.key("search"))
    signer = None if algorithm == "none" else secret.token_secret
    claims = {"exp": time.time() + seconds}
    token = jwt.encode(claims, signer, algorithm=algorithm, headers={"kid": secret.id})
    assert service.search(token).status_code == 401


def test_s03_a_token_ends_with_its_key(service):
    secret = Secret.read(service.key("search"))
    token = search_tokens.sign(secret, timedelta(hours=1))
    assert service.search(token).status_code == 200
    service.keys.revoke(secret.id)
    assert service.search(token).status_code == 401


def test_s04_a_search_key_sees_no_contact_and_cannot_page_without_end(service):
    key = service.key("search", "Kadin")
    for answer in (service.ask("GET", "/v1/companies/N", key), service.search(key)):
        assert answer.status_code == 200
        assert "Bu Sari" not in answer.text
    assert service.search(key, offset=MAX_OFFSET + 1).status_code == 422
    assert service.search(key, limit=101).status_code == 422


def test_s04_an_unknown_id_tells_nothing_of_hidden_ones(service):
    answer = service.ask("GET", "/v1/companies/PRIVAT", service.key("search"))
    assert answer.status_code == 404
    assert "PRIVATE" not in answer.text
