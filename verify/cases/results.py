"""Writing down how a verification ended; the first end counts, later ones change nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import cache
from typing import Any

import structlog
from django.db import transaction

from provenance.report_json import stored
from provenance.types import Examination, Param
from verify import wiring
from verify.cases.endings import ended
from verify.cases.errors import StoreAway
from verify.cases.models import FINISHED_STATES, Phase, Verification, VerificationState
from verify.cases.quarantine import Part
from verify.cases.telling import verification_tell
from verify.prepared_changes import PreparedChange
from verify.tallies.services import tally
from verify.tallies.spans import span

log = structlog.get_logger("cases")

# Long enough for whoever waits to read why; nothing of a refused file is kept beside code and numbers.
KEEP_REFUSED = timedelta(hours=1)


def store_examination(verification: Verification, examination: Examination) -> None:
    """Keep the scrubbed report, and the little picture beside the file it dies with."""
    thumbnail = examination.thumbnail is not None and _keep_thumbnail(verification, examination.thumbnail)
    _finish(
        verification,
        VerificationState.DONE,
        report=stored(examination.report),
        search=verification.search,
        has_thumbnail=thumbnail,
        claims_with=verification.claims_with,
    )


def _keep_thumbnail(verification: Verification, thumbnail: bytes) -> bool:
    quarantine = wiring.quarantine()
    quarantine.remove(verification.held, Part.THUMBNAIL)
    quarantine.put(verification.held, Part.THUMBNAIL, thumbnail)
    return True


def store_listing(verification: Verification, listed: bytes, count: int) -> None:
    """The link led to a page: what it shows lies in quarantine for as long as a file would, and in no row."""
    wiring.quarantine().put(verification.held, Part.PAGE, listed)
    _finish(
        verification,
        VerificationState.REFUSED,
        refusal_code="link.page",
        refusal_params={"count": count},
        expires_at=min(verification.expires_at, wiring.now() + KEEP_REFUSED),
    )


def store_refusal(verification: Verification, code: str, params: Mapping[str, Param]) -> None:
    """The input was not fit to be checked: the file goes at once."""
    _end_without_report(verification, VerificationState.REFUSED, code, params)


def store_failure(verification: Verification, code: str) -> None:
    """We could not finish: said as our fault, never as a verdict; the file goes at once."""
    _end_without_report(verification, VerificationState.FAILED, code, {})


def _end_without_report(
    verification: Verification, state: VerificationState, code: str, params: Mapping[str, Param]
) -> None:
    expires_at = min(verification.expires_at, wiring.now() + KEEP_REFUSED)
    _finish(verification, state, held="", refusal_code=code, refusal_params=dict(params), expires_at=expires_at)
    if verification.held:
        _remove(verification.held)


def _remove(held: str) -> None:
    try:
        wiring.quarantine().remove(held)
    except StoreAway:
        # It has no row any more that leads to it, and goes with its hour.
        log.warning("a file stays until it is swept")


def _finish(verification: Verification, state: VerificationState, **values: Any) -> None:
    with transaction.atomic():
        changed = _ending(tuple(values)).make(id=verification.pk, state=state, finished=wiring.now(), **values)
        if changed:
            verification_tell(verification, state, values)
    if changed:
        _count(verification, state, values)
        ended(verification.pk)
    elif verification.held:
        # Discarded while it was examined: then nothing of it may stay.
        _forget_if_gone(verification)


@cache
def _ending(names: tuple[str, ...]) -> PreparedChange:
    """The end of a check that brings values of these names."""
    return PreparedChange(
        Verification,
        lambda given: (
            Verification.objects.filter(pk=given("id")).exclude(state__in=FINISHED_STATES),
            {"phase": Phase.FINISHED} | {name: given(name) for name in ("state", "finished", *names)},
        ),
    )


def _count(verification: Verification, state: VerificationState, values: Mapping[str, Any]) -> None:
    span("check_seconds", wiring.now() - verification.created)
    if state is VerificationState.DONE:
        tally("verdicts", values["report"]["headline"]["code"])
    else:
        tally("refusals", values["refusal_code"])


def _forget_if_gone(verification: Verification) -> None:
    if not Verification.objects.filter(pk=verification.pk, held=verification.held).exists():
        _remove(verification.held)
