"""The part of a web address that an owner has registered: evidence of who it is."""

import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

SHARED_HOSTS = frozenset(
    """
    wordpress.com wixsite.com wix.com weebly.com blogspot.com blogger.com jimdo.com jimdofree.com
    ameblo.jp fc2.com livedoor.jp hatenablog.com geocities.jp goope.jp crayonsite.com strikingly.com
    indonetwork.co.id indotrading.com tokopedia.com shopee.co.id bukalapak.com lazada.co.id
    blibli.com olx.co.id ralali.com alibaba.com made-in-china.com rakuten.co.jp rakuten.ne.jp
    amazon.co.jp amazon.com base.shop base.ec thebase.in stores.jp mercari.com
    facebook.com fb.com instagram.com linkedin.com twitter.com x.com youtube.com tiktok.com line.me
    wa.me t.me linktr.ee google.com goo.gl bit.ly yelp.com tripadvisor.com
    itp.ne.jp ipros.jp ekiten.jp mapion.co.jp navitime.co.jp jimdosite.com
    """.split()  # noqa: SIM905 - reads better as running text
)
"""Under which everybody may have a page: sharing one says nothing."""

_MAILBOXES = frozenset(
    """
    gmail googlemail yahoo ymail rocketmail hotmail outlook live msn icloud me aol proton protonmail
    zoho gmx docomo ezweb softbank nifty biglobe ocn so-net plala dion telkom telkomsel cbn indosat
    plasa
    """.split()  # noqa: SIM905 - reads better as running text
)
"""First labels of domains under which everybody may have a mailbox."""


def registered_domain(website: str) -> str | None:
    """The domain that the owner of a web address has registered, None where it says nothing.

    "https://www.tanaka.co.jp/en/" and "tanaka.co.jp" are one; a page on a shared host
    (`SHARED_HOSTS`) or under no public suffix is nobody's own. Public suffixes are those of
    publicsuffix.org, as the installed package has them.
    """
    address = unicodedata.normalize("NFKC", website).strip().casefold()
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname
    except ValueError:
        return None
    return _registered(host or "")


def mail_domain(address: str) -> str | None:
    """The domain behind a mail address where it is the company's own, None for a mailbox provider."""
    domain = _registered(address.rpartition("@")[2].casefold())
    return None if domain is None or domain.partition(".")[0] in _MAILBOXES else domain


def _registered(host: str) -> str | None:
    host = host.strip(".")
    if not host or host.rpartition(".")[2].isdigit():
        return None
    domain: str | None = _suffixes().privatesuffix(host)
    return None if domain is None or domain in SHARED_HOSTS else domain


@cache
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
