"""Versions of what is answered, and requests that depend on them (RFC 9110, 8.8.3 and 13.1)."""

import hashlib
import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import Header
from pydantic import BaseModel

from service.errors import Refusal

_TAG = r'(?:W/)?"[\x21\x23-\x7e\x80-\xff]*"'
_TAGS = re.compile(rf"\s*(?:{_TAG})?\s*(?:,\s*(?:{_TAG})?\s*)*")
_EACH = re.compile(_TAG)
_ANY = "*"
_WEAK = "W/"

_EXAMPLE = '"3f2a9c0b7d514e88a1c2d3e4f5061728"'

IfMatch = Annotated[
    str | None,
    Header(description="Only where the company is still this version.", examples=[_EXAMPLE]),
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        description="Only where the company is another version than this; with * only where there is none.",
        examples=[_EXAMPLE],
    ),
]


def entity_tag(answer: BaseModel) -> str:
    """The strong entity tag of an answer: 128 bits of the SHA-256 of its JSON."""
    return f'"{hashlib.sha256(answer.model_dump_json().encode()).hexdigest()[:32]}"'


@dataclass(frozen=True, slots=True)
class Conditions:
    """What must hold of something for it to be changed, by the headers of a request.

    A header that cannot be read holds of nothing: whoever sends one means to overwrite nothing unseen.
    """

    if_match: str | None = None
    if_none_match: str | None = None

    def check(self, found: BaseModel | None) -> None:
        """Raise Refusal (412), which names the version that there is, where they do not hold."""
        tag = entity_tag(found) if found is not None else None
        if self.if_match is not None and not _names(self.if_match, tag):
            raise _changed(tag)
        if self.if_none_match is None:
            return
        if _names(self.if_none_match, tag, weak=True) or not _is_readable(self.if_none_match):
            raise _changed(tag)


def conditions(if_match: IfMatch = None, if_none_match: IfNoneMatch = None) -> Conditions:
    """Read the conditions of a request; a dependency of routes that change something."""
    return Conditions(if_match, if_none_match)


def is_known(if_none_match: str | None, tag: str) -> bool:
    """Whether a client has this version already, and need not be sent it (304)."""
    return if_none_match is not None and _names(if_none_match, tag, weak=True)


def _names(header: str, tag: str | None, *, weak: bool = False) -> bool:
    """Whether a header names the current version; None where there is nothing."""
    if tag is None:
        return False
    if header.strip() == _ANY:
        return True
    if not _is_readable(header):
        return False
    named = _EACH.findall(header)
    return tag in ([one.removeprefix(_WEAK) for one in named] if weak else named)


def _is_readable(header: str) -> bool:
    return header.strip() == _ANY or _TAGS.fullmatch(header) is not None


def _changed(tag: str | None) -> Refusal:
    if tag is None:
        return Refusal(HTTPStatus.PRECONDITION_FAILED, "not-there")
    headers = {"ETag": tag}
    return Refusal(HTTPStatus.PRECONDITION_FAILED, "changed-meanwhile", headers, version=tag)
