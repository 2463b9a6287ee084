"""What a report in a folder consists of and of what it was made, checked file by file."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, StringConstraints

from embeddings import InterfaceLanguage
from recommender.artefacts import sha256
from recommender.errors import ReportError
from recommender.problems import writable
from recommender.reports.document import Document

FORMAT = 1

# A manifest from elsewhere must not speak of files outside of its folder.
_FileName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+\.[a-z]+$")]
_Digest: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Parameter: TypeAlias = bool | int | float | str | list[str] | None


class Manifest(BaseModel):
    """A report's own account of itself, as its JSON file has it.

    `digest` is that of the document (`Document.digest`); `files` has the SHA-256 (hex) of each file
    by its name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    kind: str
    language: InterfaceLanguage
    created_at: datetime | None
    generation: int
    fingerprint: str
    parameters: dict[str, _Parameter]
    digest: _Digest
    files: dict[_FileName, _Digest] = {}

    def about(self) -> dict[str, Any]:
        """All but the files, as JSON has it; every Parquet file carries it."""
        return self.model_dump(mode="json", exclude={"files"})


def manifest_of(document: Document, language: InterfaceLanguage) -> Manifest:
    """The manifest of a document of which no file has been written yet."""
    made, provenance = document.created_at, document.provenance
    return Manifest(
        kind=document.kind,
        language=language,
        created_at=made.astimezone(UTC) if made else None,
        generation=provenance.generation,
        fingerprint=provenance.fingerprint,
        parameters={name: _carried(value) for name, value in provenance.parameters.items()},
        digest=document.digest(),
    )


def _carried(value: object) -> Any:  # noqa: ANN401 - pydantic checks it
    if isinstance(value, str):
        return writable(value)
    return [writable(one) for one in value] if isinstance(value, (list, tuple)) else value


def manifest_path(folder: Path, kind: str) -> Path:
    """Where the manifest of a report lies."""
    return folder / f"{kind}.json"


def read_manifest(folder: Path, kind: str) -> Manifest:
    """Read the manifest of a report and check its files against it.

    Raises ReportError where there is none or it is damaged, and for the first file that is missing
    or differs from what was written.
    """
    manifest = load_manifest(manifest_path(folder, kind), kind)
    for name, digest in manifest.files.items():
        path = folder / name
        try:
            found = sha256(path)
        except FileNotFoundError as error:
            raise ReportError("report-file-missing", path=path) from error
        except OSError as error:
            raise ReportError("unreadable-file", path=path, detail=error.strerror) from error
        if found != digest:
            raise ReportError("report-file-differs", path=path)
    return manifest


def load_manifest(path: Path, kind: str) -> Manifest:
    """Read a manifest without a look at the files that it speaks of. Raises ReportError."""
    try:
        content = json.loads(path.read_bytes())
        newer = content["format"] > FORMAT
        manifest = None if newer else Manifest.model_validate(content)
    except FileNotFoundError as error:
        raise ReportError("no-report", kind=kind, folder=path.parent) from error
    except OSError as error:
        raise ReportError("unreadable-file", path=path, detail=error.strerror) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ReportError("damaged-manifest", path=path) from error
    if manifest is None:
        raise ReportError("newer-report", path=path)
    parts = (f"{kind}.", f"{kind}-")
    if manifest.kind != kind or not all(name.startswith(parts) for name in manifest.files):
        raise ReportError("damaged-manifest", path=path)
    return manifest
