"""Charts are drawn from their numbers alone: all of them, in their places, in colours that can be read."""

import re
from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from recommender.reports import distribution, heat_map, point_map
from recommender.reports.document import Distribution, HeatMap, Point, PointMap
from recommender.reports.labels import columns, is_at_best, is_whole, label
from recommender.reports.page import drawings
from recommender.reports.palette import PALETTES, look
from recommender.reports.wording import Wording
from recommender.reports.writing import write_report

WORDS = Wording("en")
INDONESIAN = "Aktivitas kantor pusat dan konsultasi manajemen untuk perusahaan lain"


def luminance(colour: str) -> float:
    """Relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_numbers_on_a_shade_and_all_texts_can_be_read(palette):
    for shade in palette.shades:
        assert contrast(shade.fill, shade.text) >= 4.5
    for colour in (palette.ink, palette.muted, palette.accent):
        assert contrast(colour, palette.page) >= 4.5
    for colour in palette.groups:
        assert contrast(colour, palette.page) >= 3


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_a_greater_number_stands_out_more(palette):
    apart = [contrast(shade.fill, palette.page) for shade in palette.shades]
    assert apart == sorted(apart)


def test_both_schemes_have_the_same_shades_and_groups():
    light, dark = PALETTES["light"], PALETTES["dark"]
    assert len(light.shades) == len(dark.shades)
    assert len(light.groups) == len(dark.groups)


def test_thirty_six_groups_look_different():
    assert len({look(group) for group in range(36)}) == 36


def test_groups_differ_in_shape_too_as_long_as_there_are_shapes():
    assert len({look(group)[1] for group in range(6)}) == 6


@given(st.text(max_size=60), st.integers(4, 30), st.integers(1, 3))
def test_a_label_fits_its_lines_and_says_all_or_keeps_all(text, width, lines):
    made = label(text, width, lines)
    assert len(made.lines) <= lines
    # A single character can be wider than a line.
    assert all(columns(line) <= width or len(line) <= 2 for line in made.lines)
    clean = " ".join(text.encode("utf-8", "replace").decode().split())
    if made.whole is None:
        assert "".join(made.lines).replace(" ", "") == clean.replace(" ", "")
    else:
        assert made.whole == clean
        assert made.lines[-1].endswith("…")


def test_a_label_is_broken_between_words_and_japanese_between_characters():
    assert label(INDONESIAN, 28, 2).lines == (
        "Aktivitas kantor pusat dan",
        "konsultasi manajemen untuk…",
    )
    assert label("22 ゴム・プラスチック製品製造業", 20, 2).lines == (
        "22 ゴム・プラスチッ",
        "ク製品製造業",
    )
    assert label("22 ゴム・プラスチック製品製造業", 28, 2).lines == (
        "22 ゴム・プラスチック",
        "製品製造業",
    )
    assert label("株式会社ハギモト精鈑", 16, 2).lines == ("株式会社", "ハギモト精鈑")
    assert label("架空工業株式会社", 14, 2).lines == ("架空工業", "株式会社")
    assert label("25 Metal products (not machinery)", 28, 2).lines == (
        "25 Metal products",
        "(not machinery)",
    )
    assert is_at_best("架空工業株式会社", 8, 2)
    assert not is_at_best("架空工業株式会社", 6, 3)
    assert is_whole("West Java", 6, 2)
    assert not is_whole("Yogyakarta", 6, 2)


def numbered(rows: int, across: int) -> HeatMap:
    values = tuple(tuple(float(n * across + m) for m in range(across)) for n in range(rows))
    return HeatMap(
        "h", "t", tuple(f"r{n}" for n in range(rows)), tuple(f"c{m}" for m in range(across)), values
    )


@pytest.mark.parametrize(("rows", "across"), [(1, 1), (3, 5), (38, 47), (88, 2), (2, 88)])
def test_every_number_of_a_heat_map_is_drawn_once_in_panels_that_fit_a_sheet(rows, across):
    drawn = heat_map.panels(numbered(rows, across), WORDS)
    texts = [square.text for panel in drawn for square in panel.squares]
    assert sorted(texts) == sorted(
        WORDS.number(n, "number") for n in map(float, range(rows * across))
    )
    for panel in drawn:
        assert panel.width <= heat_map.WIDEST
        assert panel.height < 1_000
        assert len(panel.squares) == len(panel.rows) * len(panel.columns)
        corners = {(square.x, square.y) for square in panel.squares}
        assert len(corners) == len(panel.squares)


def test_a_square_lies_beside_the_label_of_its_row_and_under_that_of_its_column():
    chart = numbered(30, 20)
    for panel in heat_map.panels(chart, WORDS):
        for square in panel.squares:
            row = min(panel.rows, key=lambda h: abs(h.y - square.y - panel.cell_height / 2))
            column = min(panel.columns, key=lambda h: abs(h.x - square.x - panel.cell_width / 2))
            place = (
                chart.rows.index(row.label.lines[0]),
                chart.columns.index(column.label.lines[0]),
            )
            assert square.text == WORDS.number(chart.values[place[0]][place[1]], "number")


def test_twelve_columns_beside_long_labels_stand_on_one_sheet():
    rows = tuple(f"{n} {INDONESIAN}" for n in range(12))
    values = tuple((1.0,) * 12 for _ in rows)
    (panel,) = heat_map.panels(HeatMap("h", "t", rows, tuple("abcdefghijkl"), values), WORDS)
    assert panel.width <= heat_map.WIDEST


def test_the_corner_says_what_rows_and_columns_are():
    chart = HeatMap(
        "h", "t", ("r",), ("c",), ((1.5,),), row_name="source_region", column_name="score"
    )
    (panel,) = heat_map.panels(chart, WORDS)
    (upper, columns_are), (lower, rows_are) = panel.axes
    assert (columns_are, rows_are) == (f"{WORDS.column('score')} →", "Region ↓")
    assert 0 < upper < lower < panel.squares[0].y


def test_all_numbers_of_a_heat_map_have_as_many_decimals():
    (panel,) = heat_map.panels(HeatMap("h", "t", ("r",), ("a", "b"), ((1.0, 0.25),)), WORDS)
    assert [square.text for square in panel.squares] == ["1.00", "0.25"]


def test_shades_run_from_nothing_to_the_greatest_number_and_leave_out_what_is_unknown():
    chart = HeatMap("h", "t", ("r",), ("a", "b", "c", "d"), ((0, 5, 10, None),))
    (panel,) = heat_map.panels(chart, WORDS)
    assert [square.shade for square in panel.squares] == [0, 2, 5, None]
    assert [square.text for square in panel.squares] == ["0", "5", "10", "–"]


def test_a_heat_map_of_one_number_or_of_nothing_can_be_drawn():
    for values in (((0.0,),), ((None,),), ((-3.0,),)):
        (panel,) = heat_map.panels(HeatMap("h", "t", ("r",), ("c",), values), WORDS)
        assert len(panel.squares) == 1
    assert heat_map.panels(HeatMap("h", "t", (), (), ()), WORDS) == []


def test_long_labels_of_columns_are_turned_and_short_ones_are_not():
    def turned(*names):
        chart = HeatMap("h", "t", ("r",), names, (tuple(1.0 for _ in names),))
        return heat_map.panels(chart, WORDS)[0].turned

    assert turned(INDONESIAN)
    assert turned("ID", "Yogyakarta")
    assert not turned("ID", "JP")
    assert not turned("愛知県")


def test_bars_are_as_tall_as_their_counts_and_stand_on_their_edges():
    drawn = distribution.histogram(
        Distribution("d", "t", (0, 0.25, 0.5, 1), (5, 0, 10), "strength"), WORDS
    )
    assert [bar.height for bar in drawn.bars] == [distribution.HEIGHT / 2, 0, distribution.HEIGHT]
    assert [bar.text for bar in drawn.bars] == ["5", "0", "10"]
    assert [edge.text for edge in drawn.edges] == ["0%", "25%", "50%", "100%"]
    for bar, (left, right) in zip(drawn.bars, pairwise(drawn.edges), strict=True):
        assert left.x <= bar.x
        assert bar.x + bar.width <= right.x
        assert bar.y + bar.height == drawn.floor


def test_bands_of_strength_begin_where_they_begin():
    edges = tuple(n / 8 for n in range(9))
    drawn = distribution.histogram(Distribution("d", "t", edges, (1,) * 8), WORDS)
    places = {edge.text: edge.x for edge in drawn.edges}
    assert [(band.text, band.x) for band in drawn.bands] == [
        ("possible", places["25%"]),
        ("good", places["50%"]),
        ("strong", places["75%"]),
    ]


def test_many_bars_leave_out_edges_instead_of_writing_them_over_each_other():
    edges = tuple(float(n) for n in range(1_001))
    drawn = distribution.histogram(Distribution("d", "t", edges, (1,) * 1_000, "number"), WORDS)
    apart = min(right.x - left.x for left, right in pairwise(drawn.edges))
    assert apart > columns("1,000") * 6


def test_points_lie_where_they_were_put_with_the_second_axis_upwards():
    chart = PointMap(
        "m", "t", (Point(0, 0, "a", "A"), Point(1, 1, "b", "B"), Point(1, 0, "c", "A")), ("A", "B")
    )
    a, b, c = point_map.dots(chart, WORDS)
    assert a.x < b.x == c.x
    assert a.y == c.y > b.y
    assert (a.colour, a.shape) == (c.colour, c.shape) != (b.colour, b.shape)
    entries = point_map.legend(chart, WORDS)
    assert [(entry.group, entry.count) for entry in entries] == [("A", 2), ("B", 1)]


def test_groups_and_labels_that_are_codes_are_drawn_by_their_names():
    chart = PointMap("m", "t", (Point(0, 0, "a", "JP"),), ("JP",), "country")
    assert [entry.group for entry in point_map.legend(chart, Wording("id"))] == ["Jepang"]
    assert point_map.dots(chart, Wording("ja"))[0].text == "a (日本)"
    grid = HeatMap("h", "t", ("29",), ("JP-23",), ((1.0,),), "count", "sector", "region")
    (panel,) = heat_map.panels(grid, Wording("ja"))
    assert "愛知県" in panel.columns[0].label.lines
    assert panel.rows[0].label.lines[0].startswith("29 自動車")


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_drawings_are_well_formed_and_say_what_they_show(tmp_path, make_document, language):
    write_report(make_document(), tmp_path, language, ["html"])
    page = (tmp_path / "example.html").read_text("utf-8")
    drawings = [fromstring(text) for text in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]
    named = [drawing for drawing in drawings if drawing.get("role") == "img"]
    assert len(named) == 3
    for drawing in named:
        assert drawing.find("title").text
        assert drawing.find("desc").text
    heat, bars, points = named
    numbers = [text.text for text in heat.iter("text")]
    assert numbers[-4:] == ["3", "–", "0", "12"]
    assert len(list(bars.iter("rect"))) == 4
    titles = [use.find("title").text for use in points.iter("use")]
    assert titles == ["PT Contoh Fiktif (ID)", "架空工業 (JP)"]


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_a_chart_can_be_drawn_as_files_of_its_own(make_document, language):
    for chart in make_document().charts:
        drawn = drawings(chart, language)
        assert drawn
        for text in drawn:
            drawing = fromstring(text)
            assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
            assert "var(--ink)" in "".join(drawing.itertext())
