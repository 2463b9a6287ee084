"""A service that began without keys, when the first is made, and when the last ends."""

import json
import sys
from pathlib import Path

import httpx
import pytest

from service.access.first_key import UntilFirstKey
from service.access.key_store import KeyStore
from service.app import create_app
from service.database import ServiceDatabase
from service.state import ServiceState

MITRA = Path(sys.executable).with_name("mitra")


@pytest.fixture
def keys(tmp_path):
    """Keys as another process has them open: the command."""
    database = ServiceDatabase(tmp_path)
    yield KeyStore(database)
    database.close()


@pytest.fixture
def open_service(shared, tmp_path):
    """The shared service as it is started where there are no keys."""
    database = ServiceDatabase(tmp_path)
    shared.app = create_app(ServiceState(shared.catalog, UntilFirstKey(KeyStore(database))))
    yield shared
    database.close()


def status(service, key=None, method="GET", path="/v1/companies/N"):
    return service.ask(method, path, key).status_code


def test_the_first_key_counts_from_the_next_request_on(open_service, keys):
    assert status(open_service) == 200
    assert status(open_service, path="/companies/N") == 200
    _, secret = keys.create("the first", ["read"], organisation="Kadin")
    assert status(open_service) == 401
    assert status(open_service, path="/companies/N") == 303
    assert status(open_service, secret) == 200


def test_pages_that_the_first_key_names_may_use_it_at_once(open_service, keys):
    origin = "https://portal.example"
    asked = {"Origin": origin, "Access-Control-Request-Method": "GET"}

    def preflight():
        answer = open_service.ask("OPTIONS", "/v1/companies/N", headers=asked)
        return answer.headers.get("access-control-allow-origin")

    assert preflight() is None
    keys.create("portal", ["search"], origins=[origin])
    assert preflight() == origin


def test_revoking_the_last_key_lets_nobody_in(open_service, keys):
    key, secret = keys.create("the only one", ["admin"])
    assert status(open_service, secret) == 200
    keys.revoke(key.id)
    assert status(open_service, secret) == status(open_service) == 401
    assert status(open_service, path="/companies/N") == 303


def test_a_key_that_has_ended_keeps_nobody_out_of_a_service_that_starts(open_service, keys):
    key, _ = keys.create("of last year", ["admin"])
    keys.revoke(key.id)
    assert status(open_service) == 200


def test_a_running_process_asks_for_the_key_that_the_command_makes(mitra, serving, catalog):
    def create():
        return mitra("keys", "create", "--scope", "search", "--json", folder=catalog.folder)

    def revoke(key_id):
        return mitra("keys", "revoke", key_id, folder=catalog.folder).stderr

    with serving(MITRA, "--data", catalog.folder, "serve", "--port", 0) as (_, url):
        assert httpx.get(f"{url}/v1/sectors").status_code == 200
        first = create()
        assert "running" in first.stderr
        assert httpx.get(f"{url}/v1/sectors").status_code == 401
        key = json.loads(first.stdout)
        given = {"Authorization": f"Bearer {key['key']}"}
        assert httpx.get(f"{url}/v1/sectors", headers=given).status_code == 200
        second = create()
        assert "running" not in second.stderr
        assert "No valid key" not in revoke(key["id"])
        assert "No valid key" in revoke(json.loads(second.stdout)["id"])
        assert httpx.get(f"{url}/v1/sectors").status_code == 401
