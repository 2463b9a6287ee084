"""Addresses that come with a request, and may lead nowhere but here."""

from urllib.parse import urlsplit


def own_address(text: str | None) -> str:
    """A path of this service with its parameters; `/` for what could lead to another host.

    Browsers take a backslash for a slash, and pass over tabs and line breaks.
    """
    if not text or not text.startswith("/") or text.startswith("//") or "\\" in text:
        return "/"
    if not text.isprintable():
        return "/"
    try:
        parts = urlsplit(text)
    except ValueError:
        return "/"
    return "/" if parts.scheme or parts.netloc else text
