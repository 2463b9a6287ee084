"""What is wrong with one part of a request, in a sentence."""

from typing import Any

from pydantic import BaseModel, Field
from pydantic_core import ErrorDetails

from embeddings import InterfaceLanguage
from recommender.problems import limit_in, problem_of, shown
from recommender.settings_file import setting_problem
from service.errors import MESSAGES
from service.remedies import remedy_for

FIELD_CODES = {
    "missing": "missing",
    "extra_forbidden": "unknown-field",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "int_type": "not-a-whole-number",
    "int_parsing": "not-a-whole-number",
    "int_parsing_size": "not-a-whole-number",
    "int_from_float": "not-a-whole-number",
    "literal_error": "not-a-choice",
    "union_tag_invalid": "not-a-choice",
    "union_tag_not_found": "missing",
    "list_type": "not-a-list",
    "tuple_type": "not-a-list",
    "bool_type": "not-true-or-false",
    **dict.fromkeys(("float_type", "finite_number"), "not-a-number"),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), "not-a-date"),
    **dict.fromkeys(("time_type", "time_parsing"), "not-a-time"),
    **dict.fromkeys(("too_long", "string_too_long"), "too-long"),
    **dict.fromkeys(("too_short", "string_too_short"), "too-short"),
    "string_type": "not-text",
    "string_unicode": "not-text",
    "model_type": "not-an-object",
    "model_attributes_type": "not-an-object",
}
"""Our codes for pydantic's names of what can be wrong with a part of a request."""


class FieldProblem(BaseModel):
    """What is wrong with one part of a request."""

    place: str = Field(examples=["body.limit"])
    code: str = Field(examples=["too-large"])
    message: str
    remedy: str = ""


def field_problem(detail: ErrorDetails, language: InterfaceLanguage) -> FieldProblem:
    """Say what is wrong with one part, in the words of whatever knows most of it."""
    place = ".".join(shown(part) for part in detail["loc"])
    if detail["type"].startswith(("event-", "setting-")):  # the validators of an event's settings
        problem = setting_problem(detail, place)
        return FieldProblem(place=place, code=problem.code, message=problem.message(language))
    code = FIELD_CODES.get(detail["type"])
    if code is None or detail.get("ctx", {}).get("min_length") == 1:
        # What the catalogue says of a company's fields, it says better.
        error: Any = {**detail, "loc": detail["loc"][1:]}
        _, problem = problem_of(error)
        if problem.code != "invalid":
            message, remedy = problem.message(language), remedy_for(problem, language)
            return FieldProblem(place=place, code=problem.code, message=message, remedy=remedy)
        code = code or "invalid"
    bounds = detail.get("ctx", {})
    limit = limit_in(bounds)
    known = str(bounds.get("expected", bounds.get("expected_tags", ""))).replace("'", "")
    message = MESSAGES.text(f"field.{code}.message", language, limit=limit, known=known)
    return FieldProblem(place=place, code=code, message=message)
