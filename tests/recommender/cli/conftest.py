import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MITRA = Path(sys.executable).with_name("mitra")


@pytest.fixture(scope="session")
def mitra() -> Callable[..., subprocess.CompletedProcess]:
    """Run the real command in a process of its own, 80 columns wide."""

    def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess:
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("LC_", "LANG", "MITRA_"))
        }
        return subprocess.run(
            [MITRA, *map(str, arguments)],
            capture_output=True,
            encoding="utf-8",
            env={**inherited, "COLUMNS": "80", "LC_ALL": "C.UTF-8", **environment},
            check=False,
            timeout=120,
        )

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory, mitra) -> Path:
    """A folder with the bundled companies, made by `mitra demo` itself."""
    folder = tmp_path_factory.mktemp("demo") / "mitra-demo"
    done = mitra("--data", folder, "demo")
    assert done.returncode == 0, done.stderr
    return folder
