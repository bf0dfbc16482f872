"""Start a zygote, find out by its first child which walls really stand, and have that child prove that it can work."""

from __future__ import annotations

import logging
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime

from provenance.errors import BadReply, SandboxUnavailable
from provenance.fingerprint.limits import WIRE_BYTES
from provenance.sandbox.asking import ZygoteGoneError, ready_child
from provenance.sandbox.brood import Child
from provenance.sandbox.keeper import Keeper
from provenance.sandbox.launch import has_bubblewrap
from provenance.sandbox.limits import Limits
from provenance.sandbox.planted import EXAMINER
from provenance.sandbox.receiving import received
from provenance.sandbox.rehearsal import open_rehearsal_picture
from provenance.sandbox.startup import Startup
from provenance.sandbox.stock import Stock
from provenance.sandbox.walls import Locked, Walls
from provenance.sandbox.wire import BrokenTalkError, Request, Verb, receive_frame, send_request

_LOG = logging.getLogger("provenance.sandbox")

_UNREADY = "The place where media is opened could not be started. Run `manage.py doctor`."


@dataclass(frozen=True, slots=True)
class Opened:
    """A running zygote, the walls around its children, and the version of c2pa that they use."""

    keeper: Keeper
    walls: Walls
    c2pa: str


def open_zygote(startup: Startup, *, require_walls: bool) -> Opened:
    """Start one, inside bubblewrap where that works; raises SandboxUnavailable where none starts or walls lack."""
    keeper, child, locked = _first_child(startup)
    try:
        walls = Walls(locked.landlock, locked.seccomp, keeper.bubblewrap)
        if require_walls:
            _demand(walls)
        version = _prove(child, startup.limits, startup.stock) if startup.planted.examiner == EXAMINER else ""
    except BaseException:
        keeper.stop()
        raise
    finally:
        child.talk.close()
    return Opened(keeper, walls, version)


def _demand(walls: Walls) -> None:
    if not walls.stand:
        raise SandboxUnavailable(walls.sentence)


def _first_child(startup: Startup) -> tuple[Keeper, Child, Locked]:
    complaint = ""
    for bubblewrap in (True, False) if has_bubblewrap() and startup.planted.bubblewrap else (False,):
        keeper = Keeper(startup, bubblewrap=bubblewrap)
        try:
            return keeper, *ready_child(keeper, startup.limits)
        except (ZygoteGoneError, SandboxUnavailable):
            keeper.stop()
            complaint = keeper.complaint
            _LOG.warning("no zygote started %s bubblewrap: %s", "inside" if bubblewrap else "without", complaint)
    raise SandboxUnavailable(_UNREADY, complaint)


def _prove(child: Child, limits: Limits, stock: Stock) -> str:
    """Have our own picture examined and return c2pa's version.

    A child that cannot read our own picture would call every stranger's unreadable: rather do not start.
    """
    picture, codes = open_rehearsal_picture(), stock is not Stock.PICTURES
    try:
        when = datetime.now(UTC).isoformat().encode()
        verb = Verb.EXAMINE if codes else Verb.REPORT
        send_request(child.talk, Request(os.fstat(picture).st_size, when, verb=verb), picture)
        deadline = time.monotonic() + limits.start_seconds
        receive_frame(child.talk, 0, deadline)
        answer = receive_frame(child.talk, limits.reply_bytes, deadline)
        report = received(answer).report
        made = receive_frame(child.talk, WIRE_BYTES, deadline) if codes else answer
    except (BrokenTalkError, BadReply, OSError) as error:
        raise SandboxUnavailable(_UNREADY, f"the rehearsal failed: {error!r}") from error
    finally:
        os.close(picture)
    if not made or report.credentials.code == "unreadable":
        raise SandboxUnavailable(_UNREADY, "a child behind its walls could not read our own picture")
    return report.made_with.c2pa
