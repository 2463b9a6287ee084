"""Errors of the service itself."""

from collections.abc import Mapping
from http import HTTPStatus

from starlette.exceptions import HTTPException

from embeddings import Messages, MitraError

MESSAGES = Messages("service")


class ServiceError(MitraError):
    """The service cannot start as it was asked to."""

    messages = MESSAGES


class UnknownKeyError(ServiceError):
    """A key that does not exist, or does not any more."""


class Refusal(HTTPException):
    """A request that is not answered; `code` names the texts that say why, `values` fill them."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        super().__init__(status, detail=code, headers=headers)
        self.code = code
        self.values = values
