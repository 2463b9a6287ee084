"""S5: keys are compared in constant time, refused in addresses, and found nowhere."""

import ast
import inspect
import sqlite3
from urllib.parse import quote

import httpx
import pytest

from service.access import keys
from service.observing.redaction import without_secrets


def test_s05_digests_are_compared_in_a_time_that_says_nothing():
    tree = ast.parse(inspect.getsource(keys))
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    [judged] = [node for node in ast.walk(functions["is_of"]) if isinstance(node, ast.Return)]
    assert ast.unparse(judged.value).startswith("hmac.compare_digest(")
    assert not [node for node in ast.walk(functions["is_of"]) if isinstance(node, ast.Compare)]


@pytest.mark.parametrize("written", [str, quote, lambda key: key.replace("_", "%5f")])
@pytest.mark.parametrize(
    "place", ["/v1/sectors?key={}", "/v1/companies/{}", "/{}/x", "/healthz?{}"]
)
def test_s05_a_key_in_the_address_is_refused_and_not_repeated(service, written, place):
    key = service.key()
    answer = service.ask("GET", place.format(written(key)), key)
    assert (answer.status_code, answer.json()["code"]) == (400, "key-in-address")
    assert key not in answer.text


def test_s05_the_database_holds_no_key(service, tmp_path):
    key = service.key()
    with sqlite3.connect(tmp_path / "service.db") as connection:
        dump = "\n".join(connection.iterdump())
    assert key[6:16] in dump
    assert key[17:] not in dump


@pytest.mark.slow
def test_s05_the_log_at_debug_level_and_the_figures_hold_no_key(running):
    def ask(key, path="/v1/search", **request):
        headers = {"Authorization": f"Bearer {key}", **request.pop("headers", {})}
        return httpx.post(f"{running.url}{path}", headers=headers, timeout=60, **request)

    canary = running.search_key
    wrong = canary[:-1] + ("A" if canary[-1] != "A" else "B")
    assert ask(canary, json={"query": "pelat baja"}).status_code == 200
    assert ask(canary, json={"query": canary}).status_code in {200, 422}
    assert ask(wrong, json={"query": "baja"}).status_code == 401
    assert ask(canary, f"/v1/search?key={canary}", json={}).status_code == 400
    assert ask(canary, content=canary, headers={"Content-Type": "application/json"}).is_error
    assert ask(canary, json={"query": "x"}, headers={"X-Api-Key": canary}).status_code == 200
    figures = httpx.get(
        f"{running.url}/metrics", headers={"Authorization": f"Bearer {running.admin_key}"}
    )
    assert "mitra_requests_total" in figures.text
    log = running.log.read_text("utf-8")
    assert '"event": "request"' in log
    assert '"level": "debug"' in log
    for text in (log, figures.text):
        for key in (canary, wrong, running.admin_key):
            assert key[17:] not in text
        assert "pelat baja" not in text


def test_s05_what_looks_like_a_credential_is_left_out_of_any_log_record():
    key = "mitra_0123456789_" + "Ab-_" * 10 + "xyz"
    token = ".".join(("eyJhbGciOiJIUzI1NiJ9", "eyJleHAiOjF9", "c2lnbmF0dXJl"))
    text = without_secrets(f"headers: Bearer {key}, {token}, basic dXNlcjpwYXNz, {key}")
    for secret in (key, token, "dXNlcjpwYXNz", "Ab-_"):
        assert secret not in text
