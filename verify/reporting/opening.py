"""From a report to a case: the ids are sealed, the case is opened, and who reported stands apart from it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from provenance.attestation.types import DeviceId
from provenance.blindlist import sealing
from provenance.blindlist.sealing import Scope
from verify.accounts.models import User
from verify.blacklist.selectors import seat_of
from verify.blacklist.services import case_open
from verify.reporting.models import HandedIn
from verify.reporting.sealing import sealed_ids


def case_opened(row: HandedIn, ids: Sequence[DeviceId]) -> str:
    """Open the case of a report and return its public number; raises ListUnavailable and GovernmentRefused."""
    reporter = User.objects.filter(pk=row.reporter).first() if row.reporter is not None else None
    evidence = sealing.words_from_json(row.sealed).commitment
    return case_open(
        seat=seat_of(reporter) if reporter else None,
        ids=sealed_ids(ids, _scope(row.asked)),
        reason=row.asked["reason"],
        evidence_class=row.asked["class"],
        evidence=(evidence, row.sealed),
        reporter_user=reporter,
    )


def _scope(asked: dict[str, str]) -> Scope:
    return Scope(
        first_version=asked.get("first_version", ""),
        last_version=asked.get("last_version", ""),
        captures_from=_time(asked.get("captures_from")),
        captures_to=_time(asked.get("captures_to")),
    )


def _time(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None
