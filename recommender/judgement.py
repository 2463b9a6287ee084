"""What one person said about one partner for one question."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from embeddings import Language, detect_language, normalize
from recommender.company import Cleaned, Id, Moment
from recommender.problems import Problem, SingleProblemError, first_problem
from recommender.search import MAX_QUERY
from recommender.yes_or_no import yes_or_no

MAX_JUDGE = 300
MAX_NOTE = 2_000

BEST = 3
"""Grade of just what was sought; 2 is suitable, 1 is near to it, 0 is not relevant."""

Kind: TypeAlias = Literal["search", "similar", "match"]
"""What was asked: a query, who is in a company's business, or who complements a company."""

# What cleaning a text leaves nothing of; NUL is refused instead.
_BLANK = re.compile(r"[\s\x01-\x1f\x7f-\x9f]*")


def _check_words(query: str) -> str:
    if not any(character.isalnum() for character in normalize(query)):
        raise PydanticCustomError("no-words", "a query has letters or digits")
    return query


Query: TypeAlias = Annotated[
    str, Cleaned, Field(max_length=MAX_QUERY), AfterValidator(_check_words)
]
Judge: TypeAlias = Annotated[str, Cleaned, Field(max_length=MAX_JUDGE)]
Note: TypeAlias = Annotated[str, Cleaned, Field(max_length=MAX_NOTE)]


class Judgement(BaseModel):
    """How well a partner answers a question, which is a query or a company.

    Companies stand here by id and need not exist. Raises pydantic.ValidationError, whose error
    types `recommender.problems` has sentences for; `judge` below raises a MitraError instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    company: Id | None = None
    """Who looks for a partner; of a search it is not known."""
    query: Query | None = None
    kind: Kind
    """`search` where there is a query and nothing else is said."""
    language: Language | None = None
    """Of the query; detected when it is not given."""
    partner: Id
    confirmed: bool = False
    """The two met, and it led to business."""
    grade: int
    """0 (not relevant) to 3 (just what was sought), which a confirmed match has by itself."""
    judge: Judge | None = None
    """Who says so: a person, or an organisation."""
    note: Note | None = None
    judged_at: Moment | None = None
    """When (UTC); the catalogue sets it."""

    @model_validator(mode="before")
    @classmethod
    def _complete(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic's signature
        if not isinstance(data, Mapping):
            return data
        said = {name: None if _is_blank(value) else value for name, value in data.items()}
        # What is absent is checked like what is empty.
        said = {**dict.fromkeys(cls.model_fields), **said}
        query = said["query"]
        if isinstance(query, str):
            said["language"] = said["language"] or detect_language(query)
        if said["kind"] is None and query is not None and said["company"] is None:
            said["kind"] = "search"
        return said

    @field_validator("query")
    @classmethod
    def _one_question(cls, query: str | None, info: ValidationInfo) -> str | None:
        if "company" not in info.data:
            return query
        company = info.data["company"]
        if query is None and company is None:
            raise PydanticCustomError("no-question", "neither a query nor a company")
        if query is not None and company is not None:
            raise PydanticCustomError("two-questions", "either a query or a company")
        return query

    @field_validator("kind", mode="before")
    @classmethod
    def _check_kind(cls, kind: object, info: ValidationInfo) -> object:
        if kind is None:
            raise PydanticCustomError("no-kind", "similar or match?")
        if kind not in ("search", "similar", "match"):
            raise PydanticCustomError("kind", "no kind of question")
        if {"query", "company"} <= set(info.data) and (
            (kind == "search") != (info.data["company"] is None)
        ):
            raise PydanticCustomError("kind-does-not-fit", "only a search has a query")
        return kind

    @field_validator("partner", mode="before")
    @classmethod
    def _check_partner(cls, partner: object, info: ValidationInfo) -> object:
        if partner is None:
            raise PydanticCustomError("no-partner", "who was judged?")
        if isinstance(partner, str) and partner.strip() == info.data.get("company"):
            raise PydanticCustomError("own-partner", "a company is no partner of itself")
        return partner

    @field_validator("confirmed", mode="before")
    @classmethod
    def _read_confirmed(cls, confirmed: object) -> bool:
        if confirmed is None:
            return False
        said = yes_or_no(confirmed)
        if said is None:
            raise PydanticCustomError("confirmed", "neither yes nor no")
        return said

    @field_validator("grade", mode="before")
    @classmethod
    def _read_grade(cls, grade: object, info: ValidationInfo) -> int:
        confirmed = info.data.get("confirmed", False)
        if grade is None:
            if confirmed:
                return BEST
            raise PydanticCustomError("no-grade", "how well does it answer?")
        said = unicodedata.normalize("NFKC", str(grade)).strip()
        if isinstance(grade, bool) or said not in {str(number) for number in range(BEST + 1)}:
            raise PydanticCustomError("grade", "0 to 3")
        if confirmed and said == "0":
            raise PydanticCustomError("confirmed-irrelevant", "business came of it")
        return int(said)

    @property
    def question(self) -> tuple[str, str]:
        """Equal for equal questions: its kind, and the query as it is compared or the company."""
        asked = normalize(self.query).casefold() if self.query is not None else self.company
        return self.kind, asked or ""

    def key(self) -> str:
        """SHA-256 of question, partner and judge: who judges the same again replaces it."""
        parts = (*self.question, self.partner, self.judge or "")
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()

    def says_what(self, other: "Judgement") -> bool:
        """Whether `other` said the same; its date counts only where this one has one."""
        date = {"judged_at": other.judged_at} if self.judged_at is None else {}
        return self.model_copy(update=date) == other


class JudgementError(SingleProblemError):
    """A judgement that says nothing, or too much; `field` is where."""

    def __init__(self, problem: Problem, field: str) -> None:
        self.field = field
        super().__init__(problem)


def judgement(**values: object) -> Judgement:
    """Make a judgement out of what a person has entered. Raises JudgementError."""
    try:
        return Judgement.model_validate(values)
    except ValidationError as error:
        field, problem = first_problem(error)
        raise JudgementError(problem, field) from error


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and bool(_BLANK.fullmatch(value))
