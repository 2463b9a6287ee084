"""The snippets of docs/how-to/clients.md, as they stand there, against a real service."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "how-to" / "clients.md").read_text("utf-8")
pytestmark = pytest.mark.slow


def snippet(name):
    [found] = re.findall(rf"<!-- {re.escape(name)} -->\n```\w+\n(.*?)```", GUIDE, re.DOTALL)
    return found


def around(service):
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT / "clients" / "python"),
        "PYTHONIOENCODING": "utf-8",
        "MITRA_URL": service.url,
        "MITRA_KEY": service.key,
    }


def test_the_snippet_for_python_does_what_it_says(service, tmp_path):
    members = "id,Nama,description\nKADIN-17,PT Logam,Kami membuat mur.\nKADIN-18,,\n"
    (tmp_path / "members.csv").write_text(members, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", snippet("python")],
        cwd=tmp_path,
        env=around(service),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line[:2] for line in lines[:5]] == ["1.", "2.", "3.", "4.", "5."]
    assert any(line.startswith("3 ") for line in lines), "the rejected row"
    assert lines[-1] == "done 100%"
    sheet = openpyxl.load_workbook(tmp_path / "reports" / "similarity.xlsx").worksheets[0]
    assert sheet.max_row > 100


@pytest.mark.skipif(not shutil.which("node"), reason="needs Node.js 20; pages run the client too")
def test_the_snippet_for_node_does_what_it_says(service, tmp_path):
    shutil.copy(ROOT / "clients" / "javascript" / "built" / "mitra-client.js", tmp_path)
    (tmp_path / "run.mjs").write_text(snippet("node"), "utf-8")
    done = subprocess.run(
        ["node", "run.mjs"],
        cwd=tmp_path,
        env=around(service),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith("[")
    assert "done 1" in lines
    assert int(lines[-1]) > 100
