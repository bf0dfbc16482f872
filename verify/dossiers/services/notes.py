"""Notes for the team."""

from __future__ import annotations

from django.db import transaction

from verify import wiring
from verify.dossiers.errors import NotAllowed, NotNow, Unfit
from verify.dossiers.limits import MOST_NOTES, NOTE_CHARS
from verify.dossiers.models import ActKind, Dossier, Note
from verify.dossiers.services.dossiers import require_open
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import paragraphs


@transaction.atomic
def note_write(dossier: Dossier, *, text: str, desk: AtTheDesk) -> Note:
    """Write a note; raises Unfit and NotNow."""
    require_open(dossier)
    plain = paragraphs(text, NOTE_CHARS)
    if not plain:
        raise Unfit("Write something first.")
    if dossier.notes.count() >= MOST_NOTES:
        raise NotNow(f"A dossier holds at most {MOST_NOTES} notes. Take some out.")
    made = Note.objects.create(dossier=dossier, text=plain, at=wiring.now(), by=desk.user)
    act_add(dossier, desk, ActKind.NOTED, note=made.pk)
    return made


@transaction.atomic
def note_remove(note: Note, *, desk: AtTheDesk) -> None:
    """Take a note out: its writer may, and who decides. That it was there stays in the trail. Raises NotAllowed."""
    if note.by_id != desk.user.pk and not desk.decides:
        raise NotAllowed("Only who wrote a note, an editor or an owner takes it out.")
    act_add(note.dossier, desk, ActKind.UNNOTED, note=note.pk)
    note.delete()
