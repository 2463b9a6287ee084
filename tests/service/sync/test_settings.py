"""Settings are read, and every mistake ends in a sentence with its place and a remedy."""

import pytest

from embeddings import Messages, MitraError
from service.sync.database_source import has_password
from service.sync.errors import SyncError
from service.sync.run import Wanted, synchronise
from service.sync.settings_file import read_settings

DATABASE = """
name = "portal"
organisation = "Kadin Jawa Barat"
id_prefix = "kadin-"

[database]
url = "postgresql+psycopg://mitra@localhost/portal"
password = { file = "portal.password" }
query = "SELECT nomor, nama FROM anggota"

[columns]
nomor = "id"

[defaults]
country = "ID"
"""
FILE = """
name = "export"

[file]
url = "https://portal.example.or.id/anggota.csv"
allowed_hosts = ["portal.example.or.id"]
"""


@pytest.fixture
def written(tmp_path):
    def write(text, *changes):
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / "portal.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def refused(path) -> MitraError:
    with pytest.raises(MitraError) as caught:
        read_settings(path)
    for language in ("id", "ja", "en"):
        assert "{" not in caught.value.message(language)
        assert caught.value.remedy(language)
    return caught.value


def test_whole_settings_are_read(written):
    settings = read_settings(written(DATABASE))
    assert (settings.name, settings.id_prefix) == ("portal", "kadin-")
    assert settings.database.password.file == "portal.password"
    assert settings.columns == {"nomor": "id"}
    assert read_settings(written(FILE)).file.allowed_hosts == ("portal.example.or.id",)


def test_broken_toml_names_line_and_column(written):
    error = refused(written(DATABASE, ("id_prefix = ", "id_prefix = = ")))
    assert error.code == "sync-not-toml"
    assert "line 4, column 13" in str(error)


@pytest.mark.parametrize(
    ("text", "old", "new", "key", "code"),
    [
        (DATABASE, '"portal"', '"Portal Kadin"', "name", "sync-name"),
        (DATABASE, '"portal"', '"../portal"', "name", "sync-name"),
        (DATABASE, 'name = "portal"', "", "name", "setting-missing-key"),
        (DATABASE, '"portal"', "3", "name", "setting-no-text"),
        (DATABASE, "id_prefix", "prefix", "prefix", "setting-unknown-key"),
        (DATABASE, "SELECT", "DELETE", "database.query", "sync-query"),
        (DATABASE, "SELECT", "/* SELECT */ DROP", "database.query", "sync-query"),
        (DATABASE, "SELECT", "-- SELECT", "database.query", "sync-query"),
        (DATABASE, "query", "qeury", "database.query", "setting-missing-key"),
        (DATABASE, '= "id"', '= "nomer"', "columns.nomor", "sync-field"),
        (DATABASE, "country =", "land =", "defaults.land", "sync-field"),
        (DATABASE, '"ID"', "62", "defaults.country", "setting-no-text"),
        (DATABASE, '{ file = "portal.password" }', "{}", "database.password", "sync-secret-place"),
        (DATABASE, "[database]", "[databse]", "databse", "setting-unknown-key"),
        (DATABASE + FILE.partition("\n\n")[2], '"portal"', '"p"', "–", "sync-source"),
        (FILE, "https://", "file://", "file", "sync-address"),
        (FILE, "https://", "http://[", "file", "sync-address"),
        (FILE, '["portal.example.or.id"]', "[]", "file.allowed_hosts", "setting-too-short"),
        (FILE, "allowed_hosts", "hosts", "file.allowed_hosts", "setting-missing-key"),
        (FILE, "[file]", '[file]\nformat = "xml"', "file.format", "setting-no-choice"),
    ],
)
def test_each_mistake_names_its_key_and_says_what_to_write(written, text, old, new, key, code):
    error = refused(written(text, (old, new)))
    assert (error.problem.code, f"setting {key}:" in error.message("en")) == (code, True), error


def test_a_password_in_the_settings_is_refused_without_repeating_it(written):
    error = refused(written(DATABASE, ('{ file = "portal.password" }', '"rahasia-besar"')))
    assert error.problem.code == "sync-secret-written"
    for language in ("id", "ja", "en"):
        assert "rahasia-besar" not in error.message(language) + error.remedy(language)


def test_every_problem_of_settings_is_provoked_here():
    known = {
        key.split(".")[1]
        for key in Messages("service").keys("en")
        if key.startswith("problem.sync-")
    }
    marks = test_each_mistake_names_its_key_and_says_what_to_write.pytestmark
    provoked = {case[4] for case in marks[0].args[1]}
    assert known - provoked == {"sync-secret-written", "sync-id-of-another"}


def test_a_password_in_the_address_is_noticed(written):
    def of(address):
        return read_settings(written(DATABASE, ("mitra@localhost", address))).database

    assert not has_password(of("mitra@localhost"))
    assert has_password(of("mitra:rahasia@localhost"))


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("portal", "sync-database-address"),
        ("postgresql+psycopg://host:port/x", "sync-database-address"),
        ("nosql://localhost/portal", "sync-unknown-database"),
        ("oracle+oracledb://localhost/portal", "sync-no-driver"),
        ("sqlite:///absent.db", "sync-no-database-file"),
        ("sqlite:///portal.toml", "sync-query-failed"),
        ("mysql+pymysql://mitra@127.0.0.1:1/portal", "sync-unreachable"),
    ],
)
def test_a_database_that_is_none_is_told(portal, catalog, url, code):
    portal.write_settings()
    with pytest.raises(SyncError) as caught:
        portal.sync(catalog, settings=portal.settings(database={"url": url}))
    assert caught.value.code == code
    assert not (portal.folder / "absent.db").exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"columns": {"number": "id"}}, "sync-no-such-column"),
        ({"columns": {"nomor": "employees"}}, "sync-no-id"),
        (
            {"columns": {}, "database": {"query": "SELECT nomor AS id FROM anggota"}},
            "sync-missing-columns",
        ),
        ({"database": {"query": "SELECT * FROM nowhere"}}, "sync-query-failed"),
        ({"database": {"query": "SELECT 1; DELETE FROM anggota"}}, "sync-query-failed"),
        ({"database": {"query": "WITH a AS (SELECT 1) DELETE FROM anggota"}}, "sync-query-failed"),
    ],
)
def test_a_query_that_does_not_fit_is_told_and_changes_nothing(portal, catalog, changed, code):
    portal.hold(portal.fictional(range(3)))
    with pytest.raises(SyncError) as caught:
        portal.sync(catalog, settings=portal.settings(**changed))
    assert caught.value.code == code
    with portal.changing() as connection:
        assert connection.execute("SELECT count(*) FROM anggota").fetchone() == (3,)
    assert len(catalog) == 0


def test_missing_columns_can_have_one_value_for_all_rows(portal, catalog):
    portal.hold(portal.fictional(range(2)))
    query = "SELECT nomor, nama, uraian FROM anggota"
    columns = {"nomor": "id", "nama": "name", "uraian": "description"}
    settings = portal.settings(
        database={"query": query}, columns=columns, defaults={"country": "Jepang"}
    )
    synchronise(catalog, settings, portal.folder, Wanted())
    assert {company.country for company in catalog} == {"JP"}


def test_bytes_that_are_no_text_reject_their_row(portal, catalog):
    portal.hold([portal.fictional([1])[0], portal.fictional([2])[0]._replace(kota=b"\xff\xfe")])
    report = portal.sync(catalog)
    assert report.rows.saved == 1
    assert [one.rejection.problem.code for one in report.rejected] == ["undecodable"]
    assert report.rejected[0].rejection.problem.message("ja")
