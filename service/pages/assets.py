"""The style sheet and the script of the pages, under addresses that change with their content."""

import hashlib
from functools import cache
from importlib.resources import files

from recommender.reports.palette import PALETTES

_DIGITS = 12


def address(name: str) -> str:
    """Where a file is."""
    return f"/static/{version()}/{name}"


@cache
def contents() -> dict[str, bytes]:
    """Every file by its name."""
    folder = files("service.pages") / "static"
    found = {one.name: one.read_bytes() for one in folder.iterdir()}
    return {**found, "style.css": _style()}


def _style() -> bytes:
    """The style sheet, in the colours that reports have too."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    loaders = ChoiceLoader([PackageLoader("service.pages"), PackageLoader("recommender.reports")])
    templates = Environment(loader=loaders, undefined=StrictUndefined, autoescape=True)
    return templates.get_template("pages.css").render(palettes=PALETTES).encode()


@cache
def version() -> str:
    """Changes with every change of a file."""
    digest = hashlib.sha256()
    for name, content in sorted(contents().items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:_DIGITS]
