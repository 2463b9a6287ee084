"""Several files of a folder that appear together or not at all.

They are written in a folder beside their place first. A journal there says which files are being put
into place; as long as it lies there, what was done can be undone, also by a later process.
"""

import contextlib
import os
import re
import shutil
import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from embeddings.durable_files import flush
from recommender.artefacts import is_alive

_STAGING = re.compile(r"\.mitra-(\d+)-[0-9a-f]{32}\.tmp")
_JOURNAL = ".placing"
_REPLACED = ".replaced"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Give an empty folder within `folder`, which is made where it is missing.

    Afterwards it is gone, and so are the folders that were made and stayed empty. What killed
    processes have left is cleared up first. Raises OSError.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    recover(folder)
    staged = folder / f".mitra-{os.getpid()}-{uuid.uuid4().hex}.tmp"
    try:
        staged.mkdir()
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)
        for one in missing:
            with contextlib.suppress(OSError):
                one.rmdir()


def place(staged: Path, names: Sequence[str], obsolete: Collection[str]) -> None:
    """Move files out of a staging folder into the one around it, in their order.

    Those of the same names that lay there, and the `obsolete` ones, are deleted. Raises OSError; then
    the folder is as it was.
    """
    folder, replaced = staged.parent, staged / _REPLACED
    for name in names:
        flush(staged / name)
    replaced.mkdir()
    (staged / _JOURNAL).write_text("\n".join(names), "utf-8")
    flush(staged / _JOURNAL)
    flush(staged)
    try:
        # The last one speaks for the others, so it goes first and comes last.
        for name in (*reversed(names), *obsolete):
            if os.path.lexists(folder / name):
                (folder / name).rename(replaced / name)
        for name in names:
            (staged / name).rename(folder / name)
        flush(folder)
    except BaseException:
        _undo(staged)
        raise
    (staged / _JOURNAL).unlink()


def recover(folder: Path) -> None:
    """Undo what killed processes have left half done, and delete their staging folders."""
    for staged in folder.iterdir():
        owner = _STAGING.fullmatch(staged.name)
        if owner and not is_alive(int(owner[1])):
            _undo(staged)
            shutil.rmtree(staged, ignore_errors=True)


def _undo(staged: Path) -> None:
    """Put a folder back as it was, if the journal says that it was being changed.

    Every step leaves a state from which this can begin again.
    """
    folder, journal = staged.parent, staged / _JOURNAL
    if not journal.exists():
        return
    for name in journal.read_text("utf-8").splitlines():
        placed = not os.path.lexists(staged / name)
        if placed and os.path.lexists(folder / name):
            (folder / name).rename(staged / name)
    for old in (staged / _REPLACED).iterdir():
        old.rename(folder / old.name)
    journal.unlink()
