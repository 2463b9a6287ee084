"""CSV and TSV as people write them, and what happens to what is broken in them."""

import csv
import io

import pytest

from recommender.errors import FileError

HEADER = "id,name,description,country\n"
GOOD = "1,PT Satu,Kami menjual ikan.,ID\n"


def company_row(company_id):
    return f"{company_id},PT {company_id},Kami menjual ikan.,ID\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.txt"])
def test_the_separator_is_found_out_whatever_the_ending(load, catalog, delimiter, name):
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["Nama Perusahaan", "Deskripsi", "Negara", "Alamat (Jalan, Kota, Provinsi; |)"])
    writer.writerow(["PT Satu", "Ikan, udang; cumi | kerang\tbeku", "Indonesia", "Jl. A, B"])
    assert load(name, text.getvalue()).saved == 1
    assert next(iter(catalog)).description == "Ikan, udang; cumi | kerang\tbeku"


def test_the_separator_that_makes_known_columns_wins_over_the_one_that_makes_more(load):
    text = "Nama Perusahaan;Deskripsi;Negara;Alamat (Jalan, Kelurahan, Kecamatan, Kota, Provinsi)\n"
    assert load("x.csv", text + "PT A;Kami menjual ikan;ID;Jl. B\n").saved == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(load, end):
    text = (HEADER + company_row("A") + company_row("B")).replace("\n", end)
    assert load("x.csv", text).saved == 2


def test_blank_lines_are_no_rows_but_count_as_lines(load, places):
    text = f"\n  ,\n{HEADER}\n{GOOD},,,\n \n2,PT Dua,,ID\n\n"
    report = load("x.csv", text)
    assert (report.read, report.saved) == (2, 1)
    assert places(report) == [(8, "description", "empty")]


def test_cells_may_hold_line_breaks_and_the_row_numbers_are_those_of_a_spreadsheet(load, places):
    text = HEADER + '1,PT Satu,"Baris satu\n\nbaris tiga",ID\n2,PT Dua,,ID\n'
    report = load("x.csv", text)
    assert (report.saved, places(report)) == (1, [(3, "description", "empty")])


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("2,PT Dua,Kami menjual ikan, udang,ID\n", (3, None, "row-width")),
        ("2,PT Dua\n", (3, None, "row-width")),
        ('2,"PT "Dua",Kami menjual ikan.,ID\n', (3, None, "stray-quote")),
        ('2,"PT Dua,Kami menjual ikan.,ID\n', (3, None, "unclosed-quote")),
        ("2,PT\0Dua,Kami menjual ikan.,ID\n", (3, "name", "nul-character")),
        (f"2,PT Dua,{'x' * 1_000_000},ID\n", (3, "description", "too-long")),
        (f"2,PT Dua,{'x' * 2_000_001},ID\n", (3, None, "cell-too-long")),
        ("2,PT Dua,Kami menjual ikan.,Atlantis\n", (3, "country", "country-code")),
        ("2,PT Dua,  ,ID\n", (3, "description", "empty")),
        ("1,PT Dua,Kami menjual ikan.,ID\n", (3, "id", "duplicate-id")),
    ],
)
@pytest.mark.parametrize("quoted", [False, True])
def test_a_broken_row_is_reported_and_all_others_are_kept(load, places, row, problem, quoted):
    last = '9,"PT Sembilan","Kami ""menjual"" ikan.",ID\n' if quoted else company_row("9")
    report = load("x.csv", HEADER + GOOD + row + company_row("8") + last)
    assert places(report) == [problem]
    assert (report.read, report.saved) == (4, 3)


def test_each_unclosed_quotation_mark_costs_one_row(load, places):
    broken = '{0},"PT {0},Kami menjual ikan.,ID\n'
    rows = [broken.format(n) if n % 3 == 0 else company_row(n) for n in range(1, 31)]
    report = load("x.csv", HEADER + "".join(rows))
    assert (report.read, report.saved) == (30, 20)
    assert {code for _, _, code in places(report)} == {"unclosed-quote"}
    assert [row for row, _, _ in places(report)] == list(range(4, 32, 3))


def test_many_open_quotation_marks_in_a_large_file_take_no_time_to_speak_of(load):
    """Each is given up after at most one cell's length; going back over it stays linear."""
    lines = [
        f'{n},"PT {n},{"ikan " * 40},ID\n' if n % 50 == 0 else company_row(n) for n in range(5_000)
    ]
    report = load("x.csv", HEADER + "".join(lines), dry_run=True)
    assert (report.read, len(report.rejected)) == (5_000, 100)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ('id,"name,description,country\n', "damaged-header"),
        ('id,"na"me,description,country\n', "damaged-header"),
        ("id,name,description\n", "missing-column"),
        ("\n , ,\n", "no-rows"),
        (",".join(f"c{n}" for n in range(10_000)) + "\n", "too-many-columns"),
    ],
)
def test_a_file_whose_header_is_no_use_is_refused(load, catalog, header, code):
    with pytest.raises(FileError) as caught:
        load("x.csv", header + ("" if code == "no-rows" else GOOD))
    assert caught.value.code == code
    assert len(str(caught.value)) < 2_000
    assert len(catalog) == 0


def test_a_header_that_is_not_in_the_files_encoding_is_refused(load):
    rows = "".join(f"{n},名古屋精密プレス,金型を作ります。,JP\n" for n in range(9))
    with pytest.raises(FileError) as caught:
        load("x.csv", "id,会社名,description,country\n".encode("cp932") + rows.encode())
    assert caught.value.code == "damaged-header"


def test_a_file_with_a_header_only_has_no_rows_and_no_errors(load):
    report = load("x.csv", HEADER)
    assert (report.read, report.rejected) == (0, [])


def test_columns_without_name_or_with_the_same_name_are_kept(load, catalog):
    header = "name,description,country,,note,note,note (6)\n"
    assert load("x.csv", header + "PT A,Ikan segar.,ID,a,b,c,d\n").saved == 1
    extra = next(iter(catalog)).extra
    assert extra == {"(4)": "a", "note": "b", "note (6) (6)": "c", "note (6)": "d"}


def test_empty_cells_at_the_end_of_a_row_are_no_fault(load):
    assert load("x.csv", HEADER + GOOD.rstrip() + ",,,\n").saved == 1


@pytest.mark.parametrize("sign", list("=+-@＝＋－＠"))
def test_the_apostrophe_that_guards_a_formula_is_taken_away(load, catalog, sign):
    load("x.csv", f"{HEADER}1,'{sign}SUM(1),''{sign}1,ID\n2,'t Huis,Ikan segar.,ID\n")
    assert (catalog.get("1").name, catalog.get("1").description) == (f"{sign}SUM(1)", f"'{sign}1")
    assert catalog.get("2").name == "'t Huis"
