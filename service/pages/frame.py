"""What stands around the content of every page: language, navigation, who is signed in."""

from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from embeddings import INTERFACE_LANGUAGES, InterfaceLanguage
from service.access.caller import Caller
from service.access.keys import Scope
from service.language import accepted_language
from service.pages.words import NAMES, Words
from service.state import state_of

LANGUAGE = "lang"
"""The part of an address that chooses a language, before what the browser asks for."""

_PLACES: tuple[tuple[str, str, Scope | None], ...] = (
    ("search", "/", "search"),
    ("sectors", "/sectors", "search"),
    ("reports", "/reports", "reports"),
    ("events", "/events", "reports"),
    ("import", "/import", "write"),
    ("keys", "/keys", "admin"),
    ("docs", "/docs", None),
)
"""The navigation: name, path, and the scope that it needs."""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the navigation."""

    name: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page. Templates know it as `page`."""

    request: Request
    caller: Caller
    words: Words

    @classmethod
    def of(cls, request: Request) -> "Frame":
        """The frame that a request asks for."""
        caller: Caller = request.state.caller
        return cls(request, caller, Words(language_of(request)))

    @property
    def language(self) -> InterfaceLanguage:
        """The language of everything that is not the companies' own."""
        return self.words.language

    @property
    def places(self) -> list[Place]:
        """Where the caller may go."""
        here = self.request.url.path
        return [
            Place(name, self.link(path), here == path)
            for name, path, scope in _PLACES
            if scope is None or scope in self.caller.scopes
        ]

    @property
    def languages(self) -> list[tuple[InterfaceLanguage, str, str]]:
        """Code and name of each language, and the address of this page in it."""
        others = [pair for pair in self.request.query_params.multi_items() if pair[0] != LANGUAGE]
        path = self.request.url.path
        return [
            (code, NAMES[code], f"{path}?{urlencode([*others, (LANGUAGE, code)])}")
            for code in INTERFACE_LANGUAGES
        ]

    @property
    def chosen_language(self) -> InterfaceLanguage | None:
        """The language, where the address says it; links keep it then."""
        return self.language if _chosen(self.request) else None

    @property
    def may_sign_in(self) -> bool:
        """Whether there are keys, and nobody is signed in."""
        return state_of(self.request).keys is not None and self.caller.key is None

    @property
    def is_signed_in(self) -> bool:
        """Whether somebody is signed in with a key."""
        return self.caller.key is not None

    def link(self, path: str, *pairs: tuple[str, str]) -> str:
        """An address of our own, with these parameters, in the language that was chosen."""
        kept = [(LANGUAGE, self.language)] if self.chosen_language else []
        query = urlencode([*pairs, *kept])
        return f"{path}?{query}" if query else path


def language_of(request: Request) -> InterfaceLanguage:
    """The language that the address names, or else the one that the browser likes best."""
    return _chosen(request) or accepted_language(
        ",".join(request.headers.getlist("accept-language"))
    )


def _chosen(request: Request) -> InterfaceLanguage | None:
    asked = request.query_params.get(LANGUAGE)
    return next((code for code in INTERFACE_LANGUAGES if code == asked), None)
