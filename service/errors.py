"""Errors of the service itself."""

from embeddings import Messages, MitraError

MESSAGES = Messages("service")


class ServiceError(MitraError):
    """The service cannot start as it was asked to."""

    messages = MESSAGES
