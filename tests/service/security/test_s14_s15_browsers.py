"""S14 and S15: what browsers are told, and which pages may ask. And under which names (DNS rebinding)."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest

pytestmark = pytest.mark.slow

PORTAL = "https://portal.example"
PREFLIGHT = {
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "authorization",
}

EVIL = [
    "https://evil.example",
    "null",
    "https://portal.example.evil.example",
    "https://evil-portal.example",
    "http://portal.example",
    "https://portal.example:8443",
    "https://portal.example/",
    "https://PORTAL.example",
    "",
    "*",
]


def check_headers(answer):
    headers = answer.headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] in {"no-store", "private, no-cache"}
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-request-id"]
    assert "server" not in headers


def test_s14_every_answer_has_the_headers(service):
    key = service.key("admin")
    for method, path, _ in service.operations():
        check_headers(service.ask(method, path, key))
        check_headers(service.ask(method, path))
    for path in ("/none", "/openapi.json", f"/?key={key}"):
        check_headers(service.ask("GET", path))
    check_headers(service.ask("OPTIONS", "/v1/search"))
    check_headers(service.ask("GET", "/healthz", headers={"X": "x" * 50_000}))


def test_s14_an_unexpected_fault_has_the_headers(service, monkeypatch):
    def fail(*_):
        raise RuntimeError

    monkeypatch.setattr(type(service.catalog), "get", fail)
    answer = service.ask("GET", "/v1/companies/N", service.key())
    assert answer.status_code == 500
    check_headers(answer)


def test_s15_a_page_that_the_key_names_reads_answers_and_problems(service):
    key = service.key(origins=[PORTAL])
    for body, status in (({"query": "baja"}, 200), ({"query": ""}, 422)):
        answer = service.ask("POST", "/v1/search", key, json=body, headers={"Origin": PORTAL})
        assert answer.status_code == status
        assert answer.headers["access-control-allow-origin"] == PORTAL
        assert "Origin" in answer.headers["vary"]
        assert "Retry-After" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", EVIL)
def test_s15_another_page_is_refused_even_with_the_key(service, origin):
    key = service.key(origins=[PORTAL])
    headers = {"Origin": origin}
    for method in ("GET", "HEAD"):
        answer = service.ask(method, "/v1/sectors", key, headers=headers)
        assert answer.status_code == 403, origin
        assert "access-control-allow-origin" not in answer.headers
    preflight = service.ask("OPTIONS", "/v1/search", headers=headers | PREFLIGHT)
    assert "access-control-allow-origin" not in preflight.headers


def test_s15_a_key_that_names_no_page_is_for_none(service):
    service.key(origins=[PORTAL])
    answer = service.ask("GET", "/v1/sectors", service.key(), headers={"Origin": PORTAL})
    assert (answer.status_code, answer.json()["code"]) == (403, "origin-refused")
    assert "access-control-allow-origin" not in answer.headers


def test_s15_a_preflight_is_answered_for_pages_that_a_key_names_alone(service):
    asked = {"Origin": PORTAL} | PREFLIGHT
    assert service.ask("OPTIONS", "/v1/search", headers=asked).status_code == 403
    service.keys.create("x", ["search"], origins=[PORTAL])
    answer = service.ask("OPTIONS", "/v1/search", headers=asked)
    assert answer.status_code == 204
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert "authorization" in answer.headers["access-control-allow-headers"].lower()
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in answer.headers
    for evil in EVIL:
        refused = service.ask("OPTIONS", "/v1/search", headers=asked | {"Origin": evil})
        assert "access-control-allow-origin" not in refused.headers


def ended(service):
    """Keys for the portal's pages that are no longer valid, and one whose secret has changed."""
    revoked, revoked_secret = service.keys.create("x", ["search"], origins=[PORTAL])
    service.keys.revoke(revoked.id)
    past = datetime.now(UTC) - timedelta(seconds=1)
    _, expired = service.keys.create("x", ["search"], origins=[PORTAL], expires_at=past)
    rotated, before = service.keys.create("x", ["search"], origins=[PORTAL])
    service.keys.rotate(rotated.id)
    return [revoked_secret.text, expired.text, before.text]


def test_s15_a_page_whose_key_has_ended_reads_that_and_nothing_else(service):
    for key in (*ended(service), None):
        asked = {"Origin": PORTAL}
        preflight = service.ask("OPTIONS", "/v1/search", headers=asked | PREFLIGHT)
        assert preflight.headers["access-control-allow-origin"] == PORTAL
        answer = service.ask("POST", "/v1/search", key, json={"query": "baja"}, headers=asked)
        assert answer.status_code == 401
        assert answer.headers["access-control-allow-origin"] == PORTAL
        assert answer.json()["code"] == ("key-invalid" if key else "key-missing")
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize("origin", EVIL)
def test_s15_a_page_that_no_key_has_named_does_not_read_even_that(service, origin):
    for key in (*ended(service), None, "x"):
        answer = service.ask("GET", "/v1/sectors", key, headers={"Origin": origin})
        assert answer.status_code == 401
        assert "access-control-allow-origin" not in answer.headers


def test_s15_a_page_of_two_origins_does_not_read_even_that(service):
    [key, *_] = ended(service)
    given = [("Origin", PORTAL), ("Origin", PORTAL), ("Authorization", f"Bearer {key}")]
    answer = service.ask("GET", "/v1/sectors", headers=httpx.Headers(given))
    assert answer.status_code == 401
    assert "access-control-allow-origin" not in answer.headers


def test_s15_two_origins_are_none(service):
    key = service.key(origins=[PORTAL])
    headers = [("Origin", PORTAL), ("Origin", "https://evil.example")]
    headers.append(("Authorization", f"Bearer {key}"))
    answer = service.ask("GET", "/v1/sectors", headers=httpx.Headers(headers))
    assert answer.status_code == 403


def test_s15_a_form_of_any_page_cannot_search(service):
    key = service.key(origins=[PORTAL])
    for media_type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        headers = {"Content-Type": media_type, "Origin": PORTAL}
        answer = service.ask("POST", "/v1/search", key, content=b"{}", headers=headers)
        assert answer.status_code == 415


def test_s15_a_page_of_the_service_itself_may_ask(service):
    key = service.key()
    assert service.ask("GET", "/v1/sectors", key, headers={"Origin": "http://mitra"}).is_success
    other = service.ask("GET", "/v1/sectors", key, headers={"Origin": "http://mitra:81"})
    assert other.status_code == 403


OURS = ["localhost", "localhost:8000", "127.0.0.1:8000", "127.9.9.9", "[::1]:8000", "LOCALHOST."]
NOT_OURS = [
    "evil.example",
    "evil.example:8000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "192.168.1.5",
    "0.0.0.0",  # noqa: S104 - as a name
    "[2001:db8::1]",
    "localhost@evil.example",
    "localhost:8000:9000",
    "",
]


@pytest.mark.parametrize("host", OURS)
def test_without_keys_this_machine_asks_under_its_own_names(make_service, host):
    service = make_service(hosts=())
    assert service.ask("GET", "/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", NOT_OURS)
def test_without_keys_a_name_that_leads_here_by_dns_is_refused(make_service, host):
    service = make_service(hosts=())
    answer = service.ask("GET", "/healthz", headers={"Host": host})
    assert (answer.status_code, answer.json()["code"]) == (400, "unknown-host")


def test_a_name_that_was_allowed_is_one_of_ours(make_service):
    service = make_service(hosts=("Mitra.Kadin.example",))
    assert service.ask("GET", "/healthz", headers={"Host": "mitra.kadin.example"}).is_success
    assert service.ask("GET", "/healthz", headers={"Host": "kadin.example"}).status_code == 400
