"""A portal with PostgreSQL, as it is installed from Debian's packages."""

import os
import shutil
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from recommender import Catalog
from service.sync.errors import SyncError, SyncStoppedError
from service.sync.run import Wanted, synchronise
from service.sync.settings import SyncSettings

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
PASSWORD = "rahasia dan: aneh/@"  # noqa: S105 - of a server that lives as long as the tests

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not BINARIES and not os.environ.get("CI"), reason="PostgreSQL is not installed"
    ),
]


@pytest.fixture(scope="module")
def server():
    """The port of a PostgreSQL server, which refuses to be started by root."""
    folder = Path(tempfile.mkdtemp(prefix="mitra-postgresql-"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    secret = folder / "secret"
    secret.write_text(PASSWORD, "utf-8")
    secret.chmod(0o644)

    def run(program, *arguments):
        done = subprocess.run(
            [BINARIES[-1] / program, *arguments],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,  # the server keeps what it inherits
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr

    data, log = folder / "data", folder / "log"
    run(
        *("initdb", "--pgdata", data, "--username", "mitra", "--auth", "scram-sha-256"),
        *("--pwfile", secret, "--encoding", "UTF8", "--locale", "C", "--no-sync"),
    )
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", log, "--options", options)
    try:
        yield port
    finally:
        run("pg_ctl", "stop", "--wait", "--mode", "immediate", "--pgdata", data)
        shutil.rmtree(folder)


@pytest.fixture
def engine(server):
    url = sa.URL.create("postgresql+psycopg", "mitra", PASSWORD, "127.0.0.1", server, "postgres")
    made = sa.create_engine(url)
    with made.begin() as connection:
        connection.execute(sa.text("DROP TABLE IF EXISTS anggota"))
        connection.execute(
            sa.text(
                "CREATE TABLE anggota (nomor integer PRIMARY KEY, nama text, uraian text,"
                " negara text, kota text)"
            )
        )
    yield made
    made.dispose()


@pytest.fixture
def settings(server, portal, monkeypatch):
    monkeypatch.setenv("PORTAL_PASSWORD", PASSWORD)

    def make(**changed) -> SyncSettings:
        database = {
            "url": f"postgresql+psycopg://mitra@127.0.0.1:{server}/postgres",
            "password": {"environment": "PORTAL_PASSWORD"},
            **changed,
        }
        return portal.settings(database=database)

    return make


def hold(engine, members):
    with engine.begin() as connection:
        connection.execute(
            sa.text("INSERT INTO anggota VALUES (:nomor, :nama, :uraian, :negara, :kota)"),
            [member._asdict() for member in members],
        )


def table(engine):
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(sa.text("SELECT * FROM anggota"))}


def test_five_thousand_companies_stay_in_step_and_only_changes_are_embedded(
    portal, engine, settings, tmp_path, counting
):
    hold(engine, portal.fictional(range(5_000)))
    wanted = Wanted(delete_vanished=True)
    with Catalog.open(tmp_path / "catalog", embedder=counting) as catalog:
        first = synchronise(catalog, settings(), portal.folder, wanted)
        assert (first.rows.saved, first.vanished) == (5_000, [])
        assert len(portal.embedded(counting)) == 5_000
        assert portal.held_by(catalog) == table(engine)

        changed = portal.fictional(range(1_000, 1_300), seed=1)
        with engine.begin() as connection:
            changing = "UPDATE anggota SET uraian = :uraian WHERE nomor = :nomor"
            listed = [{"uraian": one.uraian, "nomor": one.nomor} for one in changed]
            connection.execute(sa.text(changing), listed)
            connection.execute(sa.text("DELETE FROM anggota WHERE nomor >= 4950"))
        counting.texts.clear()
        second = synchronise(catalog, settings(), portal.folder, wanted)
        rows = second.rows
        assert (rows.saved, rows.updated, rows.unchanged, rows.rejected) == (0, 300, 4_650, [])
        assert (len(second.vanished), second.deleted) == (50, True)
        assert portal.embedded(counting) == [f"{one.nomor}-1" for one in changed]
        assert portal.held_by(catalog) == table(engine)


@pytest.mark.parametrize(
    "query",
    [
        "WITH gone AS (DELETE FROM anggota RETURNING *) SELECT * FROM gone",
        "SELECT 1; DELETE FROM anggota",
        "SELECT 1; COMMIT; DELETE FROM anggota; SELECT 2",
        "SELECT 1; SET TRANSACTION READ WRITE; DELETE FROM anggota",
        "SELECT nomor, nama, uraian, negara FROM nowhere",
    ],
)
def test_a_query_that_would_write_or_is_wrong_is_refused_by_the_database(
    portal, engine, settings, catalog, query
):
    hold(engine, portal.fictional(range(3)))
    with pytest.raises(SyncError) as caught:
        synchronise(catalog, settings(query=query), portal.folder, Wanted())
    assert caught.value.code in {"sync-query-failed", "sync-no-such-column"}
    assert PASSWORD not in str(caught.value)
    assert len(table(engine)) == 3


def test_colons_percent_signs_and_every_kind_of_value_are_read(portal, engine, settings, catalog):
    hold(engine, portal.fictional(range(3)))
    query = """
        SELECT nomor::numeric AS nomor, nama, uraian, negara, kota, ARRAY['ISO 9001', 'IATF'] AS certifications,
            now() AS updated_at, 12.50 AS modal, '{"a": ":b %(c)s"}'::json AS other, 'x'::bytea AS raw,
            true AS active, gen_random_uuid() AS uuid, interval '1 day' AS span
        FROM anggota WHERE nama LIKE '%' AND '10:30' <> ':x'
    """
    report = synchronise(catalog, settings(query=query), portal.folder, Wanted())
    assert (report.rows.saved, report.rejected) == (3, [])
    company = catalog.get("P-1")
    assert company.certifications == ("ISO 9001", "IATF")
    assert company.extra["modal"] == "12.50"
    assert company.extra["other"] == '{"a": ":b %(c)s"}'
    assert (company.extra["raw"], company.extra["active"]) == ("x", "true")
    assert portal.held_by(catalog) == table(engine)


def test_wrong_passwords_and_unreachable_servers_are_told(portal, engine, settings, catalog):
    wrong = {"password": {"environment": "LOGNAME_OF_NOBODY"}}
    with pytest.raises(SyncError, match="LOGNAME_OF_NOBODY"):
        synchronise(catalog, settings(**wrong), portal.folder, Wanted())
    (portal.folder / "secret").write_text("wrong\n", "utf-8")
    with pytest.raises(SyncError) as caught:
        synchronise(catalog, settings(password={"file": "secret"}), portal.folder, Wanted())
    assert caught.value.code == "sync-unreachable"
    nowhere = {"url": "postgresql+psycopg://mitra@127.0.0.1:1/postgres"}
    with pytest.raises(SyncError) as caught:
        synchronise(catalog, settings(**nowhere), portal.folder, Wanted())
    assert caught.value.code == "sync-unreachable"


def test_a_connection_that_breaks_off_keeps_what_was_saved_and_deletes_nothing(
    portal, engine, settings, catalog
):
    hold(engine, portal.fictional(range(700)))
    read = threading.Event()

    def stopping():
        # In the middle of the rows, the database ends every connection but this one.
        if not read.is_set() and len(catalog):
            read.set()
            with engine.connect() as connection:
                ending = (
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE pid <> pg_backend_pid() AND usename = 'mitra'"
                )
                connection.execute(sa.text(ending))
        return False

    wanted = Wanted(delete_vanished=True)
    with pytest.raises(SyncStoppedError) as caught:
        synchronise(catalog, settings(), portal.folder, wanted, stopping=stopping)
    assert caught.value.cause.code == "sync-query-failed"
    assert 0 < len(catalog) < 700
    synchronise(catalog, settings(), portal.folder, wanted)
    assert portal.held_by(catalog) == table(engine)
