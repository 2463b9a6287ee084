"""Connections to public addresses alone: what an address in settings may lead to.

A name is looked up once, every address that it has is checked, and the connection goes to one of those
that were checked: a name that leads elsewhere a moment later (DNS rebinding) gains nothing. Addresses in
unusual spellings (`0x7f.1`, `2130706433`) are names to the system's resolver, and are checked as what it
makes of them.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TypeAlias

from service.errors import ServiceError

Address: TypeAlias = IPv4Address | IPv6Address

# Networks that hold an IPv4 address: NAT64, IPv4-compatible, 6to4 (RFC 6052, 4291, 3056).
_HOLDING_LAST = ((0x0064_FF9B).to_bytes(4, "big") + bytes(8), bytes(12))
_HOLDING_SECOND = b"\x20\x02"


class AddressError(ServiceError):
    """A host that cannot be reached, or may not be."""


def is_public(address: Address) -> bool:
    """Whether an address belongs to the open internet: no loopback, private, link-local, multicast one."""
    if isinstance(address, IPv6Address):
        packed = address.packed
        inner = address.ipv4_mapped
        if packed.startswith(_HOLDING_LAST):
            inner = IPv4Address(packed[12:])
        elif packed.startswith(_HOLDING_SECOND):
            inner = IPv4Address(packed[2:6])
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Network:
    """How hosts are looked up, and which of their addresses may be connected to."""

    def addresses(self, host: str, port: int) -> list[str]:
        """Look a host up. Raises OSError."""
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(str(entry[4][0]) for entry in found))

    def permits(self, address: Address) -> bool:
        """Whether an address may be connected to."""
        return is_public(address)

    def check(self, host: str, port: int) -> list[str]:
        """The addresses of a host, all of them permitted. Raises AddressError."""
        try:
            addresses = self.addresses(host, port)
        except (OSError, UnicodeError) as error:
            raise AddressError("address-unknown", host=host) from error
        for address in addresses:
            # A zone ("%eth0") belongs to link-local addresses alone.
            if not self.permits(ip_address(address.partition("%")[0])):
                raise AddressError("address-not-public", host=host, address=address)
        return addresses

    def connect(self, host: str, port: int, seconds: float) -> socket.socket:
        """Connect to a host, all of whose addresses are permitted. Raises AddressError and OSError."""
        refused: OSError | None = None
        for address in self.check(host, port):
            try:
                return socket.create_connection((address, port), timeout=seconds)
            except OSError as error:
                refused = error
        raise refused or OSError("no address")


INTERNET = Network()
"""What everything but a test uses."""
