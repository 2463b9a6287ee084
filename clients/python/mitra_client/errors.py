"""Why there is no answer."""

from dataclasses import dataclass, field
from typing import Self

import httpx
from pydantic import ValidationError

from mitra_client import models

UNREACHABLE = "unreachable"
"""The code where no answer came at all."""

UNEXPECTED = "unexpected-answer"
"""The code of an answer that is not the service's own: of a web server before it, or of another version."""


@dataclass
class ProblemError(Exception):
    """A problem document (RFC 9457) as an exception.

    `code` is stable and for programs; `title` and `detail`, in the client's language, say what is wrong and
    what to do; `instance` names the request in the service's log. `status` is 0 where no answer came.
    `retry_after`: seconds after which the service may be asked again, where it says so.
    """

    code: str
    title: str
    detail: str = ""
    status: int = 0
    instance: str = ""
    errors: list[models.FieldProblem] = field(default_factory=list)
    retry_after: float | None = None

    def __str__(self) -> str:
        """Say it in one line."""
        said = f"{self.title} {self.detail}".strip()
        return f"{self.status} {self.code}: {said}"

    @classmethod
    def of(cls, response: httpx.Response) -> Self:
        """What an answer says that was read."""
        after = retry_after(response)
        try:
            problem = models.Problem.model_validate_json(response.content)
        except ValidationError:
            title = f"This is no answer of Mitra: {response.reason_phrase}."
            return cls(UNEXPECTED, title, status=response.status_code, retry_after=after)
        return cls(
            problem.code,
            problem.title,
            problem.detail,
            response.status_code,
            problem.instance,
            list(problem.errors),
            after,
        )

    @classmethod
    def of_transport(cls, error: httpx.TransportError) -> Self:
        """That no answer came."""
        return cls(UNREACHABLE, "The service could not be reached.", str(error))


def retry_after(response: httpx.Response) -> float | None:
    """Seconds after which the service may be asked again; None where it does not say so."""
    text = response.headers.get("Retry-After", "")
    return float(text) if text.isascii() and text.isdigit() else None
