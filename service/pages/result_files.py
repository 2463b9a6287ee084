"""The answer to a search as a file for a spreadsheet, with the headings of its reader's language."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from recommender.formula_guard import guarded
from recommender.results import PassageReason, PhrasesReason, Result, SearchPage
from recommender.strength import rounded
from recommender.workbooks import plain, workbook
from service.media_types import WORKBOOK
from service.pages.results import sector_names
from service.pages.words import Words

Cell: TypeAlias = str | int | float
Written: TypeAlias = tuple[bytes, str]
"""The bytes of a file, and its media type."""

_FIELDS = ("id", "name", "country", "region", "city", "sectors", "tier", "website", "description")
_WIDE = {"description": 70, "reason": 60, "name": 32}
_WIDTH = 16


def as_csv(page: SearchPage, words: Words) -> Written:
    """CSV in UTF-8 with a byte order mark, which every spreadsheet program opens as it is."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(heading for _, heading in _columns(words))
    for row in _rows(page, words):
        writer.writerow(guarded(cell) if isinstance(cell, str) else cell for cell in row)
    return text.getvalue().encode("utf-8-sig", "replace"), "text/csv; charset=utf-8"


def as_xlsx(page: SearchPage, words: Words) -> Written:
    """A workbook of texts and numbers, without formulas and links."""
    made = io.BytesIO()
    with workbook(made, None, words.text("title")) as book:
        sheet = book.add_worksheet(words.text("export.sheet"))
        bold, share = book.add_format({"bold": True}), book.add_format({"num_format": "0%"})
        sheet.freeze_panes(1, 3)
        columns = _columns(words)
        sheet.autofilter(0, 0, max(len(page.results), 1), len(columns) - 1)
        for number, (name, heading) in enumerate(columns):
            sheet.set_column(number, number, _WIDE.get(name, _WIDTH))
            sheet.write_string(0, number, heading, bold)
        for down, row in enumerate(_rows(page, words), start=1):
            for across, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(down, across, plain(cell))
                else:
                    sheet.write_number(
                        down, across, cell, share if isinstance(cell, float) else None
                    )
    return made.getvalue(), WORKBOOK


WRITERS: Mapping[str, Callable[[SearchPage, Words], Written]] = {".csv": as_csv, ".xlsx": as_xlsx}
"""By the ending of the file's name."""


def _columns(words: Words) -> list[tuple[str, str]]:
    own = ("rank", "score", "band", "reason", "answered")
    return [
        *((name, words.text(f"export.{name}")) for name in own[:1]),
        *((name, words.field(name)) for name in _FIELDS),
        *((name, words.text(f"export.{name}")) for name in own[1:]),
    ]


def _rows(page: SearchPage, words: Words) -> Iterator[list[Cell]]:
    for result in page.results:
        company = result.company
        yield [
            result.rank,
            company.id,
            company.name,
            company.country,
            company.region or "",
            company.city or "",
            "; ".join(sector_names(result.sectors, words)),
            company.tier or "",
            company.website or "",
            company.description,
            rounded(result.score),
            words.band(result.score),
            *_reasons(result),
        ]


def _reasons(result: Result) -> tuple[str, str]:
    """The nearest passage, and the words that were answered."""
    passage = answered = ""
    for reason in result.reasons:
        if isinstance(reason, PassageReason):
            passage = reason.partner.text
        elif isinstance(reason, PhrasesReason):
            pairs = (f"{one.asked.text} → {one.found.text}" for one in reason.answers)
            answered = "; ".join(pairs)
    return passage, answered
