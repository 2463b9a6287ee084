"""`mitra serve` as a process: where it listens, what it refuses, how it ends."""

import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from service.errors import ServiceError
from service.server import SHUTDOWN_SECONDS, listen

MITRA = Path(sys.executable).with_name("mitra")
WAITING_SERVER = Path(__file__).with_name("waiting_server.py")
ALLOWED_SECONDS = 10
EVERYWHERE = "0.0.0.0"  # noqa: S104 - to be refused


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.10", "localhost"])
def test_it_listens_on_loopback_addresses(host):
    with listen(host, 0, only_loopback=True) as listener:
        assert listener.getsockname()[0].startswith("127.")


def test_an_answer_does_not_wait_for_its_head_to_be_acknowledged():
    """asyncio switches Nagle's algorithm off where a socket says that it is TCP's."""
    with listen("127.0.0.1", 0, only_loopback=True) as listener:
        client = socket.create_connection(listener.getsockname())
        accepted, _ = listener.accept()
        with client, accepted:
            assert accepted.proto == socket.IPPROTO_TCP


@pytest.mark.skipif(not socket.has_dualstack_ipv6(), reason="the machine has no IPv6")
def test_it_listens_on_the_loopback_address_of_ip_version_6():
    with listen("::1", 0, only_loopback=True) as listener:
        assert listener.getsockname()[0] == "::1"


@pytest.mark.parametrize("host", [EVERYWHERE, "::", "192.168.1.1", "128.0.0.1"])
def test_without_keys_it_refuses_addresses_that_others_could_reach(host):
    with pytest.raises(ServiceError) as caught:
        listen(host, 0, only_loopback=True)
    assert caught.value.code == "no-keys"


@pytest.mark.parametrize("host", ["", " ", "example.com", "localhost.example"])
def test_what_is_no_address_is_refused(host):
    with pytest.raises(ServiceError) as caught:
        listen(host, 0, only_loopback=False)
    assert caught.value.code == "no-address"


def test_with_keys_it_listens_where_others_can_reach_it():
    with listen(EVERYWHERE, 0, only_loopback=False) as listener:
        assert listener.getsockname()[0] == EVERYWHERE


def test_a_system_without_the_address_family_is_an_error_in_words(monkeypatch):
    def refuse(*_, **__):
        raise OSError(97, "Address family not supported by protocol")

    monkeypatch.setattr(socket, "create_server", refuse)
    with pytest.raises(ServiceError) as caught:
        listen("::1", 8000, only_loopback=True)
    assert caught.value.code == "address-refused"


@pytest.mark.parametrize(
    ("host", "remedy"), [(EVERYWHERE, "mitra keys create --scope search"), ("", "127.0.0.1")]
)
def test_refusing_an_address_ends_with_a_sentence_and_exit_code_1(mitra, host, remedy):
    done = mitra("serve", "--host", host, "--port", 0)
    assert done.returncode == 1
    assert f"“{host}”" in done.stderr
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_in_use_ends_with_a_sentence_and_exit_code_1(mitra, base_url):
    port = httpx.URL(base_url).port
    done = mitra("serve", "--port", port)
    assert done.returncode == 1
    assert f"Port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_catalogue_ends_with_a_sentence_and_exit_code_1(mitra, tmp_path):
    done = mitra("serve", "--port", 0, folder=tmp_path / "none")
    assert done.returncode == 1
    assert "no catalogue" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("arguments", [["--port", "65536"], ["--port", "x"], ["--hots", "::1"]])
def test_wrong_usage_ends_with_exit_code_2(mitra, arguments):
    assert mitra("serve", *arguments).returncode == 2


def ask_to_wait(url: str, answers: list[httpx.Response | httpx.HTTPError]) -> threading.Thread:
    def post() -> None:
        try:
            answers.append(httpx.post(f"{url}/v1/search", json={"query": "wait"}, timeout=60))
        except httpx.HTTPError as error:
            answers.append(error)

    thread = threading.Thread(target=post)
    thread.start()
    return thread


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_exit_code_0_after_answering_what_is_in_flight(
    serving, tmp_path, number
):
    answers = []
    with serving(sys.executable, WAITING_SERVER, tmp_path, 60) as (process, url):
        asking = ask_to_wait(url, answers)
        assert "waiting\n" in iter(process.stderr.readline, "")
        process.send_signal(number)
        process.stdin.write("\n")
        process.stdin.flush()
        assert process.wait(timeout=ALLOWED_SECONDS) == 0
        asking.join()
        assert "Traceback" not in process.stderr.read()
    assert answers[0].status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_exit_code_0_although_a_search_never_ends(serving, tmp_path, number):
    answers = []
    with serving(sys.executable, WAITING_SERVER, tmp_path, 0.2) as (process, url):
        asking = ask_to_wait(url, answers)
        assert "waiting\n" in iter(process.stderr.readline, "")
        process.send_signal(number)
        assert process.wait(timeout=ALLOWED_SECONDS) == 0
        asking.join()
    assert not getattr(answers[0], "is_success", False)


@pytest.mark.slow
def test_a_signal_ends_it_although_a_client_never_finishes_its_request(serving, tmp_path):
    with serving(sys.executable, WAITING_SERVER, tmp_path, 0.2) as (process, url):
        address = httpx.URL(url)
        with socket.create_connection((address.host, address.port)) as slow:
            head = (
                b"POST /v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            )
            slow.sendall(head + b"Content-Length: 100\r\nExpect: 100-continue\r\n\r\n")
            assert slow.recv(100).startswith(b"HTTP/1.1 100")
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=ALLOWED_SECONDS) == 0


@pytest.mark.slow
def test_a_signal_right_after_the_announcement_ends_it_with_exit_code_0(serving, data):
    with serving(MITRA, "--data", data, "serve", "--port", 0) as (process, _):
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=ALLOWED_SECONDS) == 0


def test_requests_in_flight_get_less_time_than_the_whole_ending():
    assert SHUTDOWN_SECONDS <= ALLOWED_SECONDS - 2


def children(process: subprocess.Popen) -> list[int]:
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("ascii")
    return [int(number) for number in listed.split()]


def is_there(pid: int) -> bool:
    """Whether a process runs; one that nobody has asked for its exit code does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_processes_that_search_end_with_it_and_the_address_is_free(serving, data, number):
    command = (MITRA, "--data", data, "serve", "--searches-at-once", 3, "--port")
    with serving(*command, 0) as (process, url):
        searching = children(process)
        assert len(searching) == 3
        assert httpx.post(f"{url}/v1/search", json={"query": "baut"}, timeout=60).is_success
        process.send_signal(number)
        process.wait(timeout=ALLOWED_SECONDS)
        until = time.monotonic() + ALLOWED_SECONDS
        while any(map(is_there, searching)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(is_there, searching))
        with serving(*command, httpx.URL(url).port) as (_, again):
            assert again == url


@pytest.mark.slow
def test_where_one_search_is_made_at_a_time_the_service_makes_it(serving, data):
    command = (MITRA, "--data", data, "serve", "--searches-at-once", 1, "--port", 0)
    with serving(*command) as (process, url):
        assert children(process) == []
        assert httpx.post(f"{url}/v1/search", json={"query": "baut"}, timeout=60).is_success
