"""Whatever bytes a file has: a report that adds up, or an error with a sentence."""

import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from embeddings import INTERFACE_LANGUAGES, MitraError
from recommender import Catalog, Company
from recommender.exporting import export

pytestmark = pytest.mark.slow

HEADER = b"id,name,description,country\n"
PIECES = st.sampled_from(
    [
        *(HEADER, b"1,PT A,Ikan segar.,ID\n", b'"', b",", b"\n", b"\r", b"\0", b";", b"\t", b"'="),
        *("会社名,国\n".encode(c) for c in ("utf-8", "cp932", "euc_jp", "utf-16-le", "utf-16")),
        *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B", b"\x1b(B", b"\xff\xfe\0\0"),
        *(b'{"name": "PT A", "description": "Ikan.", "country": "ID"}\n', b"{", b"}", b"[", b"]"),
        *(b'"\\ud800"', b"NaN", b"1e999", b"null", b'{"id": ', b'{"extra": {"a": [1]}}\n'),
    ]
)
TEXT = st.lists(PIECES | st.binary(max_size=20), max_size=20).map(b"".join)
MANY = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
FEW = settings(MANY, max_examples=60)  # each starts a process


@pytest.fixture(scope="module")
def opened(tmp_path_factory, hashing):
    with Catalog.open(tmp_path_factory.mktemp("c"), embedder=hashing) as catalog:
        yield catalog


def check(catalog, name, data):
    before = len(catalog)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            predicted = catalog.import_file(path, dry_run=True)
            report = catalog.import_file(path)
        except MitraError as error:
            sentences = {error.message(language) for language in INTERFACE_LANGUAGES}
            assert len(sentences) == len(INTERFACE_LANGUAGES)
            for sentence in sentences:
                sentence.encode()
            return
    assert report.read == report.saved + report.updated + report.unchanged + len(report.rejected)
    assert len(catalog) == before + report.saved
    assert [predicted.saved, predicted.updated] == [report.saved, report.updated]
    assert predicted.rejected == report.rejected
    for rejection in report.rejected:
        assert rejection.row > 0
        (rejection.reason + rejection.problem.remedy("ja") + (rejection.column or "")).encode()


def sample(suffix):
    listed = [
        Company(id=f"C{n}", name="PT A", description="Ikan segar.", country="ID", employees=n)
        for n in range(3)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x.{suffix}"
        export(listed, path)
        return path.read_bytes()


def damaged(data, changes):
    """The same file with some bytes changed and its end cut off."""
    damage = bytearray(data)
    for place, byte in changes:
        damage[place % len(damage)] = byte
    return bytes(damage)


CHANGES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12)


@MANY
@given(TEXT)
@example(HEADER + b'"' * 1_001)
@example("id,name\n".encode("utf-16")[:-1])
@example(b"\xff\xfe\0\xd8\0\xd8")
def test_csv(opened, data):
    check(opened, "x.csv", data)


@MANY
@given(st.sampled_from([b"", HEADER]), TEXT)
def test_rows_below_a_good_header(opened, header, data):
    check(opened, "x.csv", header + data)


@MANY
@given(TEXT)
def test_jsonl(opened, data):
    check(opened, "x.jsonl", data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = st.sampled_from([*Company.model_fields, "会社名", "x", "\ud800"])


@MANY
@given(st.lists(st.dictionaries(KEYS, JSON, max_size=6), max_size=4))
def test_json_of_every_type_in_every_field(opened, lines):
    good = {"name": "PT A", "description": "Ikan.", "country": "ID"}
    text = "\n".join(json.dumps({**good, **line}) for line in lines)
    check(opened, "x.jsonl", text.encode())


@MANY
@given(changes=CHANGES, cut=st.integers(0, 10**6) | st.none())
def test_damaged_workbooks(opened, changes, cut):
    data = damaged(sample("xlsx"), changes)
    check(opened, "x.xlsx", data if cut is None else data[: cut % len(data)])


@FEW
@given(changes=CHANGES)
def test_damaged_parquet(opened, changes):
    check(opened, "x.parquet", damaged(sample("parquet"), changes))


@MANY
@given(st.integers(0, 20), CHANGES)
def test_damaged_parts_of_a_workbook(opened, part, changes):
    """The archive is whole, the XML in one part is not."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sample("xlsx"))) as old, zipfile.ZipFile(file, "w") as new:
        names = old.namelist()
        for name in names:
            data = old.read(name)
            new.writestr(name, damaged(data, changes) if name == names[part % len(names)] else data)
    check(opened, "x.xlsx", file.getvalue())


@MANY
@given(st.sampled_from([b"PK\x03\x04", b"PAR1", b""]), st.binary(max_size=300))
def test_bytes_behind_a_signature(opened, start, data):
    for name in ("x.xlsx", "x.parquet"):
        check(opened, name, start + data)
