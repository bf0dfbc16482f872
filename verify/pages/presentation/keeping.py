"""How long the file and the report of one verification stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from verify.cases.models import Verification
from verify.pages.presentation.moments import Moment, clock, moment


@dataclass(frozen=True, slots=True)
class Keeping:
    """When the answer was found, until when the file stays (None once it is gone), until when the report does.

    `report` is None where a team keeps it in a dossier.
    """

    answered: Moment | None
    file: Moment | None
    report: Moment | None


def keeping(verification: Verification) -> Keeping:
    """Return the times of one verification."""
    gone_at = verification.created + timedelta(minutes=settings.QUARANTINE_MINUTES)
    return Keeping(
        answered=moment(verification.finished) if verification.finished else None,
        file=clock(gone_at) if verification.is_held else None,
        report=None if verification.kept else moment(verification.expires_at),
    )
