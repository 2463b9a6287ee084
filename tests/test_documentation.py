"""The documentation shows what the product does, and names every limit that it has."""

import ast
import importlib
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import embeddings
import recommender
import service

ROOT = Path(__file__).parents[1]
MITRA = Path(sys.executable).with_name("mitra")
README = (ROOT / "README.md").read_text("utf-8")
LIMITS = (ROOT / "docs" / "reference" / "limits.md").read_text("utf-8")


def block(name: str) -> str:
    return README.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0].strip()


@pytest.mark.slow
def test_the_readme_shows_the_real_output_of_the_demo(tmp_path):
    done = subprocess.run(
        [MITRA, "demo"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env={"COLUMNS": "80", "LC_ALL": "C.UTF-8", "PATH": ""},
        check=True,
    )
    shown = block("demo").removeprefix("```text").removesuffix("```")
    assert shown.strip() == done.stdout.strip()


def test_the_figures_of_the_readme_are_those_of_the_benchmark():
    table = (ROOT / "benchmarks" / "results" / "search.md").read_text("utf-8")
    lines = block("figures").splitlines()
    assert len([line for line in lines if line.startswith("|")]) >= 8
    for line in lines:
        assert line in table


def modules():
    for package in (embeddings, recommender, service):
        folder = Path(package.__file__).parent
        for path in folder.rglob("*.py"):
            name = ".".join(path.relative_to(folder.parent).with_suffix("").parts)
            yield name.removesuffix(".__init__"), path


def limits():
    for name, path in modules():
        if ".cli" in name:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            for target in getattr(node, "targets", []):
                constant = getattr(target, "id", "")
                if constant.startswith("MAX_") or constant == "CANDIDATES":
                    value = getattr(importlib.import_module(name), constant)
                    if isinstance(value, int):
                        yield f"{name}.{constant}"


@pytest.mark.parametrize("limit", sorted(set(limits())))
def test_every_limit_is_documented(limit):
    assert f"`{limit}`" in LIMITS


UNITS = {"": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}


@pytest.mark.parametrize(
    ("value", "limit"), re.findall(r"\| ([\d,]+(?: \w+)?) \| `([a-z_.]+\.[A-Z_]+)`", LIMITS)
)
def test_every_documented_limit_has_the_documented_value(value, limit):
    module, _, name = limit.rpartition(".")
    number, _, unit = value.partition(" ")
    documented = int(number.replace(",", "")) * UNITS[unit]
    assert getattr(importlib.import_module(module), name) == documented


def test_every_line_of_the_limits_is_checked():
    lines = [line for line in LIMITS.splitlines() if line.startswith("| ") and "`" in line]
    assert len(lines) == len(re.findall(r"\| [\d,]+(?: \w+)? \| `[a-z_.]+\.[A-Z_]+`", LIMITS))


@pytest.mark.slow
def test_every_option_in_the_documentation_exists():
    """Each `mitra` line of the README and the guides is understood up to running it."""
    texts = [README, *(p.read_text("utf-8") for p in (ROOT / "docs").rglob("*.md"))]
    lines = {
        line.partition("#")[0].strip()
        for text in texts
        for shell in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for line in shell.splitlines()
        if line.startswith("mitra ")
    }
    assert len(lines) >= 7
    helps = {}
    for line in lines:
        words = shlex.split(line)[1:]
        # `mitra model train` is one command of two words; options before the command are skipped.
        words = words[2:] if words[0] == "--data" else words
        pair = words[0] in {"model", "feedback", "event", "keys", "report", "webhooks"}
        command, arguments = tuple(words[: 2 if pair else 1]), words[1:]
        if command not in helps:
            asked = subprocess.run(
                [MITRA, *command, "--help"], capture_output=True, encoding="utf-8", check=True
            )
            helps[command] = asked.stdout
        for option in arguments:
            assert not option.startswith("--") or option in helps[command], line
