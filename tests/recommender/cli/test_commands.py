import json

import pytest
from rich.cells import cell_len

from recommender import Catalog

ROW = "ID-9,PT Baru,Kami mengolah kopi robusta di Lampung.,ID,Lampung,Bandar Lampung,kopi.example\n"
HEADER = "id,name,description,country,region,city,website\n"


@pytest.fixture
def companies_csv(tmp_path):
    path = tmp_path / "companies.csv"
    path.write_text(HEADER + ROW, "utf-8")
    return path


def test_demo_searches_in_three_languages_and_says_what_to_type_next(demo, mitra):
    again = mitra("--data", demo, "demo", COLUMNS="200")
    assert again.returncode == 0
    assert "(0 new)" in again.stdout
    assert again.stdout.count("$ mitra --data") == 3
    assert "mitra import companies.csv" in again.stdout
    assert "fictional" in again.stdout


def test_search_prints_the_documented_json_and_nothing_else(demo, mitra):
    done = mitra("--data", demo, "search", "pemasok komponen otomotif", "--country", "JP", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    assert list(document) == [
        *("query", "language", "generation", "total", "good_partner_found", "results", "facets"),
        "understood",
    ]
    assert (document["query"], document["language"]) == ("pemasok komponen otomotif", "id")
    assert document["total"] == 120
    assert len(document["results"]) == 10
    for rank, result in enumerate(document["results"], start=1):
        assert list(result) == [
            *("rank", "id", "name", "country", "language", "score", "band"),
            *("reasons", "sectors"),
        ]
        assert (result["rank"], result["country"]) == (rank, "JP")
        assert 0 <= result["score"] <= 1


def test_an_answer_counts_what_the_companies_have(demo, mitra):
    done = mitra("--data", demo, "search", "komponen", "--country", "JP", "--json")
    facets = json.loads(done.stdout)["facets"]
    assert list(facets) == ["country", "region", "sector", "tier", "language"]
    assert facets["country"] == [{"value": "JP", "count": 120}]
    aichi = next(found for found in facets["region"] if found["value"] == "JP-23")
    assert aichi["names"] == {"en": "Aichi", "id": "Aichi", "ja": "愛知県"}
    first = facets["sector"][0]
    narrowed = mitra(
        *("--data", demo, "search", "komponen", "--country", "JP", "--json"),
        *("--sector", first["value"]),
    )
    assert json.loads(narrowed.stdout)["total"] == first["count"]


def test_the_sectors_are_listed_with_their_companies(demo, mitra):
    document = json.loads(mitra("--data", demo, "sectors", "--json").stdout)
    assert document["total"] == 240
    assert len(document["sectors"]) == 88
    furniture = next(s for s in document["sectors"] if s["code"] == "31")
    assert furniture["names"]["ja"] == "家具製造業"
    for language, title in furniture["names"].items():
        done = mitra("--lang", language, "--data", demo, "sectors", COLUMNS="100")
        assert done.returncode == 0
        (line,) = [line for line in done.stdout.splitlines() if title in line and "31" in line]
        assert str(furniture["count"]) in line
        assert "240" in done.stderr


def test_search_gives_what_the_catalogue_gives(demo, mitra, embedder):
    arguments = ("--region", "Aichi", "--region", "岐阜県", "--tier", "2", "--limit", "5")
    document = json.loads(
        mitra("--data", demo, "search", "プレス部品", *arguments, "--json").stdout
    )
    with Catalog.open(demo, embedder=embedder) as catalog:
        filters = {"region": ["Aichi", "岐阜県"], "tier": "2"}
        page = catalog.search("プレス部品", limit=5, filters=filters)
    assert [r["id"] for r in document["results"]] == [r.company.id for r in page.results]
    assert [r["score"] for r in document["results"]] == [round(r.score, 4) for r in page.results]


@pytest.mark.parametrize(
    ("language", "width"), [("id", "60"), ("ja", "60"), ("ja", "80"), ("en", "120")]
)
def test_tables_fit_the_terminal_in_every_language(demo, mitra, language, width):
    for command in (("search", "冷凍食品 frozen food"), ("similar", "JP-001"), ("show", "JP-067")):
        done = mitra("--lang", language, "--data", demo, *command, COLUMNS=width)
        assert done.returncode == 0
        assert max(map(cell_len, done.stdout.splitlines())) <= int(width)


def test_show_prints_every_field(demo, mitra):
    done = mitra("--data", demo, "show", "ID-001", COLUMNS="200")
    for expected in ("PT Anggrana Baja Lembaran", "IATF 16949:2016", "Kabupaten Bekasi", "fiktif"):
        assert expected in done.stdout


def test_show_json_is_a_company_that_can_be_imported_again(demo, mitra, tmp_path):
    document = json.loads(mitra("--data", demo, "show", "JP-067", "--json").stdout)
    (tmp_path / "one.jsonl").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    done = mitra("--data", tmp_path / "d", "import", tmp_path / "one.jsonl", "--json")
    assert json.loads(done.stdout)["saved"] == 1


def test_import_export_and_import_again(demo, mitra, tmp_path):
    done = mitra("--data", demo, "export", tmp_path / "all.csv")
    assert (done.returncode, done.stdout) == (0, "")
    assert "240" in done.stderr
    again = mitra("--data", demo, "import", tmp_path / "all.csv", "--json")
    counts = json.loads(again.stdout)
    assert (again.returncode, counts["read"], counts["unchanged"]) == (0, 240, 240)


def test_import_reports_each_rejected_row_and_keeps_the_others(mitra, tmp_path, companies_csv):
    with companies_csv.open("a", encoding="utf-8") as file:
        file.write("ID-8,PT Salah,Kami menjual ikan.,Atlantis,,,\n")
        file.write("ID-7,PT Kosong,,ID,,,\n")
    done = mitra("--data", tmp_path / "d", "import", companies_csv, "--json")
    document = json.loads(done.stdout)
    assert done.returncode == 1
    assert (document["read"], document["saved"]) == (3, 1)
    places = [(r["row"], r["column"], r["code"]) for r in document["rejected"]]
    assert places == [(3, "country", "country-code"), (4, "description", "empty")]
    shown = mitra("--lang", "ja", "--data", tmp_path / "d", "import", companies_csv)
    assert shown.returncode == 1
    assert "Atlantis" in shown.stdout
    assert "Traceback" not in shown.stderr


def test_a_dry_run_saves_nothing(mitra, tmp_path, companies_csv):
    done = mitra("--data", tmp_path / "d", "import", companies_csv, "--dry-run", "--json")
    assert json.loads(done.stdout)["saved"] == 1
    found = mitra("--data", tmp_path / "d", "search", "kopi", "--json")
    assert json.loads(found.stdout)["total"] == 0


def test_a_mapping_and_a_default_fill_what_a_file_lacks(mitra, tmp_path):
    path = tmp_path / "daftar.csv"
    path.write_text("Pelaku;Cerita\nPT Satu;Kami mengolah teh di Garut.\n", "utf-8")
    without = mitra("--data", tmp_path / "d", "import", path)
    assert (without.returncode, "--map" in without.stderr) == (1, True)
    done = mitra(
        *("--data", tmp_path / "d", "import", path, "--json", "--default", "country=ID"),
        *("--map", "Pelaku=name", "--map", "Cerita=description"),
    )
    assert (done.returncode, json.loads(done.stdout)["saved"]) == (0, 1)


def test_one_bad_file_does_not_stop_the_others(mitra, tmp_path, companies_csv):
    done = mitra("--data", tmp_path / "d", "import", tmp_path / "none.csv", companies_csv, "--json")
    document = json.loads(done.stdout)
    assert (done.returncode, document["saved"]) == (1, 1)
    assert [error["code"] for error in document["errors"]] == ["no-such-file"]


def test_doctor_finds_a_tampered_company_and_reindex_and_import_cure_it(
    mitra, tmp_path, companies_csv
):
    import sqlite3

    data = tmp_path / "d"
    mitra("--data", data, "import", companies_csv)
    assert mitra("--data", data, "search", "kopi").returncode == 0
    assert mitra("--data", data, "doctor", "--deep").returncode == 0
    with sqlite3.connect(data / "catalog.db") as database:
        database.execute("UPDATE companies SET profile = replace(profile, 'robusta', 'arabika')")
    done = mitra("--data", data, "doctor", "--deep", "--json")
    assert done.returncode == 1
    assert [f["code"] for f in json.loads(done.stdout) if not f["ok"]] == ["digests-companies"]
    assert mitra("--data", data, "doctor").returncode == 0
    reindexed = mitra("--data", data, "reindex")
    assert (reindexed.returncode, "1 companies" in reindexed.stderr) == (0, True)
