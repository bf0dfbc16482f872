"""One picture of one archived page: every question of the browser is answered out of the archive, or refused."""

from __future__ import annotations

import base64
import binascii
import json
import time
from typing import Final

from verify.archiving.collecting import Collected, Received
from verify.archiving.limits import SHOT_BYTES, SHOT_HEIGHT, SHOT_SECONDS, SHOT_WIDTH
from verify.archiving.picturing.browser import NoBrowser, walled_browser
from verify.archiving.picturing.talk import Message, Talk, TalkEnded

__all__ = ["NoBrowser", "NoPicture", "picture_of"]

WINDOW_HEIGHT: Final = 900
LOAD_SECONDS: Final = 15.0
"""After this the picture is taken as the page stands: one of its pictures may never decode."""

_QUALITY: Final = 80
_JPEG: Final = b"\xff\xd8\xff"


class NoPicture(Exception):
    """The browser made none; `kind` says how it ended, and nothing about the page."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def picture_of(collected: Collected) -> bytes:
    """A JPEG of the page as a browser shows the archived answers; raises NoBrowser and NoPicture."""
    with walled_browser() as talk:
        talk.until = time.monotonic() + SHOT_SECONDS
        try:
            return _Shooting(talk, collected).picture()
        except (TalkEnded, KeyError, TypeError, json.JSONDecodeError, binascii.Error) as problem:
            raise NoPicture(type(problem).__name__) from problem


class _Shooting:
    """A page being shown; `asked` counts nothing and keeps nothing: questions are answered as they come."""

    def __init__(self, talk: Talk, collected: Collected) -> None:
        self._talk = talk
        self._page = collected.page.url
        self._there = {one.url: one for one in (collected.page, *collected.pictures)}
        self._session = ""
        self._loaded = False
        talk.on_event = self._heard

    def picture(self) -> bytes:
        self._session = self._opened()
        self._tell("Page.enable")
        self._tell("Emulation.setScriptExecutionDisabled", value=True)
        self._tell(
            "Emulation.setDeviceMetricsOverride",
            width=SHOT_WIDTH, height=WINDOW_HEIGHT, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        self._tell("Fetch.enable", patterns=[{"urlPattern": "*"}])
        self._tell("Page.navigate", url=self._page)
        self._wait_for_load()
        return self._taken()

    def _opened(self) -> str:
        target = self._talk.ask("Target.createTarget", url="about:blank")["targetId"]
        return str(self._talk.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def _tell(self, method: str, **params: object) -> None:
        self._talk.tell(method, self._session, **params)

    def _wait_for_load(self) -> None:
        ends = time.monotonic() + LOAD_SECONDS
        last, self._talk.until = self._talk.until, min(self._talk.until, ends)
        try:
            while not self._loaded:
                self._talk.next()
        except TalkEnded:
            if time.monotonic() < ends:
                raise
        finally:
            self._talk.until = last

    def _taken(self) -> bytes:
        size = self._talk.ask("Page.getLayoutMetrics", self._session)["cssContentSize"]
        high = max(1, min(int(size["height"]), SHOT_HEIGHT))
        clip = {"x": 0, "y": 0, "width": SHOT_WIDTH, "height": high, "scale": 1}
        taken = self._talk.ask(
            "Page.captureScreenshot", self._session,
            format="jpeg", quality=_QUALITY, clip=clip, captureBeyondViewport=True,
        )  # fmt: skip
        picture = base64.b64decode(taken["data"], validate=True)
        if not picture.startswith(_JPEG) or len(picture) > SHOT_BYTES:
            raise TalkEnded
        return picture

    def _heard(self, event: Message) -> None:
        if event["method"] == "Page.loadEventFired":
            self._loaded = True
        elif event["method"] == "Fetch.requestPaused":
            self._answer(event["params"]["requestId"], self._there.get(event["params"]["request"]["url"]))

    def _answer(self, number: str, found: Received | None) -> None:
        if found is None:
            self._tell("Fetch.failRequest", requestId=number, errorReason="BlockedByClient")
            return
        # Of the site's own head only the kind is handed on: a policy or a redirect of its is nothing to a picture.
        kind = next((value for name, value in found.head.headers if name.lower() == "content-type"), found.content_type)
        self._tell(
            "Fetch.fulfillRequest",
            requestId=number,
            responseCode=200,
            responseHeaders=[{"name": "Content-Type", "value": kind}],
            body=base64.b64encode(found.body).decode(),
        )
