"""In which line of a TOML file a setting stands, for showing a mistake where it is."""

import re

_HEADER = re.compile(r"\s*\[(\[)?\s*(?P<name>[\w.\-\"' ]+?)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*(?P<key>[\w\-\"'.]+)\s*=")


def line_of(text: str, setting: str) -> int | None:
    """The line, from 1, of a setting such as `sides.a.capacity` or `sessions[2].start`.

    That of its table where it has none of its own; None where not even that is found.
    """
    wanted = setting.replace('"', "")
    found: dict[str, int] = {}
    table, counts = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(line):
            table = header["name"].replace(" ", "").replace('"', "")
            if header[1]:
                counts[table] = counts.get(table, 0) + 1
                table = f"{table}[{counts[table]}]"
            # Whatever else of a group is missing, it is missing where the group begins.
            found.setdefault(table.partition(".")[0], number)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            name = key["key"].replace('"', "")
            found.setdefault(f"{table}.{name}" if table else name, number)
    while wanted:
        if wanted in found:
            return found[wanted]
        wanted = re.sub(r"(\[\d+\]|\.?[^.\[\]]+)$", "", wanted)
    return None


def around(text: str, line: int, lines: int = 2) -> list[tuple[int, str]]:
    """A line with those before and after it, each with its number."""
    every = text.splitlines()
    first, last = max(1, line - lines), min(len(every), line + lines)
    return [(number, every[number - 1]) for number in range(first, last + 1)]
