"""Checks that a team keeps beyond their day: they are the team's then, and no longer of who sent the file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings

from verify import wiring
from verify.cases.models import Verification, VerificationState


def may_keep(verification: Verification, *, organisation: int | None, person: int) -> bool:
    """Whether a team may keep a check: an answered one of its own.

    A stranger's is nobody's to keep. Whoever sent it was told that it goes after a day.
    """
    if verification.state != VerificationState.DONE:
        return False
    if verification.organisation_id is not None or organisation is not None:
        return verification.organisation_id == organisation
    return verification.owner_id == person


def verification_keep(verification: Verification) -> None:
    """Keep a check until it is released. An organisation's no longer hangs on the account of who sent it."""
    owner = verification.owner_id if verification.organisation_id is None else None
    Verification.objects.filter(pk=verification.pk).update(kept=True, owner=owner)


def verifications_release(ids: Iterable[str]) -> None:
    """Let checks go again; they stay for one more day, as if they had just been made."""
    until = wiring.now() + timedelta(hours=settings.REPORT_HOURS)
    Verification.objects.filter(pk__in=list(ids), kept=True).update(kept=False, expires_at=until)
