"""Logs: JSON lines or columns, whatever was asked for, and one line a request."""

import json
import logging
import sys
from pathlib import Path

import httpx
import pytest

from service.errors import ServiceError
from service.observing.logs import log_format_of, start_logging


@pytest.fixture
def root():
    """The root logger, put back as it was."""
    logger = logging.getLogger()
    before = (logger.handlers[:], logger.level)
    yield logger
    logger.handlers[:], _ = before
    logger.setLevel(before[1])


def test_a_format_is_chosen_by_name_or_by_who_reads(monkeypatch):
    assert (log_format_of("json"), log_format_of("console")) == ("json", "console")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert log_format_of(None) == "console"
    monkeypatch.setattr("sys.stderr.isatty", lambda: False, raising=False)
    assert log_format_of(None) == "json"
    with pytest.raises(ServiceError, match="json, console"):
        log_format_of("xml")


def test_records_of_any_library_become_json_lines(root, capsys):
    start_logging("json")
    try:
        int("first\nsecond")
    except ValueError:
        logging.getLogger("other.library").exception("it %s", "failed")
    [line] = capsys.readouterr().err.splitlines()
    event = json.loads(line)
    assert (event["event"], event["level"], event["logger"]) == (
        "it failed",
        "error",
        "other.library",
    )
    assert "Traceback" in event["exception"]
    assert event["timestamp"].endswith("Z")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [("--log-format", "xml", "json, console"), ("--trusted-proxy", "portal", "10.0.0.0/8")],
)
def test_an_option_that_cannot_be_is_refused_with_a_sentence(mitra, option, value, sentence):
    done = mitra("serve", "--port", 0, option, value)
    assert done.returncode == 1
    assert f"“{value}”" in done.stderr
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_format_that_cannot_be_leaves_no_folder_behind(mitra, tmp_path):
    assert mitra("--data", tmp_path / "new", "serve", "--log-format", "xml").returncode == 1
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_a_running_service_writes_one_line_a_request(serving, mitra, data):
    command = Path(sys.executable).with_name("mitra")
    with serving(command, "--data", data, "serve", "--port", 0, "--log-format", "json") as started:
        process, url = started
        answer = httpx.post(f"{url}/v1/search", json={"query": "pelat baja"}, timeout=60)
        lines = iter(process.stderr.readline, "")
        event = next(json.loads(line) for line in lines if line.startswith("{"))
    assert event["event"] == "request"
    assert event["request_id"] == answer.headers["x-request-id"]
    assert (event["operation"], event["method"], event["status"]) == ("search", "POST", 200)
    assert (event["query_length"], event["query_language"]) == (10, "id")
    assert event["results"] == len(answer.json()["results"])
    assert event["milliseconds"] >= event["worked_ms"] > 0
