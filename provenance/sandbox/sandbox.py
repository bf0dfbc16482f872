"""The sandbox as its users see it: give an open file, get an examination."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

from provenance.errors import SandboxUnavailable
from provenance.policy import Policy, policy_to_json
from provenance.sandbox.asking import Answer, ZygoteGoneError, ask
from provenance.sandbox.brood import Death
from provenance.sandbox.limits import Limits
from provenance.sandbox.opening import Opened, open_zygote
from provenance.sandbox.planted import NOTHING, Planted
from provenance.sandbox.refusing import cut_off
from provenance.sandbox.restarts import Restarts
from provenance.sandbox.source import reopened
from provenance.sandbox.startup import Startup
from provenance.sandbox.walls import Walls
from provenance.sandbox.wire import Request
from provenance.types import Examination, MadeWith
from provenance.unreadable import made_with


class Sandbox:
    """Opens media in locked single-use children of one zygote; for use by any number of threads of one process.

    `policy` is what children are warmed for, `warm` how many wait ahead. With `require_walls` a system without Landlock
    and without seccomp is refused. Must be made anew after a fork. `planted` is for the tests of the sandbox alone.
    Source: DESIGN section 3.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        warm: int = 2,
        limits: Limits | None = None,
        require_walls: bool = True,
        planted: Planted = NOTHING,
    ) -> None:
        self._limits = limits or Limits()
        self._startup = Startup(policy, warm, self._limits, planted)
        self._require_walls = require_walls
        self._places = threading.BoundedSemaphore(self._limits.at_once)
        self._guard = threading.Lock()  # of the two below
        self._opened: Opened | None = None
        self._restarts = Restarts()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def start(self) -> None:
        """Start the zygote and wait for its first child; raises SandboxUnavailable. Does nothing when started."""
        with self._guard:
            if self._opened is None:
                self._opened = self._open()

    def close(self) -> None:
        """End the zygote and all children; jobs under way fail with SandboxUnavailable. May be called twice."""
        with self._guard:
            opened, self._opened = self._opened, None
        if opened is not None:
            opened.keeper.stop()

    def walls(self) -> Walls:
        """Which walls its children really stand behind; raises SandboxUnavailable where it does not run."""
        return self._standing().walls

    def examine(
        self, descriptor: int, at: datetime, *, policy: Policy | None = None, sidecar: bytes | None = None
    ) -> Examination:
        """Examine an open regular file in a child of its own, and take its SHA-256 meanwhile.

        A child that dies, loops, floods or forges costs this answer only: it is `unreadable`, `refused.limits_reached`.
        Raises CannotOpen for what is no readable regular file, BadPolicy, and SandboxUnavailable for our own faults.
        """
        with reopened(descriptor) as (fresh, size), self._places:
            request = Request(size, at.isoformat().encode(), sidecar, self._differing(policy))
            answer, version = self._ask(request, fresh)
        versions = replace(made_with(policy or self._startup.policy), c2pa=version)
        return _vouched(answer, size, versions, at)

    def deaths(self) -> tuple[Death, ...]:
        """How the last children ended and what they cost, oldest first; for measurements."""
        keeper = self._standing().keeper
        with keeper.brood.changed:
            return tuple(keeper.brood.deaths.values())

    def _differing(self, policy: Policy | None) -> bytes:
        if policy is None or policy == self._startup.policy:
            return b""
        return json.dumps(policy_to_json(policy)).encode()

    def _ask(self, request: Request, descriptor: int) -> tuple[Answer, str]:
        for _ in range(2):
            opened = self._standing()
            try:
                return ask(opened.keeper, request, descriptor, self._limits), opened.c2pa
            except ZygoteGoneError:
                continue  # no fault of the file: once more with a new zygote
        raise SandboxUnavailable("Media cannot be opened right now. Try again in a minute.", "two zygotes ended")

    def _standing(self) -> Opened:
        with self._guard:
            if self._opened is None:
                raise SandboxUnavailable("The media sandbox is not running.", "not started, or closed")
            keeper = self._opened.keeper
            if keeper.brood.ended:
                self._restarts.allow(time.monotonic(), keeper.complaint)
                keeper.stop()
                self._opened = self._open()
            return self._opened

    def _open(self) -> Opened:
        return open_zygote(self._startup, require_walls=self._require_walls)


def _vouched(answer: Answer, size: int, versions: MadeWith, at: datetime) -> Examination:
    """What the parent knows better than any child: which file it was, and what it was judged with."""
    examination = answer.examination or cut_off(versions, at)
    media = replace(examination.report.media, sha256=answer.sha256, bytes=size)
    return replace(examination, report=replace(examination.report, media=media, made_with=versions))
