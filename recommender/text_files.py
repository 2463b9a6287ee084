"""Small text files that people hand to a command."""

from pathlib import Path

from recommender.errors import FileError


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 file. Raises FileError where there is none or it is no text."""
    try:
        return path.read_text("utf-8-sig").splitlines()
    except FileNotFoundError as error:
        raise FileError("no-such-file", path=path) from error
    except UnicodeDecodeError as error:
        raise FileError("not-text", path=path) from error
    except OSError as error:
        raise FileError("unreadable-file", path=path, detail=error.strerror) from error
