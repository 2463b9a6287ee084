"""A disk that has no room left, told apart from whatever else can go wrong with it."""

import errno

from embeddings import MitraError
from service.errors import ServiceError

_FULL = {errno.ENOSPC, errno.EDQUOT}


class NoSpaceError(ServiceError):
    """There is no room left for what is to be saved. The words name no place on the disk."""

    def __init__(self) -> None:
        super().__init__("no-space")


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is that the disk has no room left."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _FULL:
            return True
        if isinstance(error, MitraError) and error.code in {"disk-full", "no-space"}:
            return True
        error = error.__cause__
    return False
