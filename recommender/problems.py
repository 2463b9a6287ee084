"""What is wrong with one value, and the words for it in three languages."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES

_MAX_SHOWN = 60

# pydantic's names for what our own validators do not report themselves.
_CODES = {
    "missing": "empty",
    "too_short": "empty",
    "string_too_short": "empty",
    "too_long": "too-long",
    "string_too_long": "too-long",
    "extra_forbidden": "unknown-field",
    "string_type": "not-text",
    "tuple_type": "not-a-list",
    "dict_type": "not-an-object",
}
_CODES_BY_FIELD = {
    "tier": "tier",
    "employees": "number-of-employees",
    "language": "language",
    "partnership": "partnership",
    "updated_at": "date",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A code with a sentence and a remedy in the message files, under `problem.<code>`."""

    code: str
    values: dict[str, object] = field(default_factory=dict)

    def message(self, language: InterfaceLanguage) -> str:
        """What is wrong."""
        return MESSAGES.text(f"problem.{self.code}.message", language, **self.values)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do about it."""
        return MESSAGES.text(f"problem.{self.code}.remedy", language, **self.values)


class ProblemError(Exception):
    """Carries a problem out of a conversion, with the field it is about."""

    def __init__(self, problem: Problem, field: str | None = None) -> None:
        self.problem = problem
        self.field = field
        super().__init__(problem.message("en"))


def first_problem(error: ValidationError) -> tuple[str, Problem]:
    """Return the field of a validation's first error, and the error as a problem."""
    detail = error.errors(include_url=False)[0]
    name = str(detail["loc"][0]) if detail["loc"] else ""
    return name, _problem(name, detail)


def shown(value: object) -> str:
    """Quote a value in a message: one line, not too long, no control characters."""
    text = "".join(c if c.isprintable() else " " for c in str(value))
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


def _problem(name: str, detail: ErrorDetails) -> Problem:
    kind = detail["type"]
    values: dict[str, Any] = {"field": name, "value": shown(detail["input"])}
    context = detail.get("ctx", {})
    limit = context.get("max_length")
    if limit is not None:
        actual = detail["input"]
        values |= {"limit": limit, "length": len(actual) if isinstance(actual, str) else "?"}
    # Our own codes have hyphens, pydantic's have underscores.
    own = kind if "_" not in kind else _CODES_BY_FIELD.get(name, "invalid")
    code = _CODES.get(kind, own)
    return Problem(code, values)
