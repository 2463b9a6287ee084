"""Finding out how a text file was encoded, and reading it so that damage stays where it is."""

import codecs
import io
import os
import re
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from recommender.errors import FileError

UNDECODABLE = "\udcff"
"""Stands in decoded text for bytes that are no characters; no encoding yields it by itself."""

_ERRORS = "mitra.mark"
_HEAD = 64 * 1024
_SAMPLE = 256 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_2022_JP = (b"\x1b$B", b"\x1b$@")
_MAX_SHARE_OF_NUL = 0.1
_MIN_PLAUSIBILITY = 0.5
_MIN_SENSE = 0.8

# JIS X 0208: punctuation, full-width letters, kana, and the kanji of level 1. Text that was
# decoded wrongly has few of them, and hardly ever two in a row.
_COMMON_ROWS = (0xA1, 0xA3, 0xA4, 0xA5, *range(0xB0, 0xD0))
_COMMON_JAPANESE = re.escape(
    "".join(
        bytes((row, cell)).decode("euc_jp", "ignore")
        for row in _COMMON_ROWS
        for cell in range(0xA1, 0xFF)
    )
)
_JAPANESE = re.compile(f"[{_COMMON_JAPANESE}]{{2,}}[一-龠]*|[ぁ-んァ-ヶー]|[ｦ-ﾟ]{{3,}}")
_WESTERN_LETTERS = "À-ÖØ-öø-ÿŒœŠšŽžŸ"
_WESTERN = re.compile(
    f"(?<![{_WESTERN_LETTERS}])[{_WESTERN_LETTERS}]{{1,3}}(?![{_WESTERN_LETTERS}])"
    "|[‘’‚“”„–—…•€™©®°±·²³µ×«»¿¡ºª½¼¾£¥§\xa0]"
)
_SENSE = re.compile(f"[\\t\\r\\n -~ｦ-ﾟ{_COMMON_JAPANESE}]|{_WESTERN.pattern}")
_UTF_8 = re.compile("[^\x00-\x7f\ufffd]+")

CANDIDATES = (
    {"utf-8": _UTF_8},
    {"cp932": _JAPANESE, "euc_jp": _JAPANESE},
    {"cp1252": _WESTERN},
)
"""What spreadsheets and portals in Indonesia and Japan write without a mark, the strictest first,
and what text in it looks like."""


def detect_encoding(path: Path) -> str:
    """Name the encoding of a text file.

    A byte order mark decides, or the escapes of ISO-2022-JP, or the zero bytes of UTF-16;
    otherwise the first candidate in which most lines with other than ASCII are plausible. A few
    damaged lines do not change the answer. Where none is plausible, charset-normalizer chooses
    among them. Raises FileError for a file that is no text.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
        for mark, name in _BOMS:
            if head.startswith(mark):
                return name
        if wide := _utf16_without_mark(head):
            return wide
        if head.count(0) > _MAX_SHARE_OF_NUL * len(head):
            raise FileError("not-text", path=path)
        file.seek(0)
        sample = _beyond_ascii(file)
    if any(escape in head for escape in _ISO_2022_JP):
        return "iso2022_jp"
    if not sample:
        return "utf-8"
    for alternatives in CANDIDATES:
        scores = {name: _plausibility(sample, name, like) for name, like in alternatives.items()}
        best = max(scores, key=lambda name: scores[name])
        if scores[best] >= _MIN_PLAUSIBILITY:
            return best
    # A few typographic marks in long English text look like nothing in particular.
    names = [name for alternatives in CANDIDATES for name in alternatives]
    guess = from_bytes(b"".join(sample), cp_isolation=names).best()
    if guess is None:
        raise FileError("unknown-encoding", path=path)
    return guess.encoding


def open_text(path: Path, encoding: str, newline: str | None = None) -> io.TextIOWrapper:
    """Open a file as text, with `UNDECODABLE` for what is none."""
    return path.open(encoding=encoding, errors=_ERRORS, newline=newline)


def share_read(text: io.TextIOWrapper) -> float:
    """How much of an opened file has been read, 0 to 1."""
    raw = text.fileno()
    return os.lseek(raw, 0, os.SEEK_CUR) / max(1, os.fstat(raw).st_size)


def is_foreign(text: str, encoding: str) -> bool:
    """Whether `text` holds undecodable bytes, or was UTF-8 in a file of another encoding."""
    if text.isascii():
        return False
    if UNDECODABLE in text:
        return True
    if encoding not in {"cp932", "euc_jp", "cp1252"}:
        return False
    try:
        meant = text.encode(encoding).decode("utf-8")
    except UnicodeError:
        return False
    # Two half-width kana can be a valid pair of bytes in UTF-8, Japanese text takes three.
    return encoding == "cp1252" or any(c >= "\u0800" for c in meant)


def _beyond_ascii(file: BinaryIO) -> list[bytes]:
    """Return the first lines with other than ASCII, wherever in the file they are."""
    lines: list[bytes] = []
    size = 0
    while size < _SAMPLE and (line := file.readline(_HEAD)):
        if not line.isascii():
            lines.append(line)
            size += len(line)
    return lines


def _plausibility(lines: list[bytes], encoding: str, like: re.Pattern[str]) -> float:
    """How well lines fit an encoding, 0 to 1, each line as much as any other."""
    return sum(_fit(line.decode(encoding, "replace"), like) for line in lines) / len(lines)


def _fit(text: str, like: re.Pattern[str]) -> float:
    """Share of the characters beyond ASCII that look right, less what is no character."""
    beyond = sum(not c.isascii() for c in text)
    fitting = sum(map(len, like.findall(text))) - text.count("\ufffd")
    return max(0.0, fitting / max(1, beyond))


def _utf16_without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 by its zero bytes, and by making sense in one of the two byte orders."""
    if b"\0" not in head:
        return None
    scores = {}
    for name in ("utf-16-le", "utf-16-be"):
        text = head.decode(name, "replace")
        scores[name] = sum(map(len, _SENSE.findall(text))) / max(1, len(text))
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _MIN_SENSE else None


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNDECODABLE, error.end


codecs.register_error(_ERRORS, _mark)
