"""Messages hold against the scheme's own published example, and the receiver of the documentation takes them once."""

from __future__ import annotations

import base64
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from verify.fetch import FetchError, Message
from verify.fetch.at_home import home_fetcher
from verify.webhooks.events import Event
from verify.webhooks.services.announcing import body_of
from verify.webhooks.services.outcomes import LONGEST, WAITS
from verify.webhooks.services.subscribing import MOST_OPEN, OVERLAP
from verify.webhooks.signing import message_of

DOCS = Path(__file__).resolve().parents[3] / "docs"
SECRET, OLD = b"s" * 32, b"o" * 32
BODY = body_of("batch.done", {"batch": "b1"}, datetime(2026, 11, 22, 12, tzinfo=UTC))


def test_a_message_is_signed_as_the_scheme_s_published_example() -> None:
    """From the Standard Webhooks' reference libraries, whose tests all use this one."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    made = message_of("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', [secret], at)

    assert dict(made.headers)["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@dataclass
class Running:
    """The receiver of the documentation, with the secret `SECRET`."""

    url: str
    process: subprocess.Popen[str]

    def gets(self, message: Message) -> int | None:
        try:
            return home_fetcher("a test").tell(self.url, message)
        except FetchError as refused:
            return refused.status

    def printed(self) -> list[str]:
        self.process.terminate()
        return (self.process.communicate(timeout=10)[0]).splitlines()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, str(DOCS / "examples" / "webhook_receiver.py"), str(port), str(tmp_path / "taken")]
    secret = "whsec_" + base64.b64encode(SECRET).decode()
    with subprocess.Popen(
        command, env={**os.environ, "WEBHOOK_SECRET": secret}, stdout=subprocess.PIPE, text=True
    ) as process:
        _until_it_listens(port)
        yield Running(f"http://127.0.0.1:{port}/", process)
        process.kill()


def _until_it_listens(port: int) -> None:
    for _ in range(200):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the receiver did not start")


def test_the_receiver_of_the_documentation_takes_a_message_once_and_nothing_else(receiver: Running) -> None:
    now = datetime.now(UTC)
    honest = message_of("msg_1", BODY, [SECRET], now)
    assert [receiver.gets(honest), receiver.gets(message_of("msg_1", BODY, [SECRET], now))] == [204, 204]
    assert receiver.gets(message_of("msg_2", BODY, [OLD, SECRET], now)) == 204
    assert receiver.gets(message_of("msg_3", BODY, [OLD], now)) == 401
    assert receiver.gets(message_of("msg_4", BODY, [SECRET], now - timedelta(minutes=6))) == 401
    assert receiver.gets(message_of("msg_5", BODY, [SECRET], now + timedelta(minutes=6))) == 401
    assert receiver.gets(Message(honest.body.replace(b"b1", b"b2"), honest.headers)) == 401
    assert receiver.gets(Message(honest.body, ())) == 401

    assert receiver.printed() == ['batch.done {"batch": "b1"}'] * 2


def test_the_documentation_tells_every_event_and_the_limits_in_use() -> None:
    page = (DOCS / "webhooks.md").read_text(encoding="utf-8")

    assert set(re.findall(r"^\| `([a-z]+\.[a-z]+)` \|", page, re.MULTILINE)) == set(Event.values)
    assert f"{int(OVERLAP.total_seconds() // 3600)} hours" in page
    assert f"{LONGEST.days} days" in page
    assert f"at most {MOST_OPEN} addresses" in page
    said = re.search(r"after ([\d, minhours]+)\. Each", page)
    assert said is not None
    assert said[1] == "1 min, 5 min, 30 min, 2 h, 6 h, 12 h, 24 h, 24 h".replace("h", "hours")
    assert [wait.total_seconds() / 60 for wait in WAITS] == [1, 5, 30, 120, 360, 720, 1440, 1440]
