"""An attempt: signed, to the address that was checked alone, for no longer than it may take."""

import dataclasses
import socket
import subprocess
import time
from datetime import UTC, datetime
from ipaddress import ip_address

import pytest
import standardwebhooks

from service.public_addresses import AddressError, Network
from service.webhooks.notice import NOTICE_TYPES, TEST, Notice
from service.webhooks.outbox import Outcome
from service.webhooks.sending import send
from service.webhooks.webhook import Webhook, WebhookError, check_address, new_secret

BODY = Notice(TEST, {"webhook": "商工会"}).body(datetime.now(UTC))


def webhook(url, private="127.0.0.1"):
    made = datetime.now(UTC)
    return Webhook("w", "operator", None, url, NOTICE_TYPES, private, new_secret(), made)


def test_what_arrives_is_signed(portal):
    one = webhook(portal.url)
    assert send(one, "msg_1", BODY) == Outcome()
    [received] = portal.received
    assert received.path == "/hook?from=mitra"
    assert received.is_signed_with(one.secret)
    assert not received.is_signed_with(new_secret())
    assert received.headers["content-type"] == "application/json"
    assert received.document["type"] == "webhook.test"
    # The reference implementation of the specification agrees, its limit of five minutes included.
    reference = standardwebhooks.Webhook(one.secret)
    assert reference.verify(received.body, received.headers) == received.document


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome()),
        (299, Outcome()),
        (302, Outcome("302")),
        (400, Outcome("400")),
        (410, Outcome("410", gone=True)),
        (500, Outcome("500")),
    ],
)
def test_what_the_receiver_answers_decides(portal, status, outcome):
    portal.answers.append(status)
    portal.location = portal.url  # not followed
    assert send(webhook(portal.url), "msg_1", BODY) == outcome
    assert len(portal.received) == 1


def test_a_receiver_that_is_not_there_is_told_as_such():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert send(webhook(f"http://127.0.0.1:{port}/"), "msg_1", BODY) == Outcome("unreachable")


def test_a_receiver_that_does_not_answer_is_left_in_time(portal):
    portal.slow.clear()
    began = time.monotonic()
    assert send(webhook(portal.url), "msg_1", BODY, seconds=0.3) == Outcome("too-slow")
    assert time.monotonic() - began < 2


def test_a_receiver_that_answers_byte_by_byte_is_left_in_time():
    import threading

    def drip():
        connection, _ = server.accept()
        with connection:
            try:
                while True:
                    connection.sendall(b"H")
                    time.sleep(0.05)
            except OSError:
                pass

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip)
        thread.start()
        began = time.monotonic()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert send(webhook(url), "msg_1", BODY, seconds=0.4).failure in {"too-slow", "unreachable"}
        assert time.monotonic() - began < 2
        thread.join()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0x7f.1",
        "2130706433",
        "0",
        "10.1.2.3",
        "192.168.0.1",
    ],
)
def test_nothing_is_sent_into_the_own_network(host, monkeypatch):
    with pytest.raises(WebhookError) as caught:
        check_address(f"https://{host}/hook", None)
    assert caught.value.code == "webhook-not-public"
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    one = webhook(f"https://{host}/hook", private=None)
    assert send(one, "msg_1", BODY) == Outcome("not-public")


def test_a_named_private_address_opens_no_other_one():
    check_address("http://127.0.0.1:8080/", "127.0.0.1")
    for url in ("https://127.0.0.2/", "https://169.254.169.254/", "https://10.0.0.7/"):
        with pytest.raises(WebhookError) as caught:
            check_address(url, "127.0.0.1")
        assert caught.value.code == "webhook-not-public"


def test_without_tls_a_named_private_address_alone_is_told_anything():
    one = webhook("http://198.51.100.7/", private="127.0.0.1")
    assert not one.receivers.permits(ip_address("8.8.8.8"))
    assert one.receivers.permits(ip_address("127.0.0.1"))
    assert dataclasses.replace(one, url="https://x.example/").receivers.permits(
        ip_address("8.8.8.8")
    )
    with pytest.raises(WebhookError) as caught:
        check_address("http://8.8.8.8/", "127.0.0.1")
    assert caught.value.code == "webhook-not-public"


def test_a_name_that_turns_to_the_own_network_later_is_not_followed(portal):
    class Turning(Network):
        def addresses(self, host, port):
            return ["127.0.0.1"]

    one = webhook(portal.url.replace("127.0.0.1", "turning.example"), private=None)
    assert send(one, "msg_1", BODY, network=Turning()) == Outcome("not-public")
    assert portal.received == []


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://portal.example/", "webhook-not-https"),
        ("ftp://portal.example/", "webhook-bad-address"),
        ("file:///etc/passwd", "webhook-bad-address"),
        ("gopher://127.0.0.1/", "webhook-bad-address"),
        ("https://user:secret@portal.example/", "webhook-bad-address"),
        ("https://portal.example/#part", "webhook-bad-address"),
        ("https://portal.example:70000/", "webhook-bad-address"),
        ("https://portal.example/\r\nX: y", "webhook-bad-address"),
        ("https://[::1/", "webhook-bad-address"),
        ("https:///path", "webhook-bad-address"),
        ("hook", "webhook-bad-address"),
        ("", "webhook-bad-address"),
        ("https://portal.example/" + "x" * 2_000, "webhook-bad-address"),
    ],
)
def test_what_is_no_address_for_a_webhook(url, code):
    with pytest.raises(WebhookError) as caught:
        check_address(url, None)
    assert caught.value.code == code


def test_a_host_that_nobody_knows_is_refused(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(AddressError):
        check_address("https://nowhere.example/", None)
    assert send(webhook("https://nowhere.example/"), "msg_1", BODY) == Outcome("unknown-host")


def test_a_private_address_is_an_address():
    with pytest.raises(WebhookError) as caught:
        check_address("https://portal.example/", "portal.example")
    assert caught.value.code == "webhook-bad-private"


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that nobody but itself vouches for, and its key."""
    paths = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    made += ["-nodes", "-days", "1", "-subj", "/CN=portal", "-out", paths[0], "-keyout", paths[1]]
    made += ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(made, check=True, capture_output=True)
    return paths


@pytest.fixture
def secure_portal(portal, certificate):
    """The same portal behind TLS."""
    import ssl
    import threading

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    inner = int(portal.url.split(":")[2].partition("/")[0])

    def serve():
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(connection, server_side=True) as secure:
                    asked = secure.recv(65536)
                    while b"\r\n\r\n" not in asked or not asked.partition(b"\r\n\r\n")[2]:
                        asked += secure.recv(65536)
                    with socket.create_connection(("127.0.0.1", inner)) as plain:
                        plain.sendall(asked)
                        secure.sendall(plain.recv(65536))
            except OSError:
                continue

    server = socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=serve)
    thread.start()
    yield f"https://127.0.0.1:{server.getsockname()[1]}/hook"
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(secure_portal, portal):
    assert send(webhook(secure_portal), "msg_1", BODY) == Outcome("tls")
    assert portal.received == []


def test_what_is_told_over_tls_arrives(secure_portal, portal, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    one = webhook(secure_portal)
    assert send(one, "msg_1", BODY) == Outcome()
    assert portal.received[0].is_signed_with(one.secret)
