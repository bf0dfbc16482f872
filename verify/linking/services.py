"""Keeping and forgetting what links recorded works."""

from __future__ import annotations

from django.db import transaction

from verify.ledger.parts import parts
from verify.ledger.services import Ending
from verify.linking.asking import Linkable
from verify.linking.marks import marked
from verify.linking.models import LinkMark


def links_keep(record_id: str, scope: str, found: Linkable) -> None:
    """Mark a recorded work with what links it within its team; a repeated call changes nothing."""
    marks = [marked(one, parts().randomness) for one in found.handles]
    with transaction.atomic():
        if LinkMark.objects.filter(record_id=record_id).exists():
            return
        LinkMark.objects.bulk_create(
            LinkMark(record_id=record_id, scope=scope, way=one.way, salt=one.salt, tag=one.tag) for one in marks
        )


def record_ended(record_id: str, ending: Ending) -> None:
    """What was erased or hidden is compared with nothing any more; what was taken back is still public, and links."""
    if ending is not Ending.RETRACTED:
        LinkMark.objects.filter(record_id=record_id).delete()
