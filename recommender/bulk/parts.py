"""Finished parts of a long computation on the disk, so that it can be stopped and resumed."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from embeddings.durable_files import replace_files

Arrays = tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]

_ABOUT = "about.json"


class Parts:
    """A folder with one file a finished unit. What belongs to another computation is not used."""

    def __init__(self, folder: Path, about: Mapping[str, object]) -> None:
        """Open the parts of the computation that `about` describes: the same, the same result.

        Raises OSError where the disk refuses.
        """
        text = json.dumps(about, sort_keys=True, ensure_ascii=False)
        self.folder = folder / hashlib.sha256(text.encode()).hexdigest()[:16]
        if folder.exists():
            for other in folder.iterdir():
                if other != self.folder:
                    shutil.rmtree(other, ignore_errors=True)
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_files(self.folder, {_ABOUT: lambda path: path.write_text(text, "utf-8")})

    def __len__(self) -> int:
        return sum(1 for _ in self.folder.glob("*.npz"))

    def load(self, unit: slice) -> Arrays | None:
        """The targets and scores of some sources; None where they are not there whole."""
        path = self.folder / _name(unit)
        try:
            # The checksums of the ZIP file tell a damaged part.
            with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
                targets, scores = kept["targets"], kept["scores"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            return None
        size = unit.stop - unit.start
        return (targets, scores) if len(targets) == len(scores) == size else None

    def save(self, unit: slice, made: Arrays) -> None:
        """Keep the targets and scores of some sources. Raises OSError where the disk refuses."""
        targets, scores = made

        def write(path: Path) -> None:
            with path.open("wb") as file:
                np.savez(file, targets=targets, scores=scores)

        replace_files(self.folder, {_name(unit): write})

    def remove(self) -> None:
        """Delete the parts: the computation has come to its end."""
        shutil.rmtree(self.folder.parent, ignore_errors=True)


def _name(unit: slice) -> str:
    return f"{unit.start:09d}-{unit.stop:09d}.npz"
