"""`mitra sync` as people and schedulers run it: the real command, the real signals."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from recommender import Catalog
from service.sync import schedule
from service.sync.errors import SyncError
from service.sync.schedule import Stop, interval_seconds, repeat

MITRA = Path(sys.executable).with_name("mitra")


@pytest.fixture
def command(portal, tmp_path):
    """Start `mitra sync` of the portal into a catalogue of its own."""

    def start(*arguments, language="en", **settings):
        path = portal.write_settings(**settings)
        return subprocess.Popen(
            [MITRA, "--lang", language, "--data", tmp_path / "catalog", "sync", path, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    return start


def finished(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture
def held(portal, tmp_path, embedder):
    def read():
        with Catalog.open(tmp_path / "catalog", embedder=embedder) as catalog:
            return portal.held_by(catalog)

    return read


@pytest.mark.slow
def test_the_command_syncs_tells_and_deletes(portal, command, held):
    portal.hold(portal.fictional(range(6)))
    code, out, _ = finished(command("--json"))
    document = json.loads(out)
    assert (code, document["saved"], document["vanished"]) == (0, 6, [])
    assert document.keys() == {
        *("source", "dry_run", "read", "saved", "updated", "unchanged", "rejected"),
        *("vanished", "deleted", "kept", "seconds"),
    }
    portal.hold(portal.fictional(range(4)))
    code, out, err = finished(command())
    assert (code, "P-4, P-5" in out, "--delete-vanished" in out) == (0, True, True), err
    code, out, err = finished(command("--delete-vanished", "--dry-run"))
    assert (code, "would be deleted: 2" in out, "nothing was changed" in err) == (0, True, True)
    assert len(held()) == 6
    assert finished(command("--delete-vanished"))[0] == 0
    assert held() == set(portal.fictional(range(4)))
    portal.hold([])
    code, out, err = finished(command("--delete-vanished", language="ja"))
    assert (code, "--force" in err) == (1, True)


@pytest.mark.slow
def test_rejected_rows_are_shown_with_their_ids_and_fail_the_command(portal, command):
    portal.hold([*portal.fictional(range(2)), portal.fictional([2])[0]._replace(negara="Atlantis")])
    code, out, _ = finished(command(language="id"))
    assert (code, "P-2" in out, "Atlantis" in out) == (1, True, True)


@pytest.mark.slow
def test_what_fails_is_told_in_words_and_in_json(portal, command):
    portal.path.unlink()
    code, out, err = finished(command("--json"))
    assert (code, json.loads(out)["error"]["code"]) == (1, "sync-no-database-file")
    assert "Traceback" not in err
    code, _, err = finished(command("--every", "soon"))
    assert (code, "15m" in err, "Traceback" in err) == (1, True, False)


@pytest.mark.slow
def test_killed_at_any_moment_and_run_again_it_ends_in_the_same_catalogue(portal, command, held):
    first, second = portal.fictional(range(300)), portal.fictional(range(60, 300), seed=1)
    moments = random.Random(7)
    for members in (first, second):
        portal.hold(members)
        for _ in range(3):
            process = command("--delete-vanished")
            time.sleep(moments.uniform(0.5, 6))
            process.send_signal(signal.SIGKILL)
            finished(process)
        code, _, err = finished(command("--delete-vanished"))
        assert code == 0, err
        assert held() == set(members)


@pytest.mark.slow
def test_on_a_schedule_it_writes_a_line_a_sync_survives_failures_and_ends_at_sigterm(
    portal, command
):
    portal.hold(portal.fictional(range(3)))
    process = command("--every", "10s", "--json")
    try:
        assert json.loads(process.stdout.readline())["saved"] == 3
        line = process.stderr.readline()
        assert " portal: read 3, new 3" in line
        portal.path.rename(portal.path.with_suffix(".away"))
        assert json.loads(process.stdout.readline())["error"]["code"] == "sync-no-database-file"
        portal.path.with_suffix(".away").rename(portal.path)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        code, _, err = finished(process)
        assert (code, "Traceback" in err) == (0, False)
        assert time.monotonic() - began < 5
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_sigterm_in_the_middle_finishes_the_portion(portal, command, held):
    portal.hold(portal.fictional(range(3_000)))
    process = command()
    while not held():
        time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    code, _, err = finished(process)
    assert (code, "next sync goes on" in err) == (1, True), err
    assert len(held()) % 64 == 0
    assert 0 < len(held()) < 3_000


@pytest.mark.parametrize(
    ("text", "seconds"), [("15m", 900), ("1h", 3_600), ("10s", 10), (" 2D ", 172_800)]
)
def test_intervals(text, seconds):
    assert interval_seconds(text) == seconds


@pytest.mark.parametrize("text", ["", "9s", "0m", "15", "m", "-5m", "1.5h", "15m1s", "999999d"])
def test_what_is_no_interval_is_refused(text):
    with pytest.raises(SyncError) as caught:
        interval_seconds(text)
    assert caught.value.code == "sync-interval"


def test_pauses_count_from_start_to_start_with_jitter(monkeypatch):
    clock, pauses, stop = [0.0], [], Stop()

    def wait(self, seconds):
        pauses.append(seconds)
        if len(pauses) == 50:
            self.ask()

    def once():
        clock[0] += 30

    monkeypatch.setattr(schedule.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(Stop, "wait", wait)
    repeat(once, 100, stop)
    assert all(100 * 0.9 - 30 <= pause <= 100 * 1.1 - 30 for pause in pauses)
    assert max(pauses) - min(pauses) > 10


def test_the_handlers_of_others_are_put_back():
    before = signal.getsignal(signal.SIGTERM)
    stop = Stop()
    with stop.listening():
        signal.raise_signal(signal.SIGTERM)
    assert stop()
    assert signal.getsignal(signal.SIGTERM) == before
    began = time.monotonic()
    stop.wait(60)
    assert time.monotonic() - began < 1
