"""Requests that nobody thought of, made by schemathesis from the OpenAPI document.

`make fuzz` asks until the number of cases in MITRA_FUZZ_CASES is reached.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from recommender import Catalog

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3 * 3600)]

SCHEMATHESIS = Path(sys.executable).with_name("schemathesis")
CASES = int(os.environ.get("MITRA_FUZZ_CASES", "0"))
EXAMPLES = 150 if CASES else 2
HERE = Path(__file__).parent

# What a schema cannot say: which values a filter may have follows from the catalogue.
LEFT_OUT = "positive_data_acceptance"


@pytest.fixture(scope="module")
def small(run_service, make_company, tmp_path_factory):
    folder = tmp_path_factory.mktemp("fuzzing") / "data"
    with Catalog.open(folder) as catalog:
        catalog.put(make_company("ID-001", seeks="baja"), make_company("JP-040", offers="baja"))
    limits = ("--requests-per-minute", 10**6, "--searches-per-minute", 10**6)
    with run_service(folder, *limits) as running:
        yield running


def fuzz(running, seed, *options):
    """Run schemathesis in all its phases; returns how many cases it made."""
    command = [SCHEMATHESIS, "--config-file", HERE / "schemathesis.toml"]
    command += ["run", f"{running.url}/openapi.json", "--max-examples", EXAMPLES]
    command += ["--seed", seed, "--exclude-checks", LEFT_OUT, "--suppress-health-check", "all"]
    command += ["--continue-on-failure", "--no-color", "--warnings", "off", *options]
    # A machine with much else to do is slow, which is no fault of an answer.
    command += ["--request-timeout", 60]
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        encoding="utf-8",
        cwd=running.log.parent,
        env={**os.environ, "SCHEMATHESIS_HOOKS": "fuzzing_media_types", "PYTHONPATH": str(HERE)},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return int(re.search(r"([\d,]+) generated", done.stdout)[1].replace(",", ""))


def test_s_any_request_with_a_key_has_a_documented_answer(small):
    key = f"Authorization: Bearer {small.admin_key}"
    made = seed = 0
    while made < max(1, CASES // 2):
        seed += 1
        made += fuzz(small, seed, "--header", key)
    print(f"{made} cases with a key")  # noqa: T201 - the figure of `make fuzz`
    assert '"level": "error"' not in small.log.read_text("utf-8")


def test_s_any_request_without_a_key_has_a_documented_answer(small):
    made = seed = 0
    while made < max(1, CASES // 2):
        seed += 1
        made += fuzz(small, seed)
    print(f"{made} cases without a key")  # noqa: T201 - as above
    assert '"level": "error"' not in small.log.read_text("utf-8")
