"""Who is counted as one client by its network address."""

import ipaddress

from starlette.types import Scope

IPV6_PREFIX = 56
"""Bits of an IPv6 address that name a customer: providers give each a /56 or /64 to take addresses from."""


def counted_address(scope: Scope) -> str:
    """Under which name an ASGI request's address is counted.

    Headers such as X-Forwarded-For have had their say before: uvicorn believes them from trusted proxies,
    and from nobody else.
    """
    host = (scope.get("client") or ("unknown", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, IPV6_PREFIX), strict=False))
    return str(address)
