"""Which records there are for whom.

A sealed record of somebody else and no record at all are asked for by one and the same query, which finds nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from django.db.models import Case, F, Q, QuerySet, When, Window
from django.db.models.functions import RowNumber

from chronology.records import Kind
from verify.ledger.errors import NoSuchRecord
from verify.ledger.keystore import Locked
from verify.ledger.models import Form, OpenContent, Record, SealedOpening
from verify.ledger.values import Viewer
from verify.prepared import PreparedAny

# More are an attempt to drown a look-up; the oldest say what matters.
MOST_FOUND = 50
MOST_OWN = 5


def record_get(public_id: str, *, viewer: Viewer) -> Record:
    """An open record, or one of the viewer's own team; raises NoSuchRecord."""
    found = Record.objects.filter(_may_see(viewer), pk=public_id).first()
    if found is None:
        raise NoSuchRecord
    return found


def records_of(viewer: Viewer, *, limit: int = 50, before: str = "") -> Sequence[Record]:
    """The records of the viewer's team, newest first; `before` is the number of the last one already shown."""
    own = _own(viewer)
    if own is None:
        return []
    found: QuerySet[Record] = Record.objects.filter(own)
    last = found.filter(pk=before).first() if before else None
    if last is not None:
        found = found.filter(Q(created__lt=last.created) | Q(created=last.created, pk__lt=last.pk))
    return list(found.order_by("-created", "-pk")[:limit])


def records_seen_by(viewer: Viewer, numbers: Collection[str]) -> list[Record]:
    """Those of these records that the viewer may see."""
    return list(Record.objects.filter(_may_see(viewer), pk__in=numbers))


UNDER_DIGEST: Final = PreparedAny(lambda sha256: OpenContent.objects.filter(sha256=sha256))


def found_openly(sha256: str, *, own: int | None = None) -> list[OpenContent]:
    """Open records under this digest (hex), oldest first; hidden ones and mere retractions are left out.

    Nobody can drown those of others with records of their own: each recorder's oldest comes before anybody's second.
    Those of the organisation `own` are always among them.
    """
    if not UNDER_DIGEST.about(sha256.lower()):
        return []
    shown = OpenContent.objects.filter(sha256=sha256.lower(), record__hidden=None).select_related("record")
    found = list(shown.annotate(turn=_turn()).order_by("turn", "record__created", "pk")[:MOST_FOUND])
    if own is not None and len(found) == MOST_FOUND:
        others = shown.filter(record__organisation_id=own).exclude(pk__in=[one.pk for one in found])
        found += others.order_by("record__created", "pk")[:MOST_OWN]
    return sorted(found, key=lambda one: (one.record.created, one.pk))


def _turn() -> Window:
    """Which of its recorder's a record is, oldest first; who records for an organisation is not told apart in it."""
    person = Case(When(record__organisation_id=None, then=F("record__user_id")))
    return Window(RowNumber(), [F("record__organisation_id"), person], [F("record__created").asc(), F("pk").asc()])


def locked_of(record: Record) -> Locked:
    """The encrypted openings of a sealed record."""
    opening = SealedOpening.objects.get(record=record)
    return Locked(opening.key_id, bytes(opening.blob))


def is_retracted(record: Record) -> bool:
    """Whether its owner took it back."""
    return Record.objects.filter(previous=record, kind=Kind.RETRACTED).exists()


def is_of(record: Record, viewer: Viewer) -> bool:
    """Whether the record belongs to the viewer's team, or to nobody but the viewer.

    What was made for a team is the team's: who left it has no more to do with it.
    """
    if record.organisation_id is not None:
        return viewer.organisation == record.organisation_id
    return viewer.user is not None and viewer.user == record.user_id


def _may_see(viewer: Viewer) -> Q:
    shown = Q(form=Form.OPEN, hidden__isnull=True)
    own = _own(viewer)
    return shown if own is None else shown | own


def _own(viewer: Viewer) -> Q | None:
    own = Q(pk__in=())
    if viewer.organisation is not None:
        own |= Q(organisation_id=viewer.organisation)
    if viewer.user is not None:
        own |= Q(organisation_id=None, user_id=viewer.user)
    return own if viewer != Viewer() else None
