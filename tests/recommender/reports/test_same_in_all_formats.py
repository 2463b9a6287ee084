"""All formats say the same, whatever people have written; each is read back by another library."""

import csv
import re
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.formula_guard import unguarded
from recommender.reports.data_files import write_csv
from recommender.reports.document import Cell, Column, Document, Kind, Provenance, Table
from recommender.reports.page import visible, web_address
from recommender.reports.writing import write_report
from recommender.workbooks import MAX_CELL

NASTY = [
    *("=1+1", "+62 21", "-5", "@SUM", "'=x", "''=x", "'t", "＝１", "\t=1", "\r=1", "\n=1"),
    *('"', '""', "a\nb", "a\r\nb", "a\rb", " a ", "", "\0", "\x07bell\x1b[31m", "\x85", "\x7f"),
    *("0012", "1e5", "TRUE", "NaN", "null", "#N/A", "2,5", "–", "None"),
    *(
        "http://a.example",
        "javascript:alert(1)",
        "<r>a</r>",
        "<b>&amp;",
        "]]>",
        "_x0041_",
        "_x005F_",
    ),
    *("</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "{{ 1 + 1 }}"),
    *("東京", "😀👩‍👩‍👧", "\u3000", "\u2028", "\u200b", "é", "\ufeffx", "\ufffe", "\uffff"),
    *("\u202eabc", "\u2067abc", "abc\u2069", "שלום", "مرحبا"),
]

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=12),
    st.lists(st.sampled_from(NASTY), max_size=4).map(" ".join),
)
# As many digits as a cell of a workbook keeps.
floats = st.floats(-1e9, 1e9)
CELLS = {
    "text": texts,
    "id": texts,
    "link": texts | st.sampled_from(["a.example", "https://a.example/?q=1&r=<>", "//a.example"]),
    "count": st.integers(-(2**53), 2**53),
    "number": floats,
    "share": st.floats(0, 1),
    "probability": st.floats(0, 1),
    "strength": st.floats(0, 1),
    "flag": st.booleans(),
}
names = st.one_of(
    st.sampled_from(["rank", "source_name", "=a", "<b>", '"', "日本", "_x0041_", "[Red]", "'"]),
    st.text(min_size=1, max_size=8).filter(str.isprintable),
)


@st.composite
def tables(draw, name):
    columns = draw(st.lists(names, min_size=1, max_size=6, unique=True))
    kinds = [draw(st.sampled_from(sorted(CELLS))) for _ in columns]
    group = draw(st.integers(0, len(columns) - 1))
    hidden = [draw(st.booleans()) for _ in columns]
    hidden[-1] = False
    made = []
    for number, (column, kind) in enumerate(zip(columns, kinds, strict=True)):
        side = range(group) if number < group else range(group, len(columns) - 1)
        above = [columns[other] for other in side if not hidden[other] and other % 2 == 0]
        under = (
            draw(st.sampled_from([None, *above]))
            if number % 2 and number != len(columns) - 1
            else None
        )
        language = draw(st.sampled_from([None, *columns]))
        made.append(Column(column, kind, language, hidden[number], under))
    rows = draw(st.lists(st.tuples(*(st.none() | CELLS[kind] for kind in kinds)), max_size=6))
    once = draw(st.integers(0, len(columns) - group))
    return Table(name, tuple(made), tuple(rows), group, once)


@st.composite
def documents(draw):
    facts = draw(st.dictionaries(texts, st.none() | texts | st.integers() | floats | st.booleans()))
    parameters = draw(st.dictionaries(texts, st.none() | texts | st.lists(texts)))
    return Document(
        "example",
        Provenance(1, "model", parameters),
        (draw(tables("first")), draw(tables("second"))),
        facts=facts,
    )


_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def _number(text: str, kind: Kind) -> Cell:
    if kind == "flag":
        return {"true": True, "false": False}[text]
    return int(text) if kind == "count" else float(text)


def csv_rows(path: Path, table: Table) -> list[list[Cell]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert [unguarded(name) for name in header] == [column.name for column in table.columns]
    return [
        [_csv_cell(text, column.kind) for text, column in zip(row, table.columns, strict=True)]
        for row in rows
    ]


def _csv_cell(text: str, kind: Kind) -> Cell:
    if not text:
        return None
    return unguarded(text) if kind in {"text", "id", "link"} else _number(text, kind)


def parquet_rows(path: Path, table: Table) -> list[list[Cell]]:
    frame = pl.read_parquet(path)
    assert frame.columns == [column.name for column in table.columns]
    return [list(row) for row in frame.iter_rows()]


def sheet_rows(path: Path, number: int, table: Table) -> list[list[Cell]]:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[number]
    header, *rows = sheet.iter_rows(max_col=len(table.columns))
    assert all(cell.data_type in {"s", "n", "b", "inlineStr"} for row in rows for cell in row)
    assert [_unescaped(cell.value) for cell in header] == [c.name for c in table.columns]
    return [[_unescaped(cell.value) for cell in row] for row in rows]


def _unescaped(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)
    # The space keeps xlsxwriter from taking the text for XML.
    return text[:-1] if text.startswith("<r>") and text.endswith("</r> ") else text


def page_rows(path: Path, table: Table) -> list[list[Cell]]:
    """The rows of a table of the page; what a column hides is None."""
    page = _Page(table)
    page.feed(path.read_text("utf-8"))
    page.close()
    return page.rows


class _Page(HTMLParser):
    """Follows the section of one table: the heading of each group, then the cells of its rows."""

    def __init__(self, table: Table) -> None:
        super().__init__(convert_charrefs=True)
        self.kinds = {column.name: column.kind for column in table.columns}
        self.section = f"table-{table.name}"
        self.depth = 0
        self.headings: list[str] = []
        self.group: dict[str, Cell] = {}
        self.row: dict[str, Cell] = {}
        self.rows: list[list[Cell]] = []
        self.columns: list[str] = []
        self.place = 0
        self.column: str | None = None
        self.text: list[str] | None = None
        self.head = [c for c in table.columns[: table.group] if not c.hidden and c.under is None]

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "section":
            self.depth += self.depth > 0 or given.get("id") == self.section
        if self.depth == 0:
            return
        if "group" in (given.get("class") or "").split():
            self.group, self.columns = {}, []
        self.move(tag, given.get("data-column"))
        if tag == "data":
            self.put(_number(given["value"], self.kinds[self.column]))
        elif tag == "bdi" and self.column:
            self.text = []

    def move(self, tag, name):
        """Go on to the column that a tag begins."""
        if tag == "table":
            self.columns = []
        elif tag == "th":
            self.columns.append(name)
        elif tag == "tr":
            self.row, self.place = dict(self.group), 0
        elif tag == "td":
            self.column = self.columns[self.place]
            self.place += 1
        elif tag == "h3":
            texts = [c.name for c in self.head if c.kind == "text"]
            self.column = (texts or [c.name for c in self.head])[0]
        elif name is not None:
            self.column = name

    def handle_endtag(self, tag):
        if not self.depth:
            return
        if tag == "section":
            self.depth -= 1
        elif tag == "bdi" and self.text is not None:
            self.put("".join(self.text))
            self.text = None
        elif tag == "td":
            self.column = None
        elif tag == "tr" and self.place:
            self.rows.append([self.row.get(name) for name in self.kinds])
        elif tag in {"h3", "dd"}:
            self.column = None

    def handle_data(self, data):
        if self.text is not None:
            self.text.append(data)

    def put(self, value):
        inside_row = self.place > 0 and self.columns
        (self.row if inside_row else self.group)[self.column] = value


def shown_rows(table: Table) -> list[list[Cell]]:
    """What a page has of a table: all but the hidden columns, with signs for control characters."""
    return [
        [
            None if column.hidden else visible(cell) if isinstance(cell, str) else cell
            for cell, column in zip(row, table.columns, strict=True)
        ]
        for row in table.rows
    ]


def same(found: list[list[Cell]], expected: list[list[Cell]]) -> None:
    """Equal cell by cell, and no number in place of a flag or a text."""
    assert found == expected
    for row, others in zip(found, expected, strict=True):
        for cell, other in zip(row, others, strict=True):
            assert isinstance(cell, bool) == isinstance(other, bool)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(), st.sampled_from(["id", "ja", "en"]))
def test_every_format_has_the_same_cells(document, language):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_report(document, folder, language)
        for number, table in enumerate(document.tables):
            stem = "example" if number == 0 else f"example-{table.name}"
            cells = [list(row) for row in table.rows]
            # CSV cannot tell an empty text from nothing.
            filled = [[None if cell == "" else cell for cell in row] for row in cells]
            same(parquet_rows(folder / f"{stem}.parquet", table), cells)
            same(csv_rows(folder / f"{stem}.csv", table), filled)
            same(sheet_rows(folder / "example.xlsx", number, table), cells)
            same(page_rows(folder / "example.html", table), shown_rows(table))


def written(tmp_path: Path, *cells: Cell, kind: Kind = "text") -> Table:
    table = Table("first", (Column("c", kind),), tuple((cell,) for cell in cells))
    write_report(Document("example", Provenance(1, "model", {}), (table,)), tmp_path, "en")
    return table


def test_no_cell_of_a_data_file_begins_like_a_formula_but_for_negative_numbers(tmp_path):
    write_csv(Table("t", (Column("=c"), Column("n", "number")), (("=1+1", -1.5),)), tmp_path / "x")
    text = (tmp_path / "x").read_bytes().decode("utf-8-sig")
    assert text == "'=c,n\r\n'=1+1,-1.5\r\n"


@pytest.mark.parametrize("character", ["x", "語", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_there_and_says_so(tmp_path, character):
    table = written(tmp_path, character * MAX_CELL, character * (MAX_CELL // 2), "short")
    (cut,), (fitting,), _ = sheet_rows(tmp_path / "example.xlsx", 0, table)
    assert len(cut.encode("utf-16-le")) // 2 <= MAX_CELL
    if character == "😀":
        assert cut.endswith("[cut: see the CSV file]")
        assert set(cut.partition("…")[0]) == {character}
        about = openpyxl.load_workbook(tmp_path / "example.xlsx").worksheets[-1]
        assert any("characters): 1." in str(row[1].value) for row in about.iter_rows())
    else:
        assert cut == character * MAX_CELL
    assert fitting == character * (MAX_CELL // 2)
    assert csv_rows(tmp_path / "example.csv", table)[0] == [character * MAX_CELL]


@given(st.text())
def test_only_control_characters_look_different_on_a_page(text):
    shown = visible(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
    lines = text.replace("\r\n", "\n")
    assert len(shown) == len(lines)
    for before, after in zip(lines, shown, strict=True):
        assert before == after or not before.isprintable()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a.example", "http://a.example"),
        ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
        ("HTTPS://A.example", "HTTPS://A.example"),
        ("日本.example", "http://日本.example"),
        ("javascript:alert(1)", None),
        ("javascript://a.example/%0aalert(1)", None),
        ("JaVaScRiPt:alert(1)//a.example", None),
        ("data:text/html,x.y", None),
        ("mailto:a@a.example", None),
        ("//a.example", None),
        ("http://user@a.example", None),
        ("a.example\n", None),
        ("\u202ea.example", None),
        ("no address", None),
        ("", None),
    ],
)
def test_only_web_addresses_become_links(text, address):
    assert web_address(text) == address
