"""Texts shown to people, in three languages: TOML files, a folder for each language of a package."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

InterfaceLanguage: TypeAlias = Literal["id", "ja", "en"]
INTERFACE_LANGUAGES: tuple[InterfaceLanguage, ...] = ("id", "ja", "en")


class Messages:
    """The message files of one package: `<package>/messages/{id,ja,en}/*.toml`.

    Tables nest; a text is named by its dotted path, whichever file it is in. Placeholders are those of
    `str.format`.
    """

    def __init__(self, package: str) -> None:
        self.package = package

    def text(self, key: str, language: InterfaceLanguage, **values: object) -> str:
        """The text named `key` in `language`. Raises KeyError where there is none."""
        return _texts(self.package, language)[key].format_map(values)

    def keys(self, language: InterfaceLanguage) -> Mapping[str, str]:
        """Every key of a language with its unfilled text."""
        return _texts(self.package, language)


@cache
def _texts(package: str, language: InterfaceLanguage) -> dict[str, str]:
    folder = files(package) / "messages" / language
    return {
        key: text
        for file in folder.iterdir()
        for key, text in _flatten(tomllib.loads(file.read_text("utf-8")))
    }


def _flatten(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value
