"""What never stands in a log: keys and tokens, and characters that would forge lines of it."""

import re
from collections.abc import Mapping
from typing import Any

_KEY = re.compile(r"(mitra_[0-9a-f]{10}_)[0-9A-Za-z_%-]+")
_TOKEN = re.compile(r"eyJ[0-9A-Za-z_-]{5,}\.[0-9A-Za-z_-]+(?:\.[0-9A-Za-z_-]*)?")
_CREDENTIALS = re.compile(r"(?i)\b(bearer|basic)\s+[^\s'\",]+")

# Control characters, line ends of Unicode, what turns the direction of writing, and half characters,
# which cannot be written in UTF-8.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_UNSAFE_BUT_NEWLINE = re.compile(_UNSAFE.pattern.replace(r"\x00-\x1f", r"\x00-\x09\x0b-\x1f"))


def without_secrets(text: str) -> str:
    """Leave out keys, search tokens and credentials."""
    text = _KEY.sub(r"\1…", text)
    text = _TOKEN.sub("(token)", text)
    return _CREDENTIALS.sub(r"\1 …", text)


def on_one_line(text: str, *, newlines: bool = False) -> str:
    """Write control characters as escapes; with `newlines` those stay, as in a traceback."""
    pattern = _UNSAFE_BUT_NEWLINE if newlines else _UNSAFE
    return pattern.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def redact(_logger: object, _method: str, event: Mapping[str, Any]) -> dict[str, Any]:
    """A processor of structlog: what is logged, fit to be read."""
    return {name: _fit(value, newlines=name == "exception") for name, value in event.items()}


def _fit(value: Any, *, newlines: bool) -> Any:  # noqa: ANN401 - whatever somebody logs
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = value if isinstance(value, str) else str(value)
    return on_one_line(without_secrets(text), newlines=newlines)
