"""What is wrong with one value, and the words for it in three languages."""

from collections.abc import Mapping, Sized
from dataclasses import dataclass, field

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from embeddings import InterfaceLanguage
from recommender.errors import MESSAGES, RecommenderError

_MAX_SHOWN = 60
_LIMITS = ("ge", "gt", "le", "min_length", "max_length")

# pydantic's names for what our own validators do not report themselves.
_CODES = {
    "missing": "empty",
    "too_short": "empty",
    "string_too_short": "empty",
    "too_long": "too-long",
    "string_too_long": "too-long",
    "extra_forbidden": "unknown-field",
    "string_type": "not-text",
    "string_unicode": "broken-character",
    "tuple_type": "not-a-list",
    "dict_type": "not-an-object",
}
_CODES_BY_FIELD = {
    "tier": "tier",
    "employees": "number-of-employees",
    "language": "language",
    "partnership": "partnership",
    "updated_at": "date",
    "judged_at": "date",
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


class SingleProblemError(RecommenderError):
    """An error that is one problem: its code and words are the problem's."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.code, **problem.values)

    def message(self, language: InterfaceLanguage) -> str:
        """What is wrong."""
        return self.problem.message(language)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What to do about it."""
        return self.problem.remedy(language)


def limit_in(context: Mapping[str, object]) -> object | None:
    """The limit that a value crosses, of the context in which pydantic says so."""
    return next((context[name] for name in _LIMITS if name in context), None)


def first_problem(error: ValidationError) -> tuple[str, Problem]:
    """Return the field of a validation's first error, and the error as a problem.

    For one of the unknown columns the name is the column's.
    """
    return problem_of(error.errors(include_url=False)[0])


def problem_of(detail: ErrorDetails) -> tuple[str, Problem]:
    """The same of one error of a validation."""
    place = [str(part) for part in detail["loc"]] or [""]
    name = place[1] if place[0] == "extra" and len(place) > 1 else place[0]
    return name, _problem(name, detail)


def writable(text: str) -> str:
    """Make text that UTF-8 can carry: half characters become "?"."""
    return text.encode("utf-8", "replace").decode()


def shown(value: object) -> str:
    """Quote a value in a message: one line, not too long, no control characters."""
    try:
        text = str(value)
    except (ValueError, RecursionError):  # a number of too many digits, or nested too deeply
        text = type(value).__name__
    cut = "".join(c if c.isprintable() else " " for c in text[:_MAX_SHOWN])
    return cut if len(text) <= _MAX_SHOWN else f"{cut}…"


def _problem(name: str, detail: ErrorDetails) -> Problem:
    kind, given = detail["type"], detail["input"]
    values: dict[str, object] = {"field": shown(name), "value": shown(given)}
    limit = detail.get("ctx", {}).get("max_length")
    if limit is not None and isinstance(given, Sized):
        values |= {"limit": limit, "length": len(given)}
    # Our own codes have hyphens, pydantic's have underscores.
    own = kind if "_" not in kind else _CODES_BY_FIELD.get(name, "invalid")
    code = _CODES.get(kind, own)
    if code == "too-long" and not isinstance(given, str):
        code = "too-many"
    return Problem(code, values)
