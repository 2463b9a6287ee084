"""What docs/how-to/webhooks.md has receivers do takes Mitra's messages and nobody else's."""

import os
import re
import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.webhooks import sending
from service.webhooks.notice import NOTICE_TYPES, Notice
from service.webhooks.outbox import MAX_FAILING_DAYS, PAUSES, Outcome
from service.webhooks.sending import MAX_DELIVERY_SECONDS, send
from service.webhooks.webhook import Webhook, new_secret

GUIDE = (Path(__file__).parents[3] / "docs" / "how-to" / "webhooks.md").read_text("utf-8")
BODY = Notice("report.done", {"job": "1", "kind": "similarity", "files": 4}).body(datetime.now(UTC))


def snippet(language):
    [found] = re.findall(rf"<!-- {language} -->\n```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return found


def webhook(url, secret):
    made = datetime.now(UTC)
    return Webhook("w", "operator", None, url, NOTICE_TYPES, "127.0.0.1", secret, made)


@pytest.fixture
def php(tmp_path):
    """The snippet for PHP on PHP's own server, with its secret and where it notes messages."""
    if not os.environ.get("CI") and not Path("/usr/bin/php").exists():
        pytest.skip("needs PHP: apt install php-cli")
    (tmp_path / "hook.php").write_text(snippet("php"), "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    secret = new_secret()
    process = subprocess.Popen(
        ["php", "-S", f"127.0.0.1:{port}", "hook.php"],
        cwd=tmp_path,
        env={**os.environ, "MITRA_WEBHOOK_SECRET": secret},
        stderr=subprocess.DEVNULL,
    )
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/hook.php", secret, tmp_path / "messages.log"
    process.kill()
    process.wait()


def test_the_snippet_for_php_takes_what_is_signed(php):
    url, secret, noted = php
    assert send(webhook(url, secret), "msg_1", BODY) == Outcome()
    assert noted.read_text() == "msg_1 report.done\n"
    assert send(webhook(url, new_secret()), "msg_2", BODY) == Outcome("401")
    assert noted.read_text() == "msg_1 report.done\n"


def test_the_snippet_for_php_refuses_what_is_old(php, monkeypatch):
    url, secret, noted = php

    class Earlier(datetime):
        @classmethod
        def now(cls, zone=None):
            return datetime.now(zone) - timedelta(minutes=6)

    monkeypatch.setattr(sending, "datetime", Earlier)
    assert send(webhook(url, secret), "msg_1", BODY) == Outcome("401")
    assert not noted.exists()


def test_the_snippet_for_python_takes_what_is_signed(portal, monkeypatch):
    secret = new_secret()
    monkeypatch.setenv("MITRA_WEBHOOK_SECRET", secret)
    names: dict = {}
    exec(snippet("python"), names)  # noqa: S102 - our own guide
    assert send(webhook(portal.url, secret), "msg_1", BODY) == Outcome()
    [told] = portal.received
    assert names["received"](told.headers, told.body) == (204, told.document)
    assert names["received"](told.headers, told.body + b" ") == (401, None)


def test_the_guide_names_every_type_and_the_pauses():
    for name in NOTICE_TYPES:
        assert f"`{name}`" in GUIDE
    assert f"within {MAX_DELIVERY_SECONDS} seconds" in GUIDE
    assert f"for {MAX_FAILING_DAYS} days" in " ".join(GUIDE.split())
    minutes = [round(pause.total_seconds() / 60, 2) for pause in PAUSES]
    assert minutes == [0.17, 2, 15, 60, 240]
    assert "10 seconds, 2 minutes, 15 minutes, 1 hour and 4 hours" in " ".join(GUIDE.split())
