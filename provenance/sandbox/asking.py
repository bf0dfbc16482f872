"""Ask one child about one file, and take its answer as what it is: words of a process that read hostile bytes."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import dataclass

from provenance.errors import BadPolicy, BadReply, SandboxUnavailable
from provenance.sandbox.brood import Child, seconds_left
from provenance.sandbox.digest import sha256_of
from provenance.sandbox.ending import BAD_POLICY
from provenance.sandbox.keeper import Keeper
from provenance.sandbox.limits import READY_BYTES, Limits
from provenance.sandbox.receiving import received
from provenance.sandbox.source import reopened
from provenance.sandbox.walls import Locked
from provenance.sandbox.wire import BrokenTalkError, Request, receive_frame, send_request
from provenance.types import Examination, Sha256Hex

_LOG = logging.getLogger("provenance.sandbox")

_NEWS_SECONDS = 5
"""The zygote reports a death within milliseconds; one that stays silent this long is as good as gone."""

_TRIES = 3
"""Children that wait idly may be killed by the system one after the other, but hardly more than are kept waiting."""


class ZygoteGoneError(Exception):
    """The zygote ended, and its children with it: no fault of the file."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: an examination, or None where the child failed; the digest is the parent's own."""

    examination: Examination | None
    sha256: Sha256Hex | None


def ask(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> Answer:
    """Have one file examined while its digest is taken here; whatever the child does costs this answer only.

    Raises ZygoteGoneError, SandboxUnavailable, and BadPolicy where the request brought a policy that does not parse.
    """
    child = _handed_over(keeper, request, descriptor, limits)
    deadline = time.monotonic() + limits.wall_for(request.size)
    sha256 = None
    try:
        sha256 = sha256_of(descriptor, request.size, deadline)
        examination = received(receive_frame(child.talk, limits.reply_bytes, deadline))
    except (BrokenTalkError, BadReply) as failure:
        keeper.tell("kill", child.number)
        _explain(keeper, child, failure, own_policy=bool(request.policy))
        return Answer(None, sha256)
    finally:
        child.talk.close()
    return Answer(examination, sha256)


def _handed_over(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> Child:
    """A child that has said that it has the file; one that ended before did not end of it: another is asked."""
    for _ in range(_TRIES):
        child, _ = ready_child(keeper, limits)
        try:
            child.talk.settimeout(limits.start_seconds)
            # Opened anew for each try: an earlier child may have moved the offset of what it was given.
            with reopened(descriptor) as (fresh, _):
                send_request(child.talk, request, fresh)
            receive_frame(child.talk, 0, time.monotonic() + limits.start_seconds)
        except (BrokenTalkError, OSError):
            keeper.tell("kill", child.number)
            child.talk.close()
        else:
            return child
    raise SandboxUnavailable("Media cannot be opened right now. Try again in a minute.", "no child took the file")


def ready_child(keeper: Keeper, limits: Limits) -> tuple[Child, Locked]:
    """The next child that stands behind its walls; ZygoteGoneError, or SandboxUnavailable where none comes in time."""
    deadline = time.monotonic() + limits.start_seconds
    while child := keeper.brood.take(seconds_left(deadline)):
        keeper.tell("taken", child.number)
        try:
            return child, Locked(**json.loads(receive_frame(child.talk, READY_BYTES, deadline)))
        except BrokenTalkError:
            keeper.tell("kill", child.number)
            child.talk.close()
    if keeper.brood.ended:
        raise ZygoteGoneError
    raise SandboxUnavailable("Media cannot be opened right now. Try again in a minute.", "no child became ready")


def _explain(keeper: Keeper, child: Child, failure: Exception, *, own_policy: bool) -> None:
    """Find out whose fault it was, and log it without a word about the file."""
    death = keeper.brood.death_of(child.number, _NEWS_SECONDS)
    if death is None:
        raise ZygoteGoneError
    if own_policy and death.status == BAD_POLICY:
        raise BadPolicy("The trust policy could not be read.", "refused inside the sandbox")
    _LOG.warning("a media child failed: %s, exit status %d", type(failure).__name__, death.status)
