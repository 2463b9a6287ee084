"""A file is what it is, whatever its name says, and can be read or not."""

import os

import pytest

from recommender import importing
from recommender.errors import FileError
from recommender.importing.delimited import open_delimited
from recommender.importing.formats import OPENERS

HEADER = b"id,name,description,country\n"
ZIP = b"PK\x03\x04"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.xlsx", HEADER, "not-what-its-name-says"),
        ("x.parquet", HEADER, "not-what-its-name-says"),
        ("x.csv", ZIP, "not-what-its-name-says"),
        ("x.tsv", b"PAR1....PAR1", "not-what-its-name-says"),
        ("x.jsonl", b"%PDF-1.7", "not-what-its-name-says"),
        ("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "not-what-its-name-says"),
        ("x.csv", b"\x89PNG\r\n", "not-what-its-name-says"),
        ("x.csv", b"\x1f\x8b\x08\x00", "not-what-its-name-says"),
        ("x.xlsx", b"\x00\x01\x02", "damaged-file"),
        ("x.parquet", b"\x00\x01\x02", "damaged-file"),
        ("x.parquet", b"PAR1" + b"\xff" * 100 + b"PAR1", "damaged-file"),
        ("x.xls", HEADER, "unsupported-format"),
        ("companies", HEADER, "unsupported-format"),
        *((f"x{suffix}", b"", "empty-file") for suffix in OPENERS),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused(load, catalog, name, content, code):
    with pytest.raises(FileError) as caught:
        load(name, content)
    assert caught.value.code == code
    assert str(caught.value.values["path"]).endswith(name)
    assert len(catalog) == 0


def test_the_ending_may_be_in_capitals(load):
    assert load("X.CSV", HEADER + b"1,PT A,Kami menjual ikan.,ID\n").saved == 1


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("none.csv", "no-such-file"),
        ("none/x.csv", "no-such-file"),
        ("nul\0.csv", "no-such-file"),
        ("folder.csv", "is-a-directory"),
        ("pipe.csv", "not-a-regular-file"),
        ("x" * 300 + ".csv", "unreadable-file"),
        ("large.csv", "file-too-large"),
    ],
)
def test_what_cannot_be_opened_is_refused(catalog, tmp_path, path, code):
    (tmp_path / "folder.csv").mkdir()
    os.mkfifo(tmp_path / "pipe.csv")
    with (tmp_path / "large.csv").open("wb") as sparse:
        sparse.truncate(importing.formats.MAX_FILE + 1)
    with pytest.raises(FileError) as caught:
        catalog.import_file(tmp_path / path)
    assert caught.value.code == code


def test_a_file_that_may_not_be_read_is_refused(catalog, tmp_path):
    path = tmp_path / "x.csv"
    path.write_bytes(HEADER)
    path.chmod(0)
    is_root = os.geteuid() == 0
    if is_root:  # root reads everything
        for folder in (tmp_path, *tmp_path.parents[:2]):  # pytest's own, closed to others
            folder.chmod(0o711)
        os.seteuid(65534)
    try:
        with pytest.raises(FileError) as caught:
            catalog.import_file(path)
    finally:
        if is_root:
            os.seteuid(0)
    assert caught.value.code == "no-read-permission"


def test_a_file_that_vanishes_between_two_looks_is_reported(catalog, tmp_path, monkeypatch):
    path = tmp_path / "x.csv"
    path.write_bytes(HEADER)
    monkeypatch.setitem(OPENERS, ".csv", lambda path: open_delimited(path.with_name("gone.csv")))
    with pytest.raises(FileError) as caught:
        catalog.import_file(path)
    assert caught.value.code == "no-such-file"
