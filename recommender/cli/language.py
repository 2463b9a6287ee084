"""In which language the command speaks."""

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cache

from embeddings.messages import INTERFACE_LANGUAGES, InterfaceLanguage
from recommender.errors import MESSAGES

_VARIABLES = ("MITRA_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> InterfaceLanguage:
    """Return the language of `--lang`, else of MITRA_LANG or the locale, else English."""
    wanted = [environment.get(variable, "") for variable in _VARIABLES]
    for number, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and number + 1 < len(arguments):
            wanted.insert(0, arguments[number + 1])
        elif argument.startswith("--lang="):
            wanted.insert(0, argument.removeprefix("--lang="))
    for name in wanted:
        code = name.lower()[:2]
        if code in INTERFACE_LANGUAGES:
            return code
        if name:
            return "en"
    return "en"


@cache
def interface_language() -> InterfaceLanguage:
    """The language of this process; help texts need it before the options are parsed."""
    return choose_language(sys.argv[1:], os.environ)


def text(key: str, **values: object) -> str:
    """A text of the command in the language of this process."""
    return MESSAGES.text(f"cli.{key}", interface_language(), **values)
