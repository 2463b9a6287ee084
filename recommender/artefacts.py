"""Derived files on disk: all of them complete, or not there at all.

An artefact is a folder. It is filled under a temporary name, every file is flushed to the disk, a
manifest with their SHA-256 digests comes last, and only then does the folder get its name.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from embeddings.durable_files import Writer, flush

MANIFEST = "manifest.json"
FORMAT = 1
_TEMPORARY = ".tmp-"


class DamagedArtefactError(Exception):
    """A folder without a manifest, or with files that differ from it; rebuild it."""


def write_artefact(folder: Path, writers: Mapping[str, Writer], about: Mapping[str, Any]) -> None:
    """Create `folder` with one file a writer and a manifest that holds `about`.

    A folder of the same name is replaced. Raises OSError where the disk refuses; then nothing is
    left behind.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = folder.parent / f"{_TEMPORARY}{os.getpid()}-{uuid.uuid4().hex}"
    try:
        temporary.mkdir()
        files = {}
        for name, write in writers.items():
            write(temporary / name)
            flush(temporary / name)
            files[name] = sha256(temporary / name)
        manifest = {"format": FORMAT, **about, "files": files}
        (temporary / MANIFEST).write_text(json.dumps(manifest, indent=1), "utf-8")
        flush(temporary / MANIFEST)
        flush(temporary)
        remove(folder)
        temporary.rename(folder)
        flush(folder.parent)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def generation_folder(parent: Path, kind: str, generation: int, fingerprint: str) -> Path:
    """Where an artefact of one generation and one model lies."""
    model = "".join(c if c.isalnum() else "-" for c in fingerprint)
    return parent / f"{kind}-{generation:012d}-{model}"


def generation_of(folder: Path) -> int:
    """The generation that the name of an artefact tells."""
    return int(folder.name.split("-")[1])


def write_generation(folder: Path, writers: Mapping[str, Writer], about: Mapping[str, Any]) -> None:
    """Write an artefact, and remove those of its kind of other generations and models."""
    write_artefact(folder, writers, about)
    kind = folder.name.partition("-")[0]
    for other in folder.parent.glob(f"{kind}-*"):
        if other != folder:
            remove(other)
    sweep(folder.parent)


def check_generation(folder: Path, generation: int, fingerprint: str) -> None:
    """Raise DamagedArtefactError where an artefact is not whole, or another one than asked for."""
    manifest = read_manifest(folder)
    if (manifest.get("generation"), manifest.get("fingerprint")) != (generation, fingerprint):
        raise DamagedArtefactError(f"{folder}: another generation's manifest")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Check every file of an artefact against its manifest and return the manifest.

    Raises DamagedArtefactError, saying which file is missing or differs.
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
        files: dict[str, str] = manifest["files"]
        if manifest["format"] != FORMAT:
            raise DamagedArtefactError(f"{folder}: format {manifest['format']}, not {FORMAT}")
        for name, digest in files.items():
            if sha256(folder / name) != digest:
                raise DamagedArtefactError(f"{folder / name}: SHA-256 differs from the manifest")
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedArtefactError(f"{folder}: {error}") from error
    return manifest


def remove(folder: Path) -> None:
    """Delete an artefact: out of sight first, so that nobody opens half of it."""
    if not folder.exists():
        return
    hidden = folder.parent / f"{_TEMPORARY}{os.getpid()}-{uuid.uuid4().hex}"
    folder.rename(hidden)
    shutil.rmtree(hidden, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Delete the temporary folders that killed processes have left in `parent`."""
    for leftover in parent.glob(f"{_TEMPORARY}*"):
        owner = leftover.name.removeprefix(_TEMPORARY).partition("-")[0]
        if not (owner.isdigit() and is_alive(int(owner))):
            shutil.rmtree(leftover, ignore_errors=True)


def is_alive(process: int) -> bool:
    """Whether there is a process of this number."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
