"""The file in which a person decides on probable duplicates, before anything is changed.

One row a company. People change `decision`, and where they like `survives` and `wins`; the other
columns are to be looked at. `state` says what the company was when the file was made.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from embeddings import InterfaceLanguage
from recommender.company import Company
from recommender.duplicates.finding import Duplicates, Group, Member
from recommender.duplicates.remarks import in_one
from recommender.errors import MESSAGES, FileError
from recommender.exporting import list_cell
from recommender.merging.union import conflicts, default_winner, fullest
from recommender.whole_files import whole_file
from recommender.workbooks import cut, fits, plain, workbook

Decision: TypeAlias = Literal["merge", "apart", "later"]
DECISIONS: tuple[Decision, ...] = get_args(Decision)

COLUMNS = (
    *("group", "decision", "survives", "wins", "id", "probability", "evidence"),
    *("name", "names", "country", "region", "city", "website", "contact", "employees"),
    *("organisation", "language", "description", "state"),
)
"""The headings, the same in every language."""

FILE = "duplicates-review.xlsx"

STATE_DIGITS = 16
"""Hexadecimal digits of a company's digest in the file: 64 bits."""

_SEPARATOR = "; "
"""Between the fields of `wins`, which are read back, in every language."""
_WIDTHS = {"evidence": 50, "name": 32, "description": 60, "id": 20}
_WIDTH = 14
_SHADE = "#EEF3F8"


def state(company: Company) -> str:
    """What a company is, in a few letters, which differ as soon as it says something else."""
    # With a letter in front no spreadsheet takes it for a number.
    return f"s{company.digest()[:STATE_DIGITS]}"


def decision_word(decision: Decision, language: InterfaceLanguage) -> str:
    """A decision as people write it."""
    return MESSAGES.text(f"duplicates.decision.{decision}", language)


def check_free(path: Path) -> None:
    """Raise FileError where a review file exists, and with it perhaps decisions."""
    if path.exists():
        raise FileError("review-exists", path=path)


def write_review(
    found: Duplicates, path: Path, language: InterfaceLanguage, merge_from: float | None = None
) -> int:
    """Write an XLSX file with a row for every member of every group; returns how many rows.

    Every decision is "later", but "merge" for groups of which every member is the same company with
    a probability of `merge_from`. Texts are never run as formulas. Raises FileError, also where the
    file exists: somebody may have decided in it.
    """
    check_free(path)

    rows = [
        row
        for number, group in enumerate(found.groups, start=1)
        for row in _rows(number, group, language, merge_from)
    ]
    with whole_file(path) as file, workbook(file, created=None) as book:
        _write_sheet(book, rows, language)
    return len(rows)


def _write_sheet(book: Any, rows: list[list[Any]], language: InterfaceLanguage) -> None:  # noqa: ANN401 - untyped
    sheet = book.add_worksheet("review")
    bold = book.add_format({"bold": True})
    shaded = book.add_format({"bg_color": _SHADE})
    share = book.add_format({"num_format": "0%"})
    shaded_share = book.add_format({"num_format": "0%", "bg_color": _SHADE})
    sheet.freeze_panes(1, COLUMNS.index("probability"))
    sheet.autofilter(0, 0, max(1, len(rows)), len(COLUMNS) - 1)
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))
        sheet.write_string(0, column, name, bold)
    for place, cells in enumerate(rows, start=1):
        # Every other group is shaded, so that one sees where the next begins.
        is_shaded = cells[0] % 2 == 0
        for column, cell in enumerate(cells):
            style = shaded if is_shaded else None
            if isinstance(cell, float):
                sheet.write_number(place, column, cell, shaded_share if is_shaded else share)
            elif isinstance(cell, int):
                sheet.write_number(place, column, cell, style)
            else:
                sheet.write_string(place, column, _sheet_text(cell or ""), style)
    choices = {"decision": [decision_word(each, language) for each in DECISIONS], "survives": ["x"]}
    for name, words in choices.items():
        column = COLUMNS.index(name)
        rule = {"validate": "list", "source": words, "ignore_blank": True}
        sheet.data_validation(1, column, max(1, len(rows)), column, rule)


def _sheet_text(text: str) -> str:
    # What is cut is only shown; nothing is read from it.
    return plain(text if fits(text) else cut(text, "…"))


def _rows(
    number: int, group: Group, language: InterfaceLanguage, merge_from: float | None
) -> Iterator[list[Any]]:
    companies = [member.company for member in group.members]
    survivor = fullest(companies)
    disputed = conflicts(companies)
    winners = {field: default_winner(companies, field, survivor).id for field in disputed}
    sure = merge_from is not None and group.probability >= merge_from
    decision = decision_word("merge" if sure else "later", language)
    for member in group.members:
        own = member.company.id
        wins = _SEPARATOR.join(field for field in disputed if winners[field] == own)
        survives = "x" if own == survivor.id else ""
        yield [number, decision, survives, wins, *_shown(member, language)]


def _shown(member: Member, language: InterfaceLanguage) -> Iterator[Any]:
    company = member.company
    yield from (company.id, member.probability, in_one(member.remarks, language))
    for name in COLUMNS[COLUMNS.index("name") : -1]:
        value = getattr(company, name)
        yield list_cell(value) if isinstance(value, tuple) else value
    yield state(company)
