"""The Python client where a service is busy, away, or breaks off: it asks again where that helps."""

import pytest

from mitra_client import MitraClient, ProblemError, models, transport
from mitra_client.server_events import ServerEvent, read_events

PROBLEM = b'{"type":"urn:x","title":"Busy.","status":503,"detail":"Wait.","code":"queue-full"}'
HEALTH = b'{"status":"ok","generation":1}'
IMPORTED = (
    b'{"dry_run":false,"read":1,"saved":1,"updated":0,"unchanged":0,"rejected":[],"not_listed":0}'
)
JOB = (
    b'{"id":"1","kind":"similarity","state":"%s","done":0.5,"seconds_left":null,'
    b'"created_at":"2026-11-29T00:00:00Z","started_at":null,"finished_at":null,"kept_until":null,'
    b'"failure":null,"files":[]}'
)


@pytest.fixture
def mitra(server, monkeypatch):
    monkeypatch.setattr(transport, "FIRST_PAUSE", 0.05)
    with MitraClient(server.url, key="k", patience=5) as client:
        yield client


def busy(status=503, after=None):
    headers = {} if after is None else {"Retry-After": str(after)}
    return status, headers, PROBLEM


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_service_is_asked_again_when_it_says(server, mitra, status):
    server.answers += [busy(status, 1), (200, {}, HEALTH)]
    assert mitra.health().status == "ok"
    first, second = (asked[-1] for asked in server.asked)
    assert 1 <= second - first < 3


def test_it_is_not_waited_for_longer_than_there_is_patience(server, mitra):
    server.answers += [busy(after=6)]
    with pytest.raises(ProblemError) as caught:
        mitra.health()
    assert (caught.value.status, caught.value.retry_after) == (503, 6)
    assert len(server.asked) == 1


def test_it_is_asked_so_often_and_no_more(server, mitra):
    server.answers += [busy()] * transport.MAX_ATTEMPTS
    with pytest.raises(ProblemError) as caught:
        mitra.health()
    assert caught.value.code == "queue-full"
    assert len(server.asked) == transport.MAX_ATTEMPTS


@pytest.mark.parametrize("status", [400, 401, 404, 409, 422, 500, 502])
def test_what_waiting_does_not_change_is_not_asked_again(server, mitra, status):
    server.answers += [busy(status, 1)]
    with pytest.raises(ProblemError):
        mitra.health()
    assert len(server.asked) == 1


def test_where_no_answer_came_only_what_may_be_repeated_is_sent_again(server, mitra):
    server.answers += [None, (200, {}, HEALTH)]
    assert mitra.health().status == "ok"
    server.answers += [None]
    with pytest.raises(ProblemError) as caught:
        mitra.search(models.SearchRequest(query="baja"))
    assert (caught.value.code, caught.value.status) == ("unreachable", 0)
    assert len(server.asked) == 3


def test_an_import_is_sent_again_under_the_same_key(server, mitra):
    server.answers += [None, busy(409, 1), (200, {}, IMPORTED)]
    assert mitra.import_records([{"id": "1"}]).saved == 1
    keys = {asked[2]["idempotency-key"] for asked in server.asked}
    assert len(keys) == 1
    assert len({asked[3] for asked in server.asked}) == 1
    server.answers += [(200, {}, IMPORTED)]
    mitra.import_records([{"id": "1"}])
    assert server.asked[-1][2]["idempotency-key"] not in keys


def test_a_service_that_is_not_there_is_told_as_a_problem(server, monkeypatch):
    monkeypatch.setattr(transport, "FIRST_PAUSE", 0.01)
    with MitraClient("http://127.0.0.1:9") as mitra, pytest.raises(ProblemError) as caught:
        mitra.health()
    assert caught.value.code == "unreachable"


def test_an_answer_of_something_before_the_service_is_a_problem_too(server, mitra):
    for status in (502, 200, 404):
        server.answers += [(status, {"Content-Type": "text/html"}, b"<h1>Welcome</h1>")]
        with pytest.raises(ProblemError) as caught:
            mitra.health()
        assert (caught.value.status, caught.value.code) == (status, "unexpected-answer")


def test_the_key_goes_to_nobody_that_an_answer_names(server, mitra):
    server.answers += [(307, {"Location": f"{server.url}/elsewhere"}, b"")]
    with pytest.raises(ProblemError):
        mitra.health()
    assert [asked[1] for asked in server.asked] == ["/healthz"]


def test_following_goes_on_after_a_break_from_what_was_seen_last(server, mitra, monkeypatch):
    monkeypatch.setattr("mitra_client.client._FIRST_PAUSE", 0.01)
    running, done = JOB % b"running", JOB % b"done"
    server.answers += [
        (200, {}, b": mitra\n\nevent: progress\nid: 7\ndata: " + running + b"\n\nevent: pro"),
        None,
        (200, {}, b"event: end\nid: 9\ndata: " + done + b"\n\n"),
    ]
    assert [job.state for job in mitra.follow("1")] == ["running", "done"]
    assert [asked[2].get("last-event-id") for asked in server.asked] == [None, "7", "7"]


def test_following_ends_where_nothing_comes_any_more(server, mitra, monkeypatch):
    monkeypatch.setattr("mitra_client.client._FIRST_PAUSE", 0.01)
    server.answers += [(200, {}, b"")] * 10
    with pytest.raises(ProblemError) as caught:
        list(mitra.follow("1"))
    assert caught.value.code == "unreachable"
    assert len(server.asked) == 7


def test_events_are_read_as_the_standard_says():
    lines = ["data: a", "data:b", "", ": comment", "", "id: 3", "event: x", "data", "", "data: cut"]
    assert list(read_events(lines)) == [
        ServerEvent("message", "", "a\nb"),
        ServerEvent("x", "3", ""),
    ]
