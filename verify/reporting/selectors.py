"""Reading how something handed in stands."""

from __future__ import annotations

from verify.reporting.errors import NoSuchReport
from verify.reporting.models import HandedIn, Purpose
from verify.reporting.services import about_appeal


def report_get(public_id: str) -> HandedIn:
    """The report of this number; raises NoSuchReport."""
    found = HandedIn.objects.filter(pk=public_id, purpose=Purpose.REPORT).first()
    if found is None:
        raise NoSuchReport
    return found


def newest_proof(token: str) -> HandedIn | None:
    """What the owner handed in last for the appeal that this token opens."""
    found = HandedIn.objects.filter(purpose=Purpose.PROOF, about=about_appeal(token))
    return found.order_by("-created").first()
