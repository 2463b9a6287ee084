"""Addresses that lead into this machine or its networks are not connected to, however they are written."""

import socket
from ipaddress import ip_address

import pytest

from service.public_addresses import INTERNET, AddressError, Network, is_public


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",  # noqa: S104
        "10.0.0.5",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "ff02::1",
    ],
)
def test_what_is_not_public(address):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_what_is_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "0x7f.1",
        "2130706433",
        "017700000001",
        "127.1",
        "::1",
        "0",
        "0.0.0.0",  # noqa: S104
    ],
)
def test_no_spelling_of_this_machine_is_connected_to(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        with pytest.raises(AddressError):
            INTERNET.connect(host, server.getsockname()[1], 1)
        with pytest.raises(TimeoutError):
            server.accept()


class Turning(Network):
    """A name that leads to a public address when it is asked first, and here from then on."""

    def __init__(self, *answers: list[str]) -> None:
        object.__setattr__(self, "answers", list(answers))
        object.__setattr__(self, "asked", 0)

    def addresses(self, host, port):
        object.__setattr__(self, "asked", self.asked + 1)
        return self.answers[min(self.asked, len(self.answers)) - 1]


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    connected = []

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    network = Turning(["8.8.8.8", "2606:4700::1111"], ["127.0.0.1"])
    with pytest.raises(ConnectionRefusedError):
        network.connect("turning.example", 80, 1)
    assert connected == [("8.8.8.8", 80), ("2606:4700::1111", 80)]
    assert network.asked == 1


def test_a_name_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    with pytest.raises(AddressError) as caught:
        Turning(["8.8.8.8", "10.0.0.1"]).connect("mixed.example", 80, 1)
    assert caught.value.code == "address-not-public"
    assert "10.0.0.1" in caught.value.message("ja")


def test_a_name_that_is_unknown_is_told(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(AddressError) as caught:
        INTERNET.connect("nowhere.example", 80, 1)
    assert caught.value.code == "address-unknown"
