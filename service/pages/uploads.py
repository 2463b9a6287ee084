"""Files between their preview and their import: kept for an hour, for whoever sent them.

They lie under names of our own; what they were called is only shown.
"""

import hmac
import shutil
import time
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path, PurePosixPath
from typing import BinaryIO

import jwt

from recommender.importing.formats import OPENERS
from recommender.whole_files import whole_file

FOLDER = "uploads"
KEPT = timedelta(hours=1)

MAX_UPLOAD = 20 * 1024 * 1024
"""Bytes; larger files go in with `mitra import`, or through the API."""

_LONGEST_NAME = 120
_ALGORITHM = "HS256"
_PURPOSE = b"mitra uploads"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent. `owner`: the key with which they had signed in, or nothing."""

    file: str
    name: str
    owner: str

    def path(self, folder: Path) -> Path:
        """Where it lies."""
        return folder / FOLDER / self.file

    def reference(self, secret: bytes) -> str:
        """What the form for the next step carries, signed."""
        claims = {**asdict(self), "exp": datetime.now(UTC) + KEPT}
        return jwt.encode(claims, _signing(secret), algorithm=_ALGORITHM)


def keep(folder: Path, name: str, source: BinaryIO, owner: str) -> Upload:
    """Keep a file. One whose ending no importer knows is kept too, and refused by the import."""
    inside = folder / FOLDER
    inside.mkdir(mode=0o700, exist_ok=True)
    forget_old(folder)
    suffix = PurePosixPath(name).suffix.lower()
    upload = Upload(
        f"{uuid.uuid4()}{suffix if suffix in OPENERS else '.unknown'}", name[:_LONGEST_NAME], owner
    )
    with whole_file(upload.path(folder)) as file:
        shutil.copyfileobj(source, file)
    return upload


def find(folder: Path, reference: str, owner: str, secret: bytes) -> Upload | None:
    """The file of a reference, or None where it is not theirs, or is not there any more."""
    try:
        claims = jwt.decode(
            reference, _signing(secret), algorithms=[_ALGORITHM], options={"require": ["exp"]}
        )
    except jwt.PyJWTError:
        return None
    upload = Upload(claims["file"], claims["name"], claims["owner"])
    return upload if upload.owner == owner and upload.path(folder).is_file() else None


def forget_old(folder: Path) -> None:
    """Remove what nobody has imported for an hour."""
    for path in (folder / FOLDER).glob("*"):
        if time.time() - path.stat().st_mtime > KEPT.total_seconds():
            path.unlink(missing_ok=True)


def _signing(secret: bytes) -> bytes:
    return hmac.digest(secret, _PURPOSE, "sha256")
