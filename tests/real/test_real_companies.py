import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from recommender import Catalog
from recommender.errors import FileError

COMPANIES = Path(__file__).parents[3] / "shared" / "data" / "companies-id-jp.parquet"
MITRA = Path(sys.executable).with_name("mitra")
QUERIES = Path(__file__).parents[2] / "benchmarks" / "queries" / "known-item.jsonl"


def test_every_row_of_the_file_is_a_company_with_nothing_lost(real):
    rows = pl.read_parquet(COMPANIES).rows(named=True)
    countries = {"Japan": "JP", "Indonesia": "ID"}
    assert len(real) == len(rows)
    for row, company in zip(rows, real, strict=True):
        assert (company.id, company.name) == (row["symbol"], row["name"].strip())
        assert company.description == row["description"].strip()
        assert company.country == countries[row["country"]]
        assert (company.city or "", company.website or "") == (row["city"], row["website"])
        known = {"sector", "industry_group", "industry"}
        assert company.extra == {key: row[key] for key in known if row[key]}


@pytest.mark.parametrize("name", ["all.csv", "all.tsv", "all.xlsx", "all.jsonl", "all.parquet"])
def test_an_export_imported_again_gives_the_same_catalogue(tmp_path, real, remembering, name):
    assert real.export(tmp_path / name) == 4217
    with Catalog.open(tmp_path / "again", embedder=remembering) as again:
        report = again.import_file(tmp_path / name)
        assert (report.read, report.saved, report.rejected) == (4217, 4217, [])
        assert list(again) == list(real)
        page = again.search("pabrik benang karet")
        assert page.results == real.search("pabrik benang karet").results


def test_cp932_columns_survive_and_what_cp932_lacks_is_named(tmp_path, real, remembering):
    target = tmp_path / "all.csv"
    with pytest.raises(FileError) as caught:
        real.export(target, encoding="cp932")
    assert caught.value.code == "not-in-encoding"
    assert not target.exists()

    def fits(company):
        try:
            company.model_dump_json().encode("cp932")
        except UnicodeEncodeError:
            return False
        return True

    safe = [company for company in real if fits(company)]
    assert len(safe) > 4000
    with Catalog.open(tmp_path / "safe", embedder=remembering) as catalog:
        catalog.put(*safe)
        assert catalog.export(target, encoding="cp932") == len(safe)
    with pytest.raises(UnicodeDecodeError):
        # Some company has a character that tells CP932 from UTF-8, so detection is really tried.
        target.read_bytes().decode("utf-8")
    with Catalog.open(tmp_path / "again", embedder=remembering) as again:
        report = again.import_file(target)
        assert (report.saved, report.rejected) == (len(safe), [])
        assert list(again) == safe


def test_the_same_file_again_changes_nothing(real, remembering):
    report = real.import_file(COMPANIES)
    assert (report.saved, report.updated, report.unchanged) == (0, 0, 4217)


def test_a_rare_filter_gives_the_exact_top_ten(real):
    rare = "Kawasaki"
    for query in ("電子部品メーカー", "pabrik mesin", "chemical products"):
        full = real.search(query, limit=4217).results
        expected = [r.company.id for r in full if r.company.city == rare][:10]
        page = real.search(query, filters={"city": rare})
        assert 10 <= page.total <= 43  # one per cent of the companies
        assert [r.company.id for r in page.results] == expected


def test_ten_results_are_those_of_the_whole_ranking(real):
    queries = [json.loads(line) for line in QUERIES.read_text("utf-8").splitlines()]
    for query in queries[:10]:
        for language in ("id", "ja", "en"):
            short = real.search(query[language]).results
            # Twice as many candidates as results: all 4,217.
            whole = real.search(query[language], limit=2109).results[:10]
            assert [r.company.id for r in short] == [r.company.id for r in whole]


def test_known_companies_are_found_at_least_as_well_as_when_this_was_written(real):
    """A floor a little below the figures of benchmarks/results/search.json."""
    queries = [json.loads(line) for line in QUERIES.read_text("utf-8").splitlines()]
    measured = {}
    for language in ("id", "ja", "en"):
        ranks = []
        for query in queries:
            found = [r.company.id for r in real.search(query[language], limit=100).results]
            place = found.index(query["company"]) + 1 if query["company"] in found else np.inf
            ranks.append(place)
        measured[language] = float(np.mean(1 / np.array(ranks)))
    assert measured["id"] >= 0.68
    assert measured["ja"] >= 0.69
    assert measured["en"] >= 0.71


def test_the_service_gives_the_same_results_as_the_command(real):
    arguments = ["--data", str(real.folder)]
    server = subprocess.Popen(
        [MITRA, *arguments, "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={"MITRA_LANG": "en", "PATH": ""},
    )
    try:
        announced = server.stderr.readline()
        url = next(word for word in announced.split() if word.startswith("http"))
        for query, filters in (
            ("pemasok komponen otomotif", {"country": "JP"}),
            ("自動車用シートの骨格部品", {}),
            ("frozen shrimp exporter", {"country": "ID", "city": "Jakarta"}),
        ):
            options = [part for name, value in filters.items() for part in (f"--{name}", value)]
            command = [MITRA, *arguments, "search", query, *options, "--json"]
            printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
            body = json.dumps({"query": query, "filters": filters}).encode()
            request = urllib.request.Request(
                f"{url}/v1/search", body, {"Content-Type": "application/json"}
            )
            with urllib.request.urlopen(request, timeout=30) as response:
                assert json.load(response) == json.loads(printed.stdout)
    finally:
        server.terminate()
        assert server.wait(timeout=15) == 0
        server.stderr.close()
