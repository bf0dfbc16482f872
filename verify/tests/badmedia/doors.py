"""The two ways in, as their users take them: the REST interface, and the form on the page without script."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import Any

import requests

from verify.tests.badmedia.samples import Sample

PATIENCE_SECONDS = 30
ID = re.compile(r"/(?:check|c)/([A-Za-z0-9_-]{22})")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    """What one post came to; `state` and `report` are those of its verification, where there is one."""

    sample: Sample
    door: str
    statuses: list[int] = field(default_factory=list)
    seconds: float = 0.0
    reason: str = ""
    public_id: str | None = None
    state: str | None = None
    report: dict[str, Any] | None = None
    broken: str | None = None
    preview: requests.Response | None = None

    @property
    def is_refused_at_once(self) -> bool:
        return self.public_id is None and 400 <= self.statuses[-1] < 500 if self.statuses else False

    @property
    def is_refused(self) -> bool:
        return self.is_refused_at_once or self.state == "refused"

    @property
    def code(self) -> str | None:
        return self.report["credentials"]["code"] if self.report else None


class Door:
    """One visitor with a session of its own; `post` never raises, what breaks is part of the answer."""

    name = ""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False

    def post(self, sample: Sample) -> Answer:
        answer, begun = Answer(sample, self.name), time.monotonic()
        try:
            self.send(answer)
        except (requests.RequestException, ValueError, KeyError) as broken:
            answer.broken = f"{type(broken).__name__}: {broken}"
        answer.seconds = time.monotonic() - begun
        return answer

    def send(self, answer: Answer) -> None:
        raise NotImplementedError

    def ask(self, answer: Answer, method: str, path: str, **kwargs: Any) -> requests.Response:
        response = self.session.request(
            method, self.url + path, allow_redirects=False, timeout=PATIENCE_SECONDS, **kwargs
        )
        answer.statuses.append(response.status_code)
        return response

    def read(self, answer: Answer) -> None:
        """Ask for the verification until it is finished."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self.take(answer, self.ask(answer, "GET", f"/api/v1/verifications/{answer.public_id}").json())
            if answer.state not in {"queued", "running"}:
                return
            time.sleep(0.1)

    def take(self, answer: Answer, envelope: dict[str, Any]) -> None:
        answer.public_id, answer.state, answer.report = envelope["id"], envelope["state"], envelope["report"]
        answer.reason = (envelope["problem"] or {}).get("detail", "")


class ApiDoor(Door):
    """`POST /api/v1/verifications` and, where it is not finished, `GET`."""

    name = "api"

    def send(self, answer: Answer) -> None:
        response = self.ask(
            answer, "POST", "/api/v1/verifications", files={"file": (answer.sample.name, answer.sample.content)}
        )
        if response.status_code >= 400:
            answer.reason = response.json()["detail"]
            return
        self.take(answer, response.json())
        if response.status_code == 202:
            self.read(answer)


class PageDoor(Door):
    """The form on `/`, sent to `/check`, and the pages that follow it."""

    name = "page"

    def send(self, answer: Answer) -> None:
        response = self.ask(
            answer, "POST", "/check", data={"csrfmiddlewaretoken": self.token(answer)},
            files={"file": (answer.sample.name, answer.sample.content)},
        )  # fmt: skip
        where = ID.search(response.headers.get("Location", ""))
        if response.status_code >= 400 or not where:
            answer.reason = _words(response.text) if response.status_code >= 400 else ""
            return
        answer.public_id = where[1]
        self.read(answer)
        self.ask(answer, "GET", f"/c/{answer.public_id}")
        if answer.state == "done":
            preview = self.session.get(f"{self.url}/c/{answer.public_id}/thumbnail", timeout=PATIENCE_SECONDS)
            answer.preview = preview if preview.ok else None

    def token(self, answer: Answer) -> str:
        found = TOKEN.search(self.ask(answer, "GET", "/").text)
        if not found:
            raise ValueError("the page has no form")
        return found[1]


def _words(page: str) -> str:
    """What the page says in its main part, without its tags."""
    main = page.partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())
