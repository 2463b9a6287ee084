"""Several files appear together: whenever a process is killed, there are the older ones or the new ones."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from recommender.reports.file_set import place, staging


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


SCRIPT = """
    import os, pathlib, signal, sys
    from recommender.reports.file_set import place, staging
    folder, moment = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    steps = 0

    def counted(original):
        def step(*arguments, **options):
            global steps
            steps += 1
            if steps == moment:
                os.kill(os.getpid(), signal.SIGKILL)
            return original(*arguments, **options)
        return step

    for name in ("rename", "unlink", "write_text", "mkdir"):
        setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
    with staging(folder) as staged:
        for name in ("a", "c", "list"):
            (staged / name).write_bytes(b"new")
        place(staged, ["a", "c", "list"], ["b"])
    sys.exit(3)
"""

OLD = {"a": b"old", "b": b"old", "list": b"old", "foreign": b"mine"}
NEW = {"a": b"new", "c": b"new", "list": b"new", "foreign": b"mine"}


def killed(folder: Path, moment: int) -> bool:
    script = textwrap.dedent(SCRIPT)
    arguments = [sys.executable, "-c", script, str(folder), str(moment)]
    code = subprocess.run(arguments, check=False).returncode
    assert code in {3, -signal.SIGKILL}
    return code != 3


@pytest.mark.slow
def test_a_killed_process_leaves_one_of_both_states(tmp_path):
    seen = []
    for moment in range(1, 40):
        folder = tmp_path / str(moment)
        folder.mkdir()
        for name, content in OLD.items():
            (folder / name).write_bytes(content)
        if not killed(folder, moment):
            assert contents(folder) == NEW
            break
        with staging(folder):  # as the next report does
            pass
        assert contents(folder) in (OLD, NEW)
        seen.append(contents(folder) == NEW)
    assert len(seen) > 8
    assert seen == sorted(seen)


def test_a_step_that_fails_is_undone(tmp_path, monkeypatch):
    for failing in range(1, 7):
        folder = tmp_path / str(failing)
        folder.mkdir()
        for name, content in OLD.items():
            (folder / name).write_bytes(content)
        steps = 0

        def rename(self, target, failing=failing, original=Path.rename):
            nonlocal steps
            steps += 1
            if steps == failing:
                raise PermissionError("in use")
            return original(self, target)

        with staging(folder) as staged:
            for name in ("a", "c", "list"):
                (staged / name).write_bytes(b"new")
            monkeypatch.setattr(Path, "rename", rename)
            with pytest.raises(PermissionError):
                place(staged, ["a", "c", "list"], ["b"])
            monkeypatch.undo()
        assert contents(folder) == OLD


def test_a_folder_that_only_looks_like_ours_stays(tmp_path):
    for name in (".mitra-1.tmp", ".tmp-x", f".mitra-x-{'0' * 32}.tmp"):
        (tmp_path / name).mkdir()
    with staging(tmp_path):
        pass
    assert len(list(tmp_path.iterdir())) == 3
