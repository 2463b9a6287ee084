"""Encodings are found out by themselves, in files of every size."""

import json

import pytest

from recommender.bundled import bundled_files
from recommender.errors import FileError
from recommender.importing.encoding import detect_encoding, open_text

HEADERS = ("id,name,description,country\n", "企業ID,会社名,事業内容,国\n")
ENCODINGS = (
    *("utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp"),
    *("utf-16", "utf-16-le", "utf-16-be", "utf-32"),
)
WESTERN = (
    "Société Générale d'électricité",
    "Café “Kopi” – Jakarta",
    "L’usine de pièces mécaniques à Épinal",
    "Müller Präzisionsteile GmbH, Straße 5",
    "Fabricación de piñones y engranajes",
    "PT Maju’s “pabrik” • baut & mur",
    "Kedai – roti",
    "suhu 200°C ±5 µm",
    "® Merek terdaftar",
    "éé créée àà",
    "Kami menjual “keripik”, ‘rengginang’… di Garut",
)


@pytest.fixture(scope="module")
def japanese():
    with bundled_files() as paths:
        path = next(p for p in paths if p.name == "ja.jsonl")
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def read_back(path, data):
    path.write_bytes(data)
    with open_text(path, detect_encoding(path), newline="") as file:
        return file.read()


def strictly(text, encoding):
    """The bytes, or None where the encoding lacks a character or has a look-alike for it."""
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        return None
    return data if data.decode(encoding) == text else None


def samples(companies):
    for header in HEADERS:
        for company in companies:
            name, description = company["name"], company["description"]
            yield f"{header}1,{name},ABC,JP\n"
            yield f"{header}1,PT X,{description[:6]},JP\n"
            yield f"{header}1,{name},{description[:40]},JP\n"
            yield f'{header}1,{name},"{description}",JP\n'
        yield header + "".join(f'1,{c["name"]},"{c["description"]}",JP\n' for c in companies)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_japanese_files_of_every_size_are_read_as_written(tmp_path, japanese, encoding):
    tried = 0
    for text in samples(japanese):
        if data := strictly(text, encoding):
            tried += 1
            assert read_back(tmp_path / "x.csv", data) == text
    assert tried > 500


def test_half_width_kana_are_read_as_cp932(tmp_path):
    text = "id,name,description,country\n1,ｶ)ﾄﾖﾀﾌﾟﾚｽ,ﾌﾟﾚｽｶｺｳ,JP\n"
    assert read_back(tmp_path / "x.csv", text.encode("cp932")) == text


@pytest.mark.parametrize("text", [*WESTERN, "\n".join(WESTERN)])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-16-le", "utf-16-be"])
def test_western_files_are_read_as_written(tmp_path, text, encoding):
    whole = f"id,name,description,country\n1,PT X,{text},ID\n"
    assert read_back(tmp_path / "x.csv", whole.encode(encoding)) == whole


def test_typographic_marks_in_english_text_are_read_as_cp932(tmp_path):
    text = "id,name,description,country\n" + "".join(
        f"{n},Sato Works {n},Sato’s company makes “precise” parts for pumps and valves.,JP\n"
        for n in range(20)
    )
    assert read_back(tmp_path / "x.csv", text.encode("cp932")) == text


def test_ascii_utf_16_without_a_mark_is_no_utf_8_full_of_nul(tmp_path):
    text = "id;name;description;country\n1;PT X;Kami menjual ikan.;ID\n"
    assert read_back(tmp_path / "x.csv", text.encode("utf-16-le")) == text


def test_what_comes_late_in_a_file_decides_too(tmp_path):
    text = "id,name\n" + "1,PT X\n" * 100_000 + "2,日本プレス工業\n"
    assert read_back(tmp_path / "x.csv", text.encode("cp932")) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01\x02\x03" * 100, "not-text"),
        ("Мы производим детали для автомобилей".encode("cp1251"), "unknown-encoding"),
    ],
)
def test_a_file_that_is_no_text_is_refused(tmp_path, data, code):
    path = tmp_path / "x.csv"
    path.write_bytes(data)
    with pytest.raises(FileError) as caught:
        detect_encoding(path)
    assert caught.value.code == code


MIXED = [
    ("utf-8", "cp932", "株式会社名古屋精密プレス"),
    ("utf-8", "euc_jp", "株式会社名古屋精密プレス"),
    ("utf-8", "cp1252", "Société d’Épinal"),
    ("cp932", "utf-8", "株式会社名古屋精密プレス"),
    ("euc_jp", "utf-8", "株式会社名古屋精密プレス"),
    ("cp1252", "utf-8", "Société d’Épinal"),
]


@pytest.mark.parametrize(("main", "other", "name"), MIXED)
def test_a_row_in_another_encoding_is_the_only_one_rejected(
    load, catalog, places, main, other, name
):
    rows = [f"{n},{name},Kami menjual ikan.,ID\n".encode(main) for n in (1, 2, 3)]
    rows.insert(1, f"X,{name},Kami menjual ikan.,ID\n".encode(other))
    report = load("x.csv", b"id,name,description,country\n" + b"".join(rows))
    assert (report.read, report.saved) == (4, 3)
    assert places(report) == [(3, "name", "undecodable")]
    assert {company.name for company in catalog} == {name}


def test_a_line_of_json_in_another_encoding_is_the_only_one_rejected(load, places):
    line = '{"name": "名古屋プレス%d", "description": "金型を作ります。", "country": "JP"}\n'
    parts = [(line % n).encode() for n in range(3)]
    parts[1] = (line % 1).encode("cp932")
    report = load("x.jsonl", b"".join(parts))
    assert (report.saved, places(report)) == (2, [(2, None, "undecodable")])
