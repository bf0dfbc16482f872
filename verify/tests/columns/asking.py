"""One program or person that asks an installation over HTTP, as if a proxy stood in front."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import requests

PATIENCE_SECONDS = 180
PROXY = {"X-Forwarded-Proto": "https"}


@dataclass
class Asking:
    """Asks the web processes in turn, so that two answers in a row are never of one; `key` is that of a program."""

    webs: list[str]
    key: str = ""
    turn: int = 0
    session: requests.Session = field(default_factory=requests.Session)

    def ask(self, method: str, path: str, **words: Any) -> requests.Response:
        web, self.turn = self.webs[self.turn % len(self.webs)], self.turn + 1
        headers = {**PROXY, **({"Authorization": f"Bearer {self.key}"} if self.key else {}), **words.pop("headers", {})}
        return self.session.request(method, f"{web}{path}", headers=headers, timeout=60, allow_redirects=False, **words)

    def until(self, path: str, there: Any) -> dict[str, Any]:
        """Ask for this again and again until it is as it should be."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self.ask("GET", path)
            found: dict[str, Any] = answer.json()
            if there(found):
                return found
            assert time.monotonic() < end, found
            time.sleep(0.2)

    def check(self, content: bytes) -> dict[str, Any]:
        """Have a file checked and wait for the answer."""
        answer = self.ask("POST", "/api/v1/verifications", files={"file": content}, headers={"Prefer": "wait=0"})
        assert answer.status_code in (201, 202), answer.text
        return self.until(answer.json()["links"]["self"], lambda found: found["state"] in ("done", "refused", "failed"))

    def record(self, **wanted: Any) -> dict[str, Any]:
        """Put something on record and wait until the log holds it."""
        answer = self.ask("POST", "/api/v1/records", json=wanted)
        assert answer.status_code in (201, 202), answer.text
        return self.until(answer.json()["links"]["self"], lambda found: found["state"] == "recorded")
