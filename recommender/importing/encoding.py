"""Finding out how a text file was encoded."""

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from recommender.errors import FileError

CANDIDATES = ("cp932", "euc_jp", "iso2022_jp", "utf_16_le", "utf_16_be", "cp1252")
"""What spreadsheets and portals in Indonesia and Japan really write, besides UTF-8."""

_SAMPLE = 256 * 1024
_CHUNK = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOSTLY = 0.8


def detect_encoding(path: Path) -> str:
    """Name the encoding of a text file for `open(..., encoding=...)`.

    A byte order mark decides; then UTF-8, if the file is valid; then the most plausible of
    `CANDIDATES` (charset-normalizer). A file that is UTF-8 but for a few damaged lines counts as
    UTF-8: open it with errors="surrogateescape" and the damage stays in its rows. Raises
    FileError for a file that is no text.
    """
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    for mark, name in _BOMS:
        if sample.startswith(mark):
            return name
    if _is_utf8(path):
        return "utf-8"
    if wide := _utf16_without_mark(sample):
        return wide
    if b"\0" in sample:
        raise FileError("not-text", path=path)
    if _share_of_valid_utf8_lines(sample) >= _MOSTLY:
        return "utf-8"
    best = from_bytes(sample, cp_isolation=list(CANDIDATES), threshold=0.5).best()
    if best is None:
        raise FileError("unknown-encoding", path=path)
    return str(best.encoding)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(sample: bytes) -> str | None:
    """Line feeds and commas of UTF-16 text have a zero byte beside them, always the same side."""
    little = sum(sample.count(mark + b"\0") for mark in (b"\n", b",", b"\t", b";"))
    big = sum(sample.count(b"\0" + mark) for mark in (b"\n", b",", b"\t", b";"))
    if max(little, big) == 0 or len(sample) % 2:
        return None
    name = "utf-16-le" if little > big else "utf-16-be"
    try:
        sample.decode(name)
    except UnicodeDecodeError:
        return None
    return name


def _share_of_valid_utf8_lines(sample: bytes) -> float:
    """Share of the lines with other than ASCII that are valid UTF-8."""
    lines = [line for line in sample.splitlines() if not line.isascii()]
    valid = 0
    for line in lines[:-1] or lines:
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            continue
        valid += 1
    return valid / max(1, len(lines[:-1] or lines))
