"""Sending requests and reading answers: what all operations share."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from http import HTTPStatus
from typing import Literal, Self, TypeAlias, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ValidationError

from mitra_client.errors import ProblemError
from mitra_client.server_events import ServerEvent, read_events
from mitra_client.version import VERSION

Value: TypeAlias = str | int | bool | datetime | Sequence[str] | None
Language: TypeAlias = Literal["id", "ja", "en"]

MAX_ATTEMPTS = 5
"""How often a request is sent where the service is busy or away."""

FIRST_PAUSE = 0.5
"""Seconds before the second attempt where the service does not say how long to wait; then twice as many."""

_EVENT_SECONDS = 60.0
"""A stream of events says something every 15 seconds."""

# Those that may be sent again when no answer came, since doing them twice is doing them once (RFC 9110, 9.2.2).
_IDEMPOTENT = {"GET", "PUT", "DELETE"}
_IDEMPOTENCY_KEY = "idempotency-key"

_Answer = TypeVar("_Answer", bound=BaseModel)


class Transport:
    """A connection to a service.

    `url`: its address. `key`: a key or a search token, None where the service has no keys. `language`: of
    sentences for people. `seconds`: what a part of an answer may take. `patience`: seconds that are
    waited in all, for one request, where the service is busy (429, 503) and says when to ask again, or
    cannot be reached. Several threads may use it.
    """

    def __init__(
        self,
        url: str,
        *,
        key: str | None = None,
        language: Language = "en",
        seconds: float = 60.0,
        patience: float = 60.0,
        http: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"Accept-Language": language, "User-Agent": f"mitra-client/{VERSION}"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        self._patience = patience
        # A redirection would take the key to whoever it names.
        self._http = httpx.Client(
            base_url=url.rstrip("/"),
            headers=headers,
            timeout=seconds,
            transport=http,
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        """Use it in `with` to have it closed."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _model(
        self,
        model: type[_Answer],
        verb: str,
        path: str,
        *,
        place: Mapping[str, str] | None = None,
        query: Mapping[str, Value] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: BaseModel | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> _Answer:
        request = self._request(verb, path, place, query, headers, body, content, content_type)
        return read(model, self._whole(request))

    def _model_or_none(
        self,
        model: type[_Answer],
        verb: str,
        path: str,
        *,
        place: Mapping[str, str] | None = None,
        query: Mapping[str, Value] | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> _Answer | None:
        answer = self._whole(self._request(verb, path, place, query, headers))
        return read(model, answer) if answer.content else None

    def _nothing(
        self,
        verb: str,
        path: str,
        *,
        place: Mapping[str, str] | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> None:
        self._whole(self._request(verb, path, place, None, headers))

    def _text(self, verb: str, path: str) -> str:
        return self._whole(self._request(verb, path)).text

    def _bytes(self, verb: str, path: str, *, place: Mapping[str, str] | None = None) -> bytes:
        return self._whole(self._request(verb, path, place)).content

    def _events(
        self,
        verb: str,
        path: str,
        *,
        place: Mapping[str, str] | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Iterator[ServerEvent]:
        request = self._request(verb, path, place, None, headers)
        request.extensions["timeout"] = httpx.Timeout(_EVENT_SECONDS).as_dict()
        with self._streamed(request) as answer:
            try:
                yield from read_events(answer.iter_lines())
            except httpx.TransportError as error:
                raise ProblemError.of_transport(error) from error

    def _request(
        self,
        verb: str,
        path: str,
        place: Mapping[str, str] | None = None,
        query: Mapping[str, Value] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: BaseModel | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> httpx.Request:
        sent = {name: value for name, value in (headers or {}).items() if value is not None}
        if body is not None:
            content_type = "application/json"
            content = body.model_dump_json(by_alias=True, exclude_unset=True).encode()
        if content_type is not None:
            sent["Content-Type"] = content_type
        asked = {
            name: _text_of(value) for name, value in (query or {}).items() if value is not None
        }
        url = path.format_map({name: _segment(value) for name, value in (place or {}).items()})
        return self._http.build_request(verb, url, params=asked, headers=sent, content=content)

    def _whole(self, request: httpx.Request) -> httpx.Response:
        """The answer, read. Raises ProblemError."""
        with self._streamed(request) as answer:
            try:
                answer.read()
            except httpx.TransportError as error:
                raise ProblemError.of_transport(error) from error
            return answer

    @contextmanager
    def _streamed(self, request: httpx.Request) -> Iterator[httpx.Response]:
        """A good answer, to be read in the block; asked for again where that helps. Raises ProblemError."""
        waited, attempt = 0.0, 1
        while True:
            answer = None
            try:
                answer = self._http.send(request, stream=True)
                if _is_good(answer):
                    break
                answer.read()
                problem = ProblemError.of(answer)
            except httpx.TransportError as error:
                problem = ProblemError.of_transport(error)
            finally:
                if answer is not None and not _is_good(answer):
                    answer.close()
            pause = _pause(problem, request, attempt)
            waited += pause or 0.0
            if pause is None or attempt >= MAX_ATTEMPTS or waited > self._patience:
                raise problem
            time.sleep(pause)
            attempt += 1
        try:
            yield answer
        finally:
            answer.close()


def _is_good(answer: httpx.Response) -> bool:
    return answer.is_success or answer.status_code == HTTPStatus.NOT_MODIFIED


def read(model: type[_Answer], answer: httpx.Response) -> _Answer:
    """What an answer says. Raises ProblemError."""
    try:
        return model.model_validate_json(answer.content)
    except ValidationError as error:
        raise ProblemError.of(answer) from error


def read_pieces(answer: httpx.Response) -> Iterator[bytes]:
    """The body of a streamed answer. Raises ProblemError."""
    try:
        yield from answer.iter_bytes()
    except httpx.TransportError as error:
        raise ProblemError.of_transport(error) from error


def _pause(problem: ProblemError, request: httpx.Request, attempt: int) -> float | None:
    """Seconds to wait before a request is sent again; None where that would not help, or do harm."""
    usual: float = FIRST_PAUSE * 2 ** (attempt - 1)
    if problem.status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        return usual if problem.retry_after is None else problem.retry_after
    repeatable = request.method in _IDEMPOTENT or _IDEMPOTENCY_KEY in request.headers
    if problem.status == HTTPStatus.CONFLICT and _IDEMPOTENCY_KEY in request.headers:
        return problem.retry_after
    return usual if problem.status == 0 and repeatable else None


def _segment(value: str) -> str:
    """A value as a part of a path. Slashes stay: files of a job lie in folders."""
    if any(part in {"", ".", ".."} for part in value.split("/")):
        raise ValueError(f"{value!r} names nothing that the service has")
    return quote(value)


def _text_of(value: Value) -> str | list[str]:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str | int) else list(value or ())
