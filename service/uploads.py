"""Files that clients send: received into a file of our own, refused with words that name none."""

import hashlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Self

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from embeddings import InterfaceLanguage
from recommender.errors import FileError
from recommender.importing import ImportStoppedError
from service.errors import Refusal
from service.media_types import CSV, PARQUET, WORKBOOK
from service.remedies import remedy_for
from service.storage import NoSpaceError, is_full

FORMATS: Mapping[str, str] = {
    "application/x-ndjson": ".ndjson",
    "application/jsonl": ".jsonl",
    CSV: ".csv",
    "text/tab-separated-values": ".tsv",
    WORKBOOK: ".xlsx",
    PARQUET: ".parquet",
}
"""Media types that are taken, and the endings by which the catalogue knows their formats."""

MULTIPART = "multipart/form-data"
FIELD = "file"
"""The part of a form that holds the file."""

MAX_IMPORT_SECONDS = 1_800
"""What reading and saving a file's companies may take."""

_NAME = "upload"
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was received; `digest` is the SHA-256 (hex) of its format and content."""

    path: Path
    digest: str


class UploadError(FileError):
    """A file that cannot be read as a whole. The words name it as we do, not where it lies."""

    def __init__(self, cause: FileError) -> None:
        name = PurePath(str(cause.values["path"])).name
        super().__init__(cause.code, **{**cause.values, "path": name})


class UploadStoppedError(ImportStoppedError):
    """A file that could not be read, or saved, to its end; what was saved by then stays."""

    def __init__(self, stopped: ImportStoppedError, cause: UploadError | NoSpaceError) -> None:
        name = PurePath(str(stopped.values["path"])).name
        super().__init__(stopped.report, Path(name), cause)

    def remedy(self, language: InterfaceLanguage) -> str:
        """What a client can do about the cause, and that the file can be sent again."""
        again = self.messages.text(f"{self.code}.remedy", language, **self.values)
        return f"{remedy_for(self.cause, language)} {again}"


@asynccontextmanager
async def received(request: Request) -> AsyncIterator[Upload]:
    """Receive the body of a request, or the one file of a form, for as long as it is looked at.

    Its format is that of its media type; of a file in a form, which browsers often send under another,
    that of its ending. Nothing else of its name is used. Raises Refusal.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        with TemporaryDirectory(prefix="mitra-upload-") as folder:
            if media_type == MULTIPART:
                yield await _of_form(request, Path(folder))
            else:
                yield await _of_body(request, Path(folder), FORMATS.get(media_type))
    except OSError as error:
        if is_full(error):
            raise NoSpaceError from error
        raise


async def _of_body(request: Request, folder: Path, suffix: str | None) -> Upload:
    if suffix is None:
        raise _unknown_format()
    with _Writer(folder, suffix) as writer:
        async for piece in request.stream():
            if writer.add(piece):
                await run_in_threadpool(writer.flush)
        await run_in_threadpool(writer.flush)
    return writer.upload


async def _of_form(request: Request, folder: Path) -> Upload:
    try:
        form = await request.form(max_files=1, max_fields=0)
    except HTTPException as error:
        if error.status_code != HTTPStatus.BAD_REQUEST:
            raise
        raise Refusal(HTTPStatus.BAD_REQUEST, "bad-form", field=FIELD) from error
    try:
        file = form.get(FIELD)
        if not isinstance(file, UploadFile):
            raise Refusal(HTTPStatus.BAD_REQUEST, "bad-form", field=FIELD)
        ending = PurePath(file.filename or "").suffix.lower()
        named = (file.content_type or "").partition(";")[0].strip().lower()
        suffix = ending if ending in FORMATS.values() else FORMATS.get(named)
        if suffix is None:
            raise _unknown_format()
        return await run_in_threadpool(_copy, file.file, folder, suffix)
    finally:
        await form.close()


def _copy(source: BinaryIO, folder: Path, suffix: str) -> Upload:
    with _Writer(folder, suffix) as writer:
        while piece := source.read(_PIECE):
            writer.add(piece)
            writer.flush()
    return writer.upload


class _Writer:
    """Writes what arrives in small pieces in large ones, and digests it."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._path = folder / f"{_NAME}{suffix}"
        self._file = self._path.open("wb", buffering=0)
        self._digest = hashlib.sha256(suffix.encode())
        self._kept = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, piece: bytes) -> bool:
        """Keep a piece; returns whether it is time to `flush`."""
        self._kept += piece
        return len(self._kept) >= _PIECE

    def flush(self) -> None:
        """Write what has been kept."""
        self._digest.update(self._kept)
        written = 0
        while written < len(self._kept):
            written += self._file.write(self._kept[written:])
        self._kept.clear()

    @property
    def upload(self) -> Upload:
        """What was written."""
        return Upload(self._path, self._digest.hexdigest())


def _unknown_format() -> Refusal:
    return Refusal(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "unknown-media-type", known=", ".join(FORMATS)
    )
