"""S6: nobody tries keys or searches without end, whatever else they vary. S25: nor day by day."""

import itertools
import shutil
import sqlite3
from datetime import UTC, date, datetime

import httpx
import pytest

from recommender.errors import CatalogError
from service.access.keys import Key
from service.database import ServiceDatabase
from service.errors import Refusal
from service.protection.limits import MAX_FAILURES, Limits

pytestmark = pytest.mark.slow

WRONG = "mitra_0123456789_" + "A" * 43
FEW = Limits(failures=5, requests=8, searches=4)

# What an attacker changes from one request to the next.
VARIED = {
    "nothing": lambda _: ("/v1/sectors", {}),
    "path": lambda n: (f"/v1/companies/N{n}", {}),
    "query": lambda n: (f"/v1/sectors?x={n}", {}),
    "X-Forwarded-For": lambda n: (
        "/v1/sectors",
        {"X-Forwarded-For": f"198.51.100.{n % 250}", "Forwarded": f"for=198.51.100.{n % 250}"},
    ),
}


def requests(vary, number):
    for n in range(number):
        path, headers = VARIED[vary](n)
        yield "GET", path, {"headers": headers}


@pytest.mark.parametrize(
    ("vary", "number"),
    [("nothing", 10_001), ("path", 301), ("query", 301), ("X-Forwarded-For", 301)],
)
def test_s06_of_many_wrong_keys_the_documented_number_is_looked_at(service, frozen, vary, number):
    answers = service.ask_all(requests(vary, number), WRONG)
    statuses = [answer.status_code for answer in answers]
    assert statuses == [401] * MAX_FAILURES + [429] * (number - MAX_FAILURES)
    assert answers[-1].json()["code"] == "too-many-failures"
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 120


@pytest.mark.parametrize("vary", VARIED)
def test_s06_a_key_searches_so_often_a_minute(make_service, frozen, vary):
    service = make_service(FEW)
    key = service.key()
    answers = service.ask_all(requests(vary, 10), key)
    assert [answer.status_code == 429 for answer in answers] == [False] * 4 + [True] * 6
    assert answers[-1].json()["code"] == "too-many-searches"


def test_s06_an_address_that_tried_wrong_keys_gets_in_with_none_until_its_minute_is_over(
    make_service, frozen
):
    service = make_service(FEW)
    key = service.key()
    service.ask_all(requests("nothing", 6), WRONG)
    refused = service.ask("GET", "/v1/sectors", key)
    assert refused.status_code == 429
    assert service.ask("GET", "/v1/sectors", key, address="203.0.113.10").status_code == 200
    frozen.now += int(refused.headers["retry-after"])
    assert service.ask("GET", "/v1/sectors", key).status_code == 200


def test_s06_a_network_of_ip_version_6_counts_as_one_address(make_service, frozen):
    service = make_service(FEW)
    for n in range(5):
        address = f"2001:db8:0:{n:x}::{n + 1:x}"
        assert service.ask("GET", "/v1/sectors", WRONG, address=address).status_code == 401
    answer = service.ask("GET", "/v1/sectors", WRONG, address="2001:db8:0:ff::1")
    assert answer.status_code == 429
    other = service.ask("GET", "/v1/sectors", WRONG, address="2001:db8:1::1")
    assert other.status_code == 401


def test_s06_a_key_asks_so_often_a_minute_from_all_addresses_together(make_service, frozen):
    service = make_service(FEW)
    key = service.key()
    statuses = [
        service.ask("GET", "/v1/sectors", key, address=f"203.0.113.{n}").status_code
        for n in range(10)
    ]
    assert statuses == [200] * 8 + [429] * 2


def test_s06_one_key_does_not_use_up_another_ones_requests(make_service, frozen):
    service = make_service(FEW)
    service.ask_all(requests("nothing", 10), service.key())
    assert service.ask("GET", "/v1/sectors", service.key()).status_code == 200


def test_s06_a_key_that_is_missing_counts_for_nothing(make_service, frozen):
    service = make_service(FEW)
    answers = service.ask_all(requests("nothing", 10))
    assert {answer.status_code for answer in answers} == {401}
    assert service.ask("GET", "/v1/sectors", service.key()).status_code == 200


def test_s06_only_a_trusted_proxy_is_believed_about_addresses(bundled, tmp_path, run_service):
    shutil.copytree(bundled.folder, tmp_path / "data")

    def statuses(url, number):
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {WRONG}"}) as client:
            for n in range(number):
                forwarded = {"X-Forwarded-For": f"203.0.113.{n}"}
                yield client.get("/v1/sectors", headers=forwarded).status_code

    with run_service(tmp_path / "data") as plain:
        assert set(statuses(plain.url, MAX_FAILURES + 1)) == {401, 429}
    with run_service(tmp_path / "data", "--trusted-proxy", "127.0.0.1") as trusting:
        assert set(statuses(trusting.url, MAX_FAILURES + 1)) == {401}


# what a key may ask for in a day


def test_s25_a_key_asks_as_often_a_day_as_it_may_and_a_restart_changes_nothing(make_service):
    first = make_service()
    key = first.key(daily_requests=7)
    statuses = [first.ask("GET", "/v1/sectors", key).status_code for _ in range(4)]
    second = make_service()
    statuses += [second.ask("GET", "/v1/sectors", key).status_code for _ in range(5)]
    assert statuses == [200] * 7 + [429] * 2
    answer = second.ask("GET", "/v1/sectors", key)
    assert answer.json()["code"] == "daily-requests-used"
    assert 1 <= int(answer.headers["retry-after"]) <= 24 * 3600


@pytest.mark.parametrize("quota", [1, 19, 20, 77, 1000])
def test_s25_two_processes_together_never_let_more_through(make_service, quota):
    services = itertools.cycle([make_service(), make_service()])
    key, _ = next(services).keys.create("x", ["search"], daily_requests=quota)

    def passes(service):
        try:
            service.keys.usage.count(key)
        except Refusal:
            return False
        return True

    assert sum(passes(next(services)) for _ in range(2 * quota + 2)) == quota


def test_s25_a_killed_service_never_gives_requests_back_and_a_stopped_one_does(make_service):
    killed, stopped = make_service(), make_service()
    key, _ = killed.keys.create("x", ["search"], daily_requests=100)
    killed.keys.usage.count(key)
    assert killed.keys.usage.today() == {key.id: 1}
    assert stopped.keys.usage.today() == {key.id: 5}  # those taken by the other and not used
    stopped.keys.usage.count(key)
    stopped.keys.usage.give_back()
    assert make_service().keys.usage.today() == {key.id: 6}


def test_s25_a_day_starts_anew(make_service, tmp_path):
    service = make_service()
    key = service.key(daily_requests=1)
    assert service.ask("GET", "/v1/sectors", key).status_code == 200
    with sqlite3.connect(tmp_path / "service.db") as connection:
        connection.execute("UPDATE key_usage SET day = ?", (date(2020, 1, 1).isoformat(),))
    connection.close()
    fresh = make_service()
    assert fresh.ask("GET", "/v1/sectors", key).status_code == 200
    assert fresh.ask("GET", "/v1/sectors", key).status_code == 429


def test_s25_on_a_full_disk_searching_goes_on_uncounted(service, monkeypatch, caplog):
    def fail(*_):
        raise CatalogError("disk-full", path="service.db")

    monkeypatch.setattr(ServiceDatabase, "writing", fail)
    usage = service.keys.usage
    stored = Key("0123456789", "x", None, ("search",), (), 5, datetime.now(UTC))
    for _ in range(10):
        usage.count(stored)
    usage.give_back()
    assert "0123456789" in caplog.text
