"""A company as people have entered it, validated field by field."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError, to_json

from embeddings import Language, detect_language
from recommender.countries import COUNTRY_CODES
from recommender.sectors import is_sector_code

Tier: TypeAlias = Literal["OEM", "1", "2", "3"]
Partnership: TypeAlias = Literal[
    "supply", "technology", "investment", "distribution", "human-resources"
]

MAX_ID = 128
MAX_NAME = 300
MAX_DESCRIPTION = 20_000
MAX_NEED = 5_000
MAX_ITEM = 500
MAX_ITEMS = 200
MAX_EXTRA_FIELDS = 500
MAX_EXTRA_TEXT = 20_000

StrT = TypeVar("StrT", bound=str)

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
WEBSITE = re.compile(r"(?:https?://)?[^\s/:@]+\.[^\s/:@]+(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_ID_FORBIDDEN = re.compile(r"[/\\?#%]")
_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")


def _clean(text: str) -> str:
    """Keep the words as written; unify line ends and drop what is no text."""
    if "\0" in text:
        raise PydanticCustomError("nul-character", "NUL characters are not text")
    if _SURROGATE.search(text):
        raise PydanticCustomError("broken-character", "half of a character (lone surrogate)")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", text).strip()


def _check_text(value: object) -> object:
    return _clean(value) if isinstance(value, str) else value


def _none_if_empty(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


def _check_id(value: str) -> str:
    if _ID_FORBIDDEN.search(value) or "\n" in value:
        raise PydanticCustomError("id-characters", "an id contains no / \\ ? # % or line break")
    return value


def _check_country(value: str) -> str:
    code = value.upper()
    if code not in COUNTRY_CODES:
        raise PydanticCustomError("country-code", "not an ISO 3166-1 alpha-2 code")
    return code


def _check_sector(value: str) -> str:
    code = value.upper()
    if not is_sector_code(code):
        raise PydanticCustomError("sector-code", "not an ISIC Rev. 4 code")
    return code


def _check_website(value: str) -> str:
    if not WEBSITE.fullmatch(value):
        raise PydanticCustomError("website", "not a web address")
    return value


def _drop_repetitions(items: tuple[StrT, ...]) -> tuple[StrT, ...]:
    return tuple(dict.fromkeys(item for item in items if item))


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # at the ends of the calendar another zone's moment has no UTC
        raise PydanticCustomError("date", "not a moment in UTC") from None


def _written_as_date(value: object) -> object:
    # pydantic takes numbers for seconds since 1970, but 20261101 is a day and 0.5 a slip.
    if isinstance(value, int | float) or (isinstance(value, str) and _NUMBER.fullmatch(value)):
        raise PydanticCustomError("date", "not a moment")
    return value


Cleaned = BeforeValidator(_check_text)
"""Of every text that people enter."""
_Optional = BeforeValidator(_none_if_empty)


Id: TypeAlias = Annotated[
    str, Cleaned, Field(min_length=1, max_length=MAX_ID), AfterValidator(_check_id)
]
Name: TypeAlias = Annotated[str, Cleaned, Field(min_length=1, max_length=MAX_NAME)]
Description: TypeAlias = Annotated[str, Cleaned, Field(min_length=1, max_length=MAX_DESCRIPTION)]
Need: TypeAlias = Annotated[str, Cleaned, Field(min_length=1, max_length=MAX_NEED)]
Item: TypeAlias = Annotated[str, Cleaned, Field(max_length=MAX_ITEM)]
Items: TypeAlias = Annotated[
    tuple[Item, ...], Field(max_length=MAX_ITEMS), AfterValidator(_drop_repetitions)
]
Organisation: TypeAlias = Annotated[str, Cleaned, Field(min_length=1, max_length=MAX_ID)]
Moment: TypeAlias = Annotated[datetime, BeforeValidator(_written_as_date), AfterValidator(_in_utc)]
Headcount: TypeAlias = Annotated[int, Field(ge=0, le=10_000_000)]
SectorCode: TypeAlias = Annotated[str, Cleaned, AfterValidator(_check_sector)]
Website: TypeAlias = Annotated[Name, AfterValidator(_check_website)]
ExtraText: TypeAlias = Annotated[str, Cleaned, Field(max_length=MAX_EXTRA_TEXT)]


class Company(BaseModel):
    """One business, in the words of whoever entered it.

    Texts stay as written but for line ends, control characters and outer white space; `None` and
    empty tuples stand for what was not said. Raises pydantic.ValidationError; the `type` of each
    error is a code that `recommender.problems` has a sentence for in three languages.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        use_attribute_docstrings=True,
        # For those who read the schema alone.
        json_schema_extra={"description": "One business, in the words of whoever entered it."},
    )

    id: Id
    name: Name
    names: Items = ()
    """The same name in other scripts and languages."""
    description: Description
    language: Language = "und"
    """Language of the description; detected when it is not given."""
    country: Annotated[str, Cleaned, AfterValidator(_check_country)]
    """ISO 3166-1 alpha-2."""
    region: Annotated[Name | None, _Optional] = None
    """Province or prefecture, in any usual spelling."""
    city: Annotated[Name | None, _Optional] = None
    sectors: Annotated[
        tuple[SectorCode, ...], Field(max_length=MAX_ITEMS), AfterValidator(_drop_repetitions)
    ] = ()
    """ISIC Rev. 4: a section letter or two to four digits."""
    tier: Annotated[Tier | None, _Optional] = None
    """Place in a supply chain."""
    capabilities: Items = ()
    certifications: Items = ()
    employees: Annotated[Headcount | None, _Optional] = None
    offers: Annotated[Need | None, _Optional] = None
    """What the company can do for a partner, in any of the three languages."""
    seeks: Annotated[Need | None, _Optional] = None
    """What it is looking for, in any of the three languages."""
    partnership: Annotated[tuple[Partnership, ...], AfterValidator(_drop_repetitions)] = ()
    website: Annotated[Website | None, _Optional] = None
    contact: Annotated[Name | None, _Optional] = None
    organisation: Annotated[Organisation | None, _Optional] = None
    """The tenant that entered it."""
    updated_at: Annotated[Moment | None, _Optional] = None
    """When its content last changed (UTC); the catalogue sets it."""
    extra: Annotated[
        dict[Name, ExtraText],
        Field(max_length=MAX_EXTRA_FIELDS),
    ] = {}
    """Columns of an import that no field above stands for."""

    @model_validator(mode="before")
    @classmethod
    def _detect_language(cls, data: Any) -> Any:  # noqa: ANN401 - pydantic's signature
        if isinstance(data, Mapping) and not data.get("language"):
            description = data.get("description")
            language = detect_language(description) if isinstance(description, str) else "und"
            return {**data, "language": language}
        return data

    def digest(self) -> str:
        """SHA-256 (hex) of everything but `updated_at`: equal digests, equal content."""
        return hashlib.sha256(to_json(self.model_dump(exclude={"updated_at"}))).hexdigest()


FIELDS: tuple[str, ...] = tuple(Company.model_fields)
LIST_FIELDS = frozenset({"names", "sectors", "capabilities", "certifications", "partnership"})
REQUIRED_FIELDS = ("name", "description", "country")


def stable_id(name: str, country: str) -> str:
    """Make the id of a company that came without one: the same name and country, the same id.

    Names are compared in NFKC, without case and white space; the digest is 64 bits of SHA-256.
    """
    key = "".join(unicodedata.normalize("NFKC", name).casefold().split())
    return f"{country}-{hashlib.sha256(f'{key}|{country}'.encode()).hexdigest()[:16]}"
