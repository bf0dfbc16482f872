"""The sandbox as its users see it: give an open file, get an examination."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self, TypeVar

from provenance.attestation.sidecar import require_small
from provenance.comparison.types import Comparison
from provenance.contact_sheet.types import Sheet
from provenance.credentials.boxes import ManifestStore
from provenance.errors import SandboxUnavailable
from provenance.fingerprint.types import Fingerprints
from provenance.policy import Policy, policy_to_json
from provenance.sandbox.asking import (
    Answer,
    ZygoteGoneError,
    ask,
    ask_comparisons,
    ask_fingerprints,
    ask_sheet,
    ask_store,
)
from provenance.sandbox.brood import Death
from provenance.sandbox.handing import fitting, in_memory
from provenance.sandbox.keeper import OnFailure, unminded
from provenance.sandbox.limits import Limits
from provenance.sandbox.opening import Opened, open_zygote
from provenance.sandbox.planted import NOTHING, Planted
from provenance.sandbox.refusing import cut_off
from provenance.sandbox.restarts import Restarts
from provenance.sandbox.source import reopened
from provenance.sandbox.startup import Startup
from provenance.sandbox.stock import Stock
from provenance.sandbox.walls import Walls
from provenance.sandbox.wire import Request, Verb
from provenance.types import Examination, MadeWith
from provenance.unreadable import made_with

T = TypeVar("T")


class Sandbox:
    """Opens media in locked single-use children of one zygote; for use by any number of threads of one process.

    `policy` is what children are warmed for, `warm` how many wait ahead. With `require_walls` a system without Landlock
    and without seccomp is refused. Must be made anew after a fork. `planted` is for the tests of the sandbox alone.
    `on_failure` is told how each child failed that had a file, and of a `zygote` that had to be started again.
    `stock` is what its children find loaded; only `PicturesApart` asks for less than everything.
    Source: DESIGN section 3.
    """

    def __init__(  # noqa: PLR0913  each of them is a choice of its own
        self,
        policy: Policy,
        *,
        warm: int = 2,
        limits: Limits | None = None,
        require_walls: bool = True,
        planted: Planted = NOTHING,
        on_failure: OnFailure = unminded,
        stock: Stock = Stock.EVERYTHING,
    ) -> None:
        self._limits = limits or Limits()
        self._on_failure = on_failure
        self._startup = Startup(policy, warm, self._limits, planted, stock)
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
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
        fingerprints: bool = True,
    ) -> Examination:
        """Examine an open regular file in a child of its own, and take its SHA-256 meanwhile.

        `sidecar` is a manifest store beside it, `capture` a capture sidecar; one beyond its limit raises BadSidecar.
        A child that dies, loops, floods or forges costs this answer only: it is `unreadable`, `refused.limits_reached`;
        where that happens after the report, while fingerprints are made, it costs the fingerprints only.
        Raises CannotOpen for what is no readable regular file, BadPolicy, and SandboxUnavailable for our own faults.
        """
        require_small(capture)
        with reopened(descriptor) as (fresh, size), self._places:
            verb = Verb.EXAMINE if fingerprints else Verb.REPORT
            request = Request(size, at.isoformat().encode(), sidecar, self._differing(policy), verb, capture)
            answer, version = self._twice(
                lambda opened: (ask(opened.keeper, request, fresh, self._limits), opened.c2pa)
            )
        versions = replace(made_with(policy or self._startup.policy), c2pa=version)
        return _vouched(answer, size, versions, at)

    def fingerprint(self, descriptor: int) -> Fingerprints | None:
        """Make the fingerprints of an open regular file in a child of its own; None where none could be made.

        Raises CannotOpen for what is no readable regular file, and SandboxUnavailable for our own faults.
        """
        with reopened(descriptor) as (fresh, size), self._places:
            request = Request(size, b"", verb=Verb.FINGERPRINT)
            return self._twice(lambda opened: ask_fingerprints(opened.keeper, request, fresh, self._limits))

    def compare(self, asked: bytes, recorded: Sequence[bytes]) -> tuple[Comparison | None, ...]:
        """Lay a medium beside each of the recorded ones, all as `provenance.fingerprint.wire` bytes, in one child.

        One that the child cannot compare, or did not reach before it died, is None; so is what goes beyond
        COMPARED_AT_ONCE or COMPARE_BYTES. Raises SandboxUnavailable for our own faults.
        """
        taken = fitting(asked, recorded)
        if not taken:
            return (None,) * len(recorded)
        with in_memory(asked, taken) as (descriptor, size), self._places:
            request = Request(size, b"", verb=Verb.COMPARE)
            count = len(taken)
            made = self._twice(lambda own: ask_comparisons(own.keeper, request, descriptor, self._limits, count))
        return (*made, *[None] * (len(recorded) - len(made)))

    def manifest_store(self, descriptor: int) -> ManifestStore | None:
        """Take the manifest store out of an open regular file, in a child of its own; None where there is none.

        Raises CannotOpen for what is no readable regular file, and SandboxUnavailable for our own faults.
        """
        with reopened(descriptor) as (fresh, size), self._places:
            request = Request(size, b"", verb=Verb.STORE)
            return self._twice(lambda opened: ask_store(opened.keeper, request, fresh, self._limits))

    def contact_sheet(self, descriptor: int) -> Sheet | None:
        """Lay an open regular file out in a child of its own: its claims, and a print of it or frames of a film.

        None where nothing came. Raises CannotOpen for what is no readable regular file, and SandboxUnavailable for our
        own faults.
        """
        with reopened(descriptor) as (fresh, size), self._places:
            request = Request(size, b"", verb=Verb.SHEET)
            return self._twice(lambda opened: ask_sheet(opened.keeper, request, fresh, self._limits))

    def deaths(self) -> tuple[Death, ...]:
        """How the last children ended and what they cost, oldest first; for measurements."""
        keeper = self._standing().keeper
        with keeper.brood.changed:
            return tuple(keeper.brood.deaths.values())

    def _differing(self, policy: Policy | None) -> bytes:
        if policy is None or policy == self._startup.policy:
            return b""
        return json.dumps(policy_to_json(policy)).encode()

    def _twice(self, ask: Callable[[Opened], T]) -> T:
        for _ in range(2):
            try:
                return ask(self._standing())
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
                self._on_failure("zygote")
                self._opened = self._open()
            return self._opened

    def _open(self) -> Opened:
        opened = open_zygote(self._startup, require_walls=self._require_walls)
        opened.keeper.on_failure = self._on_failure
        return opened


def _vouched(answer: Answer, size: int, versions: MadeWith, at: datetime) -> Examination:
    """What the parent knows better than any child: which file it was, and what it was judged with."""
    examination = answer.examination or cut_off(versions, at)
    media = replace(examination.report.media, sha256=answer.sha256, bytes=size)
    return replace(examination, report=replace(examination.report, media=media, made_with=versions))
