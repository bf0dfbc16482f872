"""Key holders that are asked as over a network, without one."""

from __future__ import annotations

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from provenance.blindlist.budgets import Budgets
from provenance.blindlist.holders_http import HttpAnswer
from provenance.blindlist.holding import Holding
from provenance.blindlist.holding_store import HolderStore, hash_of
from provenance.blindlist.tokens import authorization
from provenance.blindlist.types import KeyShare

TOKEN = "a token of a newsroom"


@dataclass
class Clock:
    """A time that stands until it is set."""

    at: datetime = datetime(2026, 11, 22, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Asked:
    """The newest answer of one holder."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def holder(folder: Path, share: KeyShare | None, clock: Clock, budgets: Budgets | None = None) -> Holding:
    """A holder with one share and one token."""
    store = HolderStore(folder)
    store.add_token("newsroom", budgets or Budgets(), hash_of(TOKEN))
    if share:
        store.add_share(share)
    return Holding(store, clock, secrets.token_bytes)


def call(app: Holding, method: str, path: str, body: bytes = b"", token: str = TOKEN) -> Asked:
    """One request as a server hands it on: a question carries its token's code, the owner's requests the token."""
    return called(app, method, path, body, authorization(token, body) if path == "/evaluate" else f"Bearer {token}")


def called(app: Holding, method: str, path: str, body: bytes, header: str) -> Asked:
    """One request with this header."""
    asked = Asked()

    def started(status: str, headers: list[tuple[str, str]]) -> None:
        asked.status, asked.headers = int(status[:3]), dict(headers)

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_AUTHORIZATION": header,
        "wsgi.input": io.BytesIO(body),
    }
    asked.body = b"".join(app(environ, started))  # type: ignore[arg-type]
    return asked


class InProcess:
    """The way to holders in this process, by the number in the address; what went over it is noted."""

    def __init__(self, apps: Mapping[int, Holding]) -> None:
        self._apps = apps
        self.sent: list[tuple[str, bytes]] = []
        self.got: list[HttpAnswer] = []
        self.headers: list[str] = []

    def post(self, url: str, body: bytes, headers: Mapping[str, str], *, timeout: float, at_most: int) -> HttpAnswer:
        self.sent.append((url, body))
        number = int(url.split("/holders/")[1].split("/", maxsplit=1)[0])
        self.headers.append(headers["Authorization"])
        asked = called(self._apps[number], "POST", "/evaluate", body, headers["Authorization"])
        self.got.append(HttpAnswer(asked.status, asked.body))
        return self.got[-1]
