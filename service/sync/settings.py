"""The settings of a sync: where a portal's companies are, and what their columns stand for."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from recommender.company import MAX_ID, Organisation
from recommender.importing.columns import MAPPABLE
from service.sync.errors import SyncError

MAX_QUERY = 100_000
"""Characters of a query."""
MAX_SECRET = 10_000
"""Bytes of a file with a password."""

Format: TypeAlias = Literal["csv", "tsv", "json", "jsonl"]

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_READING = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/|\()*(?:select|with)\b", re.IGNORECASE | re.DOTALL
)

Words = Annotated[str, Strict(), Field(min_length=1, max_length=300)]
Query = Annotated[str, Strict(), Field(min_length=1, max_length=MAX_QUERY)]


def _check_name(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise PydanticCustomError("sync-name", "not a name")
    return name


def _check_query(query: str) -> str:
    if not _READING.match(query):
        raise PydanticCustomError("sync-query", "not a query")
    return query


def _check_field(field: str) -> str:
    if field not in MAPPABLE:
        raise PydanticCustomError("sync-field", "no field", {"known": ", ".join(MAPPABLE)})
    return field


CompanyField = Annotated[str, Strict(), AfterValidator(_check_field)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SecretSource(_Settings):
    """Where a password or a token is kept, which stands in no settings: an environment variable, or a file."""

    environment: Words | None = None
    file: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _not_the_secret(cls, given: object) -> object:
        # Its own code, because the words for a wrong kind of value would repeat the secret.
        if not isinstance(given, dict):
            raise PydanticCustomError("sync-secret-written", "a secret in the settings")
        return given

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if (self.environment is None) == (self.file is None):
            raise PydanticCustomError("sync-secret-place", "either environment or file")
        return self

    def read(self, folder: Path) -> str:
        """The secret; a file's name is relative to `folder`. Raises SyncError."""
        if self.environment is not None:
            value = os.environ.get(self.environment, "")
            if not value:
                raise SyncError("sync-no-variable", name=self.environment)
            return value
        path = folder / str(self.file)
        try:
            with path.open("rb") as file:
                value = file.read(MAX_SECRET).decode().strip()
        except (OSError, ValueError) as error:
            raise SyncError("sync-no-secret-file", path=path) from error
        if not value:
            raise SyncError("sync-no-secret-file", path=path)
        return value


class DatabaseSettings(_Settings):
    """A query of a portal's database. `url`: as SQLAlchemy writes it, without the password."""

    url: Words
    password: SecretSource | None = None
    query: Annotated[Query, AfterValidator(_check_query)]


class FileSettings(_Settings):
    """A file on the web.

    `allowed_hosts`: whom it may be fetched from, also where the address redirects to. `format`: where
    neither the address nor the answer says it. `token`: sent to the host of `url` alone, as a bearer
    token.
    """

    url: Annotated[str, Strict(), Field(min_length=1, max_length=2_000)]
    allowed_hosts: Annotated[tuple[Words, ...], Field(min_length=1, max_length=20)]
    format: Format | None = None
    token: SecretSource | None = None

    @model_validator(mode="after")
    def _on_the_web(self) -> Self:
        try:
            parts = urlsplit(self.url)
            usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        except ValueError:
            usable = False
        if not usable:
            raise PydanticCustomError("sync-address", "not a web address")
        return self


class SyncSettings(_Settings):
    """A source of companies.

    `name` tells it from other sources of the same catalogue. `organisation`: whose companies they are;
    without one, whoever runs the catalogue enters them. `id_prefix` stands before every id, so that two
    portals can number alike. `columns`: column to field, before columns are recognised. `defaults`:
    field to value, where a row leaves it empty.
    """

    name: Annotated[Words, AfterValidator(_check_name)]
    organisation: Annotated[Organisation, Strict()] | None = None
    id_prefix: Annotated[str, Strict(), Field(max_length=MAX_ID // 2)] = ""
    database: DatabaseSettings | None = None
    file: FileSettings | None = None
    columns: dict[str, CompanyField] = {}
    defaults: dict[CompanyField, Annotated[str, Strict()]] = {}

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.database is None) == (self.file is None):
            raise PydanticCustomError("sync-source", "either database or file")
        return self
