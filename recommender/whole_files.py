"""Files for people that appear whole or not at all."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from recommender.errors import FileError


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Give a file that becomes `path` when it is complete. Raises FileError."""
    temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        with in_words(path):
            with temporary.open("xb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
    finally:
        with contextlib.suppress(OSError, ValueError):
            temporary.unlink(missing_ok=True)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Say why `path` could not be written: an OSError becomes a FileError."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileError("no-such-folder", path=path) from error
    except PermissionError as error:
        raise FileError("no-write-permission", path=path) from error
    except (IsADirectoryError, FileExistsError) as error:
        raise FileError("is-a-directory", path=path) from error
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or error
        raise FileError("unwritable-file", path=path, detail=detail) from error
