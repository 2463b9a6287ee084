"""The built files of the widget, as the service hands them out."""

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"mitra-widget-(\d+)\.(\d+)\.(\d+)\.js")


@dataclass(frozen=True, slots=True)
class WidgetFile:
    """One version of the widget. It never changes: pages hold it by its hash."""

    version: str
    content: bytes
    compressed: bytes
    """The same as gzip."""

    @property
    def path(self) -> str:
        """Where it is served, below the address of the service."""
        return f"widget/{self.version}/mitra-widget.js"

    @property
    def integrity(self) -> str:
        """What a page says to have no other file run (Subresource Integrity, W3C)."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.content).digest()).decode()}"


@cache
def versions() -> Mapping[str, WidgetFile]:
    """Every version that is served, the newest last."""
    numbered = sorted(
        (tuple(map(int, match.groups())), file)
        for file in (files("service.widget") / "built").iterdir()
        if (match := _NAME.fullmatch(file.name))
    )
    found = {".".join(map(str, number)): file.read_bytes() for number, file in numbered}
    return {
        version: WidgetFile(version, content, gzip.compress(content, mtime=0))
        for version, content in found.items()
    }


def newest() -> WidgetFile:
    """The version that pages are to load."""
    return list(versions().values())[-1]
