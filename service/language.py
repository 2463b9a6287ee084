"""In which language an answer speaks to a client."""

import re

from fastapi import Request

from embeddings import INTERFACE_LANGUAGES, InterfaceLanguage

DEFAULT: InterfaceLanguage = "en"

_RANGE = re.compile(
    r"(?P<language>[a-z]{1,8}|\*)(?:-[a-z0-9-]*)?\s*(?:;\s*q=(?P<weight>0(?:\.\d*)?|1(?:\.0*)?))?",
    re.IGNORECASE,
)


def accepted_language(header: str) -> InterfaceLanguage:
    """The language of ours that an Accept-Language header (RFC 9110, 12.5.4) likes best.

    Between equal weights the one named first wins, then English. Parts that are no language
    range are passed over.
    """
    weights: dict[str, float] = {}
    for part in header.split(","):
        if match := _RANGE.fullmatch(part.strip()):
            language, weight = match["language"].lower(), float(match["weight"] or 1)
            weights[language] = max(weight, weights.get(language, 0))
    others = weights.get("*", 0)
    named = [name for name in weights if weights[name]]
    candidates = sorted(
        (DEFAULT, *INTERFACE_LANGUAGES),
        key=lambda name: named.index(name) if name in named else len(named),
    )
    return max(candidates, key=lambda name: weights.get(name, others))


def language_of(request: Request) -> InterfaceLanguage:
    """The language of the answer to a request."""
    return accepted_language(",".join(request.headers.getlist("accept-language")))
