"""Files that are complete or not there, also after a full disk or a power cut."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

Writer = Callable[[Path], object]


def replace_files(folder: Path, writers: Mapping[str, Writer]) -> None:
    """Write one file a writer into `folder`, in their order; older files of these names give way.

    Every file is written under another name and flushed to the disk first, and none gets its own
    name before all are. Raises OSError where the disk refuses; then the older files are as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    parts = {name: folder / f"{name}.part" for name in writers}
    try:
        for name, write in writers.items():
            write(parts[name])
            flush(parts[name])
        for name, part in parts.items():
            part.replace(folder / name)
        flush(folder)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        raise


def text_writer(text: str) -> Writer:
    """Writes `text` in UTF-8."""
    return lambda path: path.write_text(text, "utf-8")


def flush(path: Path) -> None:
    """Have the disk hold what was written to a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
