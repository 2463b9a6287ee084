"""Answers of processes beside this one are those that it would give itself."""

import os
import signal
import threading
import time

import pytest

from recommender.errors import QueryError, UnknownCompanyError
from recommender.processes import AnsweringError, ProcessLostError
from recommender.sight import OPERATOR, Viewer

pytestmark = pytest.mark.slow


def process_of(_view):
    return os.getpid()


def meet(_view, folder, name):
    """Wait until the other one is there too."""
    (folder / name).touch()
    until = time.monotonic() + 30
    while len(list(folder.iterdir())) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    return os.getpid(), len(list(folder.iterdir()))


def fail(_view):
    raise ZeroDivisionError("nobody thought of this")


@pytest.fixture
def filled(catalog, make_company):
    catalog.put(
        make_company("ID-1", offers="cetakan injeksi plastik", seeks="baja perkakas"),
        make_company("JP-1", country="JP", language="ja", description="工具鋼を供給しています。"),
        make_company("JP-2", country="JP", offers="baja perkakas", seeks="cetakan plastik"),
    )
    catalog.warm_up()
    return catalog


def answers(catalog):
    return (
        catalog.search("baja perkakas", limit=100),
        catalog.search("cetakan plastik", filters={"country": "JP"}, reasons=False),
        catalog.similar("ID-1"),
        catalog.matches("ID-1"),
        catalog.compare("ID-1", "JP-2"),
    )


def test_the_answers_are_the_same(filled):
    expected = answers(filled)
    with filled.in_processes(2):
        assert answers(filled) == expected
    assert answers(filled) == expected


def test_they_come_from_other_processes_side_by_side(filled, tmp_path):
    met = []

    def ask(name):
        met.append(filled._processes.run(OPERATOR, meet, tmp_path / "met", name))

    (tmp_path / "met").mkdir()
    with filled.in_processes(2):
        threads = [threading.Thread(target=ask, args=(name,)) for name in "ab"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [number for _, number in met] == [2, 2]
    assert len({os.getpid(), *(process for process, _ in met)}) == 3


def test_what_has_changed_is_answered_with(filled, make_company):
    with filled.in_processes(2):
        before = filled.search("rotan anyaman", limit=60)
        filled.put(make_company("ID-9", description="Kami membuat kursi rotan anyaman."))
        filled.delete("JP-2")
        for limit in (60, 61, 62, 63):  # each asked of a process, none remembered
            found = filled.search("rotan anyaman", limit=limit)
            assert found.results[0].company.id == "ID-9"
            assert found.generation > before.generation
            assert "JP-2" not in {result.company.id for result in found.results}
        with pytest.raises(UnknownCompanyError):
            filled.similar("JP-2")


def test_what_is_hidden_stays_hidden(filled, make_company):
    filled.put(make_company("K", organisation="Kadin", description="Peleburan timah hitam."))
    filled.organisations.disclose_company("K", "private")
    with filled.in_processes(2):
        for viewer, sees in ((Viewer("JETRO"), False), (Viewer("Kadin"), True)):
            found = filled.seen_by(viewer).search("peleburan timah hitam", limit=70)
            assert ("K" in {result.company.id for result in found.results}) == sees
            assert found.total == 3 + sees


def test_errors_are_the_same_to_whoever_asks(filled):
    def failed(kind, ask):
        with pytest.raises(kind) as caught:
            ask()
        return caught.value

    for kind, ask in (
        (UnknownCompanyError, lambda: filled.similar("none")),
        (QueryError, lambda: filled.search("…")),
        (QueryError, lambda: filled.compare("ID-1", "ID-1")),
    ):
        here = failed(kind, ask)
        with filled.in_processes(1):
            there = failed(kind, ask)
        assert (there.code, there.values, str(there)) == (here.code, here.values, str(here))
        for language in ("id", "ja", "en"):
            assert there.message(language) == here.message(language)


def test_what_nobody_thought_of_comes_with_its_traceback(filled):
    with filled.in_processes(1):
        with pytest.raises(AnsweringError, match="nobody thought of this"):
            filled._processes.run(OPERATOR, fail)
        assert filled._processes.run(OPERATOR, process_of) != os.getpid()


def test_where_a_process_was_killed_the_answers_go_on(filled):
    expected = answers(filled)
    with filled.in_processes(2):
        for _ in range(2):
            os.kill(filled._processes.run(OPERATOR, process_of), signal.SIGKILL)
            assert answers(filled) == expected
        with pytest.raises(ProcessLostError):
            filled._processes.run(OPERATOR, process_of)
        assert answers(filled) == expected


def test_at_the_end_no_process_is_left(filled):
    with filled.in_processes(3):
        left = [process.pid for process in filled._processes._processes]
    for pid in left:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_the_processes_close_what_they_shall_not_hold(filled):
    reading, writing = os.pipe()

    class Held:
        def close(self):
            os.close(writing)

    with filled.in_processes(1, [Held()]):
        os.close(writing)
        # Nobody has the other end any more, so there is nothing to wait for.
        assert os.read(reading, 1) == b""
    os.close(reading)
