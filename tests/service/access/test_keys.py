"""Keys: made once, kept as digests, ended at once."""

import ast
import json
import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import service
from recommender.sight import OPERATOR, PUBLIC, Viewer
from service.access.key_store import KeyStore
from service.access.keys import SCOPES, Secret
from service.database import FILE, SCHEMA_VERSION, ServiceDatabase, versions
from service.errors import ServiceError, UnknownKeyError


@pytest.fixture
def database(tmp_path):
    opened = ServiceDatabase(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def keys(database):
    return KeyStore(database)


def test_a_key_is_recognised_and_any_other_is_not(keys):
    key, secret = keys.create("portal", ["search"], origins=["https://portal.example"])
    assert keys.find(Secret.read(secret.text)) == key
    flipped = secret.text[:-1] + ("A" if secret.text[-1] != "A" else "B")
    assert keys.find(Secret.read(flipped)) is None
    assert keys.find(Secret.new(key.id)) is None
    assert keys.find(Secret.new()) is None


@pytest.mark.parametrize("text", ["", "mitra_", "mitra_0123456789_short", "Bearer x", "é" * 60])
def test_what_can_be_no_key_is_not_looked_up(text):
    assert Secret.read(text) is None


def test_secrets_differ_and_are_neither_stored_nor_shown(keys, tmp_path):
    secrets = [keys.create(str(n), ["admin"])[1] for n in range(20)]
    assert len({secret.text for secret in secrets}) == 20
    stored = b"".join(path.read_bytes() for path in tmp_path.glob(f"{FILE}*"))
    for secret in secrets:
        assert secret.text.split("_", 2)[2].encode() not in stored
        assert secret.text not in repr(secret)
        assert secret.digest not in repr(list(keys))


def test_a_key_ends_when_it_expires_and_when_it_is_revoked(keys):
    soon = datetime.now(UTC) + timedelta(seconds=1)
    key, secret = keys.create("x", ["search"], expires_at=soon)
    assert keys.find(secret)
    assert not key.is_valid(soon)
    other, other_secret = keys.create("y", ["search"])
    assert keys.revoke(other.id).revoked_at
    assert keys.find(other_secret) is None
    assert keys.signer(other.id) is None
    assert keys.revoke(other.id).id == other.id


def test_another_secret_ends_the_one_before(keys):
    key, before = keys.create("x", ["search"])
    same, after = keys.rotate(key.id)
    assert same == key
    assert keys.find(before) is None
    assert keys.find(after) == key
    keys.revoke(key.id)
    with pytest.raises(UnknownKeyError):
        keys.rotate(key.id)


def test_a_key_that_does_not_exist_is_named_with_those_that_do(keys):
    key, _ = keys.create("x", ["search"])
    with pytest.raises(UnknownKeyError, match=key.id):
        keys.revoke("0000000000")


def test_what_another_process_does_to_a_key_counts_at_once(keys, tmp_path):
    with closing(ServiceDatabase(tmp_path)) as opened_elsewhere:
        elsewhere = KeyStore(opened_elsewhere)
        key, secret = elsewhere.create("portal", ["search"])
        assert keys.find(secret) == key
        assert keys.valid(key.id) == key
        _, exchanged = elsewhere.rotate(key.id)
        assert keys.find(secret) is None
        assert keys.find(exchanged) == key
        assert keys.any_valid()
        elsewhere.revoke(key.id)
        assert keys.find(exchanged) is None
        assert keys.valid(key.id) is None
        assert not keys.any_valid()


class CountingDatabase(ServiceDatabase):
    """Counts how often something is read."""

    reads = 0

    def reading(self):
        self.reads += 1
        return super().reading()


def test_keys_are_read_again_only_when_something_has_changed(tmp_path):
    with closing(CountingDatabase(tmp_path)) as database:
        keys = KeyStore(database)
        assert not keys.are_remembered()
        key, secret = keys.create("portal", ["search"])
        assert keys.find(secret) == key
        assert keys.are_remembered()
        before = database.reads
        for _ in range(3):
            assert keys.find(secret) == key
            assert keys.find(Secret.new()) is None
            assert keys.signer(key.id) == (key, secret.token_secret)
        assert database.reads == before
        keys.create("another", ["read"])
        assert not keys.are_remembered()
        assert [one.name for one in keys] == ["portal", "another"]
        assert database.reads == before + 1


def test_scopes_imply_smaller_ones(keys):
    allowed = {scope: keys.create(scope, [scope])[0].allowed for scope in SCOPES}
    assert allowed["search"] == {"search"}
    assert allowed["read"] == {"search", "read"}
    assert allowed["write"] == {"search", "read", "write"}
    assert allowed["reports"] == {"search", "read", "reports"}
    assert allowed["admin"] == set(SCOPES)


def test_a_key_looks_at_the_catalogue_as_its_organisation(keys):
    def viewer(scope, organisation=None):
        return keys.create("x", [scope], organisation=organisation)[0].viewer

    assert viewer("search") == PUBLIC
    assert viewer("search", "Kadin") == Viewer(voice="Kadin (visitors)")
    assert viewer("read", "Kadin") == Viewer("Kadin", contacts=True)
    assert viewer("admin", "Kadin") == Viewer("Kadin", contacts=True)
    assert viewer("admin") == OPERATOR


def test_a_copy_of_a_running_database_lets_in_what_was_revoked_since(keys, tmp_path):
    """As docs/how-to/run-in-public.md says of copies."""
    key, secret = keys.create("x", ["search"])
    copy = tmp_path / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("VACUUM INTO ?", [str(copy / FILE)])
    keys.revoke(key.id)
    assert keys.find(secret) is None
    with closing(ServiceDatabase(copy)) as restored:
        assert KeyStore(restored).find(secret) == key
        assert secret.text.split("_", 2)[2].encode() not in (copy / FILE).read_bytes()


def test_a_database_of_a_newer_version_is_refused(database, tmp_path):
    with database.writing() as connection:
        connection.execute(versions.update().values(version=SCHEMA_VERSION + 1))
    with pytest.raises(ServiceError) as caught:
        ServiceDatabase(tmp_path)
    assert caught.value.code == "newer-service"


def test_secrets_are_compared_in_constant_time_alone():
    """No `==` or `!=` stands beside a secret's text or what is derived from it."""
    secretive = re.compile(r"\b(text|digest|token_secret)\b")
    for path in (Path(service.__file__).parent / "access").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare) and any(
                isinstance(operator, (ast.Eq, ast.NotEq)) for operator in node.ops
            ):
                assert not secretive.search(ast.unparse(node)), f"{path}: {ast.unparse(node)}"


@pytest.fixture
def folder(catalog):
    """A catalogue of the test's own, so that its keys let nobody else's service ask for them."""
    return catalog.folder


def command(mitra, folder, *arguments):
    return mitra("keys", *arguments, folder=folder)


def test_the_command_makes_lists_exchanges_and_revokes_keys(mitra, folder):
    made = command(mitra, folder, "create", "--scope", "search", "--name", "portal", "--json")
    assert made.returncode == 0, made.stderr
    document = json.loads(made.stdout)
    assert Secret.read(document["key"]).id == document["id"]
    listed = command(mitra, folder, "list", "--json")
    assert document["key"] not in listed.stdout
    [one] = json.loads(listed.stdout)["keys"]
    assert (one["id"], one["scopes"]) == (document["id"], ["search"])
    rotated = json.loads(command(mitra, folder, "rotate", one["id"], "--json").stdout)
    assert rotated["key"] != document["key"]
    assert command(mitra, folder, "revoke", one["id"]).returncode == 0
    assert "revoked" in command(mitra, folder, "list").stdout


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--scope", "everything"], "search, read, write, reports, admin"),
        (["--scope", "write"], "--organisation"),
        (["--scope", "search", "--organisation", " "], "organisation is empty"),
        (["--scope", "search", "--expires", "soon"], "90d"),
        (["--scope", "search", "--expires", "2020-01-01"], "future"),
        (["--scope", "search", "--origin", "portal.example"], "https://"),
        (["--scope", "search", "--origin", "https://*.example"], "https://"),
    ],
)
def test_what_no_key_can_be_is_refused_with_a_remedy(mitra, arguments, says):
    done = mitra("keys", "create", *arguments)
    assert done.returncode == 1
    assert says in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_key_may_expire_centuries_from_now(mitra, folder):
    arguments = ("--scope", "search", "--expires", "99999d")
    assert command(mitra, folder, "create", *arguments).returncode == 0
    [key] = json.loads(command(mitra, folder, "list", "--json").stdout)["keys"]
    assert key["expires_at"] > "2200"
