"""The files of a report appear together, replace an earlier report as a whole, and vouch for each other."""

import hashlib
import json
import os
import random
import string
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from recommender.errors import FileError, ReportError
from recommender.reports.data_files import METADATA_KEY
from recommender.reports.document import Column, Table
from recommender.reports.manifest import read_manifest
from recommender.reports.writing import FORMATS, write_report

ALL = {
    "example.html",
    "example.xlsx",
    "example.csv",
    "example.parquet",
    "example-regions.csv",
    "example-regions.parquet",
    "example.json",
}


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def refused(document, folder, **options):
    with pytest.raises((ReportError, FileError)) as caught:
        write_report(document, folder, "en", **options)
    return caught.value


def test_a_report_is_written_in_all_formats_with_a_manifest(tmp_path, make_document):
    files = write_report(make_document(), tmp_path / "new" / "folder", "en")
    assert names(tmp_path / "new" / "folder") == ALL
    assert {path.name for path in files.files} | {files.manifest.name} == ALL
    assert all(path.exists() for path in files.files)


def test_only_the_formats_asked_for_are_written(tmp_path, make_document):
    write_report(make_document(), tmp_path, "en", formats=["csv"])
    assert names(tmp_path) == {"example.csv", "example-regions.csv", "example.json"}


def test_the_manifest_says_of_what_the_report_was_made_and_has_every_file_s_digest(
    tmp_path, make_document
):
    document = make_document()
    write_report(document, tmp_path, "ja")
    manifest = read_manifest(tmp_path, "example")
    assert (manifest.kind, manifest.language) == ("example", "ja")
    assert (manifest.generation, manifest.fingerprint) == (7, "model-1")
    assert manifest.parameters == {"from": "country=ID", "top": 2}
    assert manifest.digest == document.digest()
    assert manifest.created_at == datetime(2026, 11, 29, 10, 8, tzinfo=UTC)
    digests = {
        name: hashlib.sha256(content).hexdigest()
        for name, content in contents(tmp_path).items()
        if name != "example.json"
    }
    assert manifest.files == digests


def test_a_parquet_file_says_itself_of_what_it_was_made(tmp_path, make_document):
    write_report(make_document(), tmp_path, "id")
    said = json.loads(pl.read_parquet_metadata(tmp_path / "example-regions.parquet")[METADATA_KEY])
    manifest = json.loads((tmp_path / "example.json").read_text("utf-8"))
    del manifest["files"]
    assert said == {**manifest, "table": "regions"}


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_the_same_document_gives_the_same_bytes(tmp_path, make_document, language):
    write_report(make_document(), tmp_path / "a", language)
    write_report(make_document(), tmp_path / "b", language)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.slow
def test_the_same_bytes_come_out_of_another_process_at_another_time(tmp_path, make_document):
    """Neither the clock, the time zone nor the seed of hashes gets into a file."""
    write_report(make_document(), tmp_path / "here", "en")
    script = textwrap.dedent(f"""
        import importlib.util, pathlib
        spec = importlib.util.spec_from_file_location("c", {str(Path(__file__).with_name("conftest.py"))!r})
        conftest = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(conftest)
        from recommender.reports.writing import write_report
        make = conftest.make_document.__wrapped__()
        write_report(make(), pathlib.Path({str(tmp_path / "there")!r}), "en")
    """)
    environment = {**os.environ, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "12345"}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


def test_a_report_of_the_same_kind_is_replaced_as_a_whole(tmp_path, make_document):
    write_report(make_document(), tmp_path, "en")
    table = Table("other", (Column("c"),), (("x",),))
    write_report(make_document(tables=(table,), charts=()), tmp_path, "en", formats=["csv"])
    assert names(tmp_path) == {"example.csv", "example.json"}
    assert (tmp_path / "example.csv").read_text("utf-8-sig") == "c\nx\n"
    read_manifest(tmp_path, "example")


def test_reports_of_two_kinds_live_in_one_folder(tmp_path, make_document):
    write_report(make_document(), tmp_path, "en")
    write_report(make_document(kind="another"), tmp_path, "en")
    read_manifest(tmp_path, "example")
    read_manifest(tmp_path, "another")


@pytest.mark.parametrize("name", sorted(ALL - {"example.json"}))
def test_a_file_that_is_no_report_s_is_not_overwritten(tmp_path, make_document, name):
    (tmp_path / name).write_text("mine")
    error = refused(make_document(), tmp_path)
    assert (error.code, error.values["path"].name) == ("foreign-report-file", name)
    assert contents(tmp_path) == {name: b"mine"}


@pytest.mark.parametrize("content", ["mine", "{}", "[]", '{"format": "1"}', "[" * 100_000, "\0"])
def test_a_json_file_that_is_no_manifest_is_not_overwritten(tmp_path, make_document, content):
    (tmp_path / "example.json").write_text(content)
    assert refused(make_document(), tmp_path).code == "damaged-manifest"
    assert contents(tmp_path) == {"example.json": content.encode()}


def test_what_somebody_has_changed_is_not_overwritten(tmp_path, make_document):
    write_report(make_document(), tmp_path, "en")
    with (tmp_path / "example.csv").open("a") as file:
        file.write("a note\n")
    before = contents(tmp_path)
    error = refused(make_document(), tmp_path)
    assert (error.code, error.values["path"].name) == ("changed-report-file", "example.csv")
    assert contents(tmp_path) == before


def test_a_folder_in_the_place_of_a_file_is_left_alone(tmp_path, make_document):
    (tmp_path / "example.html").mkdir()
    assert refused(make_document(), tmp_path).code == "foreign-report-file"


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/hostname", "example/../../outside", "other.csv", "example-\0.csv"]
)
def test_a_manifest_cannot_make_files_elsewhere_be_read_or_deleted(tmp_path, make_document, name):
    folder = tmp_path / "folder"
    (tmp_path / "outside").write_text("precious")
    write_report(make_document(), folder, "en")
    manifest = json.loads((folder / "example.json").read_text("utf-8"))
    manifest["files"][name] = hashlib.sha256(b"precious").hexdigest()
    (folder / "example.json").write_text(json.dumps(manifest))
    assert refused(make_document(), folder).code == "damaged-manifest"
    with pytest.raises(ReportError, match="damaged"):
        read_manifest(folder, "example")
    assert (tmp_path / "outside").read_text() == "precious"


@pytest.mark.parametrize("name", sorted(ALL - {"example.json"}))
def test_verifying_names_the_file_that_differs_or_is_missing(tmp_path, make_document, name):
    write_report(make_document(), tmp_path, "en")
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReportError) as caught:
        read_manifest(tmp_path, "example")
    assert (caught.value.code, caught.value.values["path"].name) == ("report-file-differs", name)
    (tmp_path / name).unlink()
    with pytest.raises(ReportError) as caught:
        read_manifest(tmp_path, "example")
    assert (caught.value.code, caught.value.values["path"].name) == ("report-file-missing", name)


def test_a_folder_without_the_report_is_told_from_one_with_a_newer_one(tmp_path, make_document):
    with pytest.raises(ReportError) as caught:
        read_manifest(tmp_path, "example")
    assert caught.value.code == "no-report"
    write_report(make_document(), tmp_path, "en")
    manifest = json.loads((tmp_path / "example.json").read_text("utf-8"))
    (tmp_path / "example.json").write_text(json.dumps({**manifest, "format": 2, "new": 1}))
    with pytest.raises(ReportError) as caught:
        read_manifest(tmp_path, "example")
    assert caught.value.code == "newer-report"


def test_a_file_in_the_place_of_the_folder_is_named(tmp_path, make_document):
    (tmp_path / "file").write_text("x")
    assert refused(make_document(), tmp_path / "file").code == "not-a-report-folder"
    assert refused(make_document(), tmp_path / "file" / "folder").code == "unwritable-file"
    assert contents(tmp_path) == {"file": b"x"}


def test_a_folder_without_permission_is_refused(closed_folder, make_document):
    assert refused(make_document(), closed_folder).code == "no-write-permission"
    assert refused(make_document(), closed_folder / "new").code == "no-write-permission"


@pytest.mark.parametrize("formats", [FORMATS, *([one] for one in FORMATS)])
def test_a_full_disk_leaves_the_earlier_report_and_nothing_else(small_disk, make_document, formats):
    write_report(make_document(), small_disk, "en")
    before = contents(small_disk)
    letters = random.Random(0)
    rows = tuple(("".join(letters.choices(string.ascii_letters, k=5_000)),) for _ in range(400))
    long = make_document(tables=(Table("t", (Column("c"),), rows),), charts=())
    assert refused(long, small_disk, formats=formats).code == "unwritable-file"
    assert contents(small_disk) == before
    assert refused(long, small_disk / "new", formats=formats).code == "unwritable-file"
    assert contents(small_disk) == before
