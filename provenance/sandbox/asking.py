"""Ask one child about one file, and take its answer as what it is: words of a process that read hostile bytes."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from provenance.comparison import wire as comparisons
from provenance.comparison.types import Comparison
from provenance.contact_sheet import wire as sheets
from provenance.contact_sheet.limits import FRAMES, HEAD_BYTES, PRINT_BYTES
from provenance.contact_sheet.types import Print, Sheet
from provenance.credentials.boxes import NAME_BYTES, STORE_BYTES, ManifestStore
from provenance.errors import BadPolicy, BadReply, SandboxUnavailable
from provenance.fingerprint import wire as fingerprints
from provenance.fingerprint.limits import WIRE_BYTES
from provenance.fingerprint.types import Fingerprints
from provenance.sandbox.brood import Child, seconds_left
from provenance.sandbox.digest import sha256_of
from provenance.sandbox.ending import BAD_POLICY, NOT_STOCKED
from provenance.sandbox.keeper import Keeper
from provenance.sandbox.limits import READY_BYTES, Limits
from provenance.sandbox.receiving import received
from provenance.sandbox.source import reopened
from provenance.sandbox.walls import Locked
from provenance.sandbox.wire import BrokenTalkError, Request, Verb, receive_frame, send_request
from provenance.types import Examination, Sha256Hex

_LOG = logging.getLogger("provenance.sandbox")

STORE_REPLY_BYTES = NAME_BYTES + 1 + STORE_BYTES

_NEWS_SECONDS = 5
"""The zygote reports a death within milliseconds; one that stays silent this long is as good as gone."""

_TRIES = 3
"""Children that wait idly may be killed by the system one after the other, but hardly more than are kept waiting."""


class ZygoteGoneError(Exception):
    """The zygote ended, and its children with it: no fault of the file."""


class NotStockedError(Exception):
    """The child missed something that its zygote had not loaded: no fault of the file, a fuller child is asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking: an examination, or None where the child failed; the digest is the parent's own."""

    examination: Examination | None
    sha256: Sha256Hex | None


def ask(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> Answer:
    """Have one file examined while its digest is taken here; whatever the child does costs this answer only.

    Raises ZygoteGoneError, NotStockedError, SandboxUnavailable, and BadPolicy where the request brought a policy that
    does not parse.
    """
    with _asked(keeper, request, descriptor, limits) as child:
        deadline = time.monotonic() + limits.wall_for(request.size)
        sha256 = None
        try:
            sha256 = sha256_of(descriptor, request.size, deadline)
            examination = received(receive_frame(child.talk, limits.reply_bytes, deadline))
        except (BrokenTalkError, BadReply) as failure:
            _given_up(keeper, child, failure, own_policy=bool(request.policy))
            return Answer(None, sha256)
        made = _fingerprints(keeper, child, request.size, limits) if request.verb is Verb.EXAMINE else None
    return Answer(replace(examination, fingerprints=made), sha256)


def ask_fingerprints(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> Fingerprints | None:
    """Have the fingerprints of one file made; None where the child failed or nothing could be made.

    Raises ZygoteGoneError and SandboxUnavailable.
    """
    with _asked(keeper, request, descriptor, limits) as child:
        return _fingerprints(keeper, child, request.size, limits)


def ask_comparisons(
    keeper: Keeper, request: Request, descriptor: int, limits: Limits, count: int
) -> list[Comparison | None]:
    """Have `count` comparisons made; those that did not come are None. Raises as `ask_fingerprints` does."""
    made: list[Comparison | None] = []
    with _asked(keeper, request, descriptor, limits) as child:
        deadline = time.monotonic() + limits.compare_wall_for(count)
        try:
            for _ in range(count):
                raw = receive_frame(child.talk, comparisons.WIRE_BYTES, deadline)
                made.append(comparisons.from_bytes(raw) if raw else None)
        except (BrokenTalkError, comparisons.BadComparison) as failure:
            _given_up(keeper, child, failure)
    return made + [None] * (count - len(made))


def ask_store(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> ManifestStore | None:
    """Have the manifest store of one file taken out; None where the child failed or the file has none.

    Raises ZygoteGoneError and SandboxUnavailable.
    """
    with _asked(keeper, request, descriptor, limits) as child:
        try:
            raw = receive_frame(child.talk, STORE_REPLY_BYTES, time.monotonic() + limits.wall_for(request.size))
            return ManifestStore.from_bytes(raw) if raw else None
        except (BrokenTalkError, ValueError) as failure:
            _given_up(keeper, child, failure)
            return None


def ask_sheet(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> Sheet | None:
    """Have one file laid out; None where not even its claims came, and what came where the child failed later.

    Raises ZygoteGoneError and SandboxUnavailable.
    """
    sheet = None
    with _asked(keeper, request, descriptor, limits) as child:
        deadline = time.monotonic() + limits.sheet_wall
        try:
            sheet = Sheet(sheets.claims_from_bytes(receive_frame(child.talk, HEAD_BYTES, deadline)), whole=False)
            for _ in range(FRAMES + 1):
                part = sheets.part_from_bytes(receive_frame(child.talk, PRINT_BYTES + READY_BYTES, deadline))
                if not isinstance(part, Print):
                    return replace(sheet, whole=part.whole, seen_until_ms=part.seen_until_ms, lasts_ms=part.lasts_ms)
                sheet = replace(sheet, prints=(*sheet.prints, part))
        except (BrokenTalkError, sheets.BadSheet) as failure:
            _given_up(keeper, child, failure)
    return sheet


def _fingerprints(keeper: Keeper, child: Child, size: int, limits: Limits) -> Fingerprints | None:
    try:
        raw = receive_frame(child.talk, WIRE_BYTES, time.monotonic() + limits.fingerprint_wall_for(size))
        return fingerprints.from_bytes(raw) if raw else None
    except (BrokenTalkError, fingerprints.BadFingerprints) as failure:
        _given_up(keeper, child, failure)
        return None


@contextmanager
def _asked(keeper: Keeper, request: Request, descriptor: int, limits: Limits) -> Iterator[Child]:
    child = _handed_over(keeper, request, descriptor, limits)
    try:
        yield child
    finally:
        child.talk.close()


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


def _given_up(keeper: Keeper, child: Child, failure: Exception, *, own_policy: bool = False) -> None:
    """End the child, find out whose fault it was, and log it without a word about the file."""
    keeper.tell("kill", child.number)
    death = keeper.brood.death_of(child.number, _NEWS_SECONDS)
    if death is None:
        raise ZygoteGoneError
    if death.status == NOT_STOCKED:
        raise NotStockedError
    if own_policy and death.status == BAD_POLICY:
        raise BadPolicy("The trust policy could not be read.", "refused inside the sandbox")
    _LOG.warning("a media child failed: %s, exit status %d", type(failure).__name__, death.status)
    keeper.on_failure(death.how)
