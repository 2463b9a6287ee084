"""Parquet of any make: the types that its columns have, and files that are none."""

import io
import signal
import subprocess
import sys
from datetime import UTC, datetime

import polars as pl
import pytest

from recommender.errors import FileError

pytestmark = pytest.mark.slow


def parquet(columns, **options):
    file = io.BytesIO()
    pl.DataFrame(columns, **options).write_parquet(file)
    return file.getvalue()


def company(**columns):
    return {"name": ["PT A"], "description": ["Kami menjual ikan."], "country": ["ID"], **columns}


def test_columns_of_every_type_are_read(load, catalog):
    moment = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    data = parquet(
        company(
            id=[12],
            employees=[120.0],
            capabilities=[["press; deep", "weld"]],
            sectors=[[2930, 25]],
            updated_at=[moment],
            place=[{"lat": 1.5, "lon": None}],
            note=[b"catatan"],
            active=[True],
            scores=[[1, 2]],
        )
    )
    assert load("x.parquet", data).rejected == []
    found = catalog.get("12")
    assert (found.employees, found.updated_at) == (120, moment)
    assert (found.capabilities, found.sectors) == (("press; deep", "weld"), ("2930", "25"))
    assert found.extra == {
        "place": '{"lat": 1.5, "lon": null}',
        "note": "catatan",
        "active": "true",
        "scores": "[1, 2]",
    }


def test_a_list_or_a_struct_in_a_column_of_text_is_reported(load, places):
    data = parquet(company(city=[["Tegal"]]))
    assert places(load("x.parquet", data)) == [(1, "city", "not-text")]
    data = parquet(company(seeks=[{"a": 1}]))
    assert places(load("y.parquet", data)) == [(1, "seeks", "not-text")]


def test_rows_of_nulls_are_no_rows_but_count(load, places):
    rows = {
        "name": [None, "PT A", None],
        "description": ["", "Ikan.", "Udang."],
        "country": [None, "ID", "ID"],
    }
    report = load("x.parquet", parquet(rows))
    assert (report.read, report.saved, places(report)) == (2, 1, [(3, "name", "empty")])


def test_a_file_without_rows_has_no_errors(load):
    assert load("x.parquet", parquet({c: [] for c in ("name", "description", "country")})).read == 0


@pytest.mark.parametrize("columns", [{}, {"name": ["PT A"]}])
def test_a_file_without_the_columns_is_refused(load, columns):
    with pytest.raises(FileError) as caught:
        load("x.parquet", parquet(columns))
    assert caught.value.code == "missing-column"


@pytest.mark.parametrize("cut", [8, 100, -8, -1])
def test_a_damaged_file_is_refused(load, catalog, cut):
    with pytest.raises(FileError) as caught:
        load("x.parquet", parquet(company())[:cut])
    assert caught.value.code == "damaged-file"
    assert len(catalog) == 0


def test_a_file_on_which_polars_aborts_the_process_is_refused(load, catalog):
    data = parquet(company())
    aborted = 0
    for place in range(36, 48):
        damaged = data[:place] + b"O" + data[place + 1 :]
        reader = [sys.executable, "-c", "import sys, polars; polars.read_parquet(sys.stdin.buffer)"]
        done = subprocess.run(reader, input=damaged, capture_output=True, check=False)
        if done.returncode == -signal.SIGABRT:
            aborted += 1
            with pytest.raises(FileError) as caught:
                load(f"{place}.parquet", damaged)
            assert caught.value.code == "damaged-file"
    assert aborted, "polars aborts on none of these any more: is the child process still needed?"
    assert len(catalog) == 0


def test_brackets_stars_and_equals_signs_in_a_path_have_no_meaning(catalog, tmp_path):
    folder = tmp_path / "city=Tegal"
    folder.mkdir()
    (folder / "x[1]*.parquet").write_bytes(parquet(company()))
    assert catalog.import_file(folder / "x[1]*.parquet").saved == 1
    assert next(iter(catalog)).city is None
