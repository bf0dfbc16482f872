"""Making the publication copy of a held file: a worker has the newsroom's key, a process behind walls has the file."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import BinaryIO

import structlog

from provenance.publication.errors import BadKey, NotCopyable
from provenance.publication.types import Copy, History
from verify import publication_wiring, wiring
from verify.cases.errors import NoRoom, NoSuchVerification
from verify.cases.models import Verification
from verify.cases.publishing import may_publish
from verify.cases.quarantine import Part
from verify.cases.uploader import Uploader
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.linking.models import CopyState, PublicationCopy

log = structlog.get_logger("cases")

KIND = "copying"
# Longer than any file is held: nothing is left that the row could speak of.
KEEP = timedelta(hours=2)


def may_copy(verification: Verification, reader: Uploader | None) -> bool:
    """Whether this reader may have a copy made in the newsroom's name: its people, of a file of theirs, while held."""
    return (
        reader is not None
        and reader.user is not None
        and verification.report is not None
        and may_publish(verification, reader)
        and publication_wiring.signs_for(reader.organisation)
    )


def copy_ask(verification: Verification, *, reader: Uploader, history: History) -> None:
    """Have a copy made, in place of one asked for before; raises NoSuchVerification for whoever may not."""
    if not may_copy(verification, reader):
        raise NoSuchVerification
    wiring.quarantine().remove(verification.held, Part.COPY)
    blank = {"state": CopyState.WAITING, "code": "", "sha256": "", "media_type": "", "redacted": []}
    PublicationCopy.objects.update_or_create(
        verification_id=verification.pk, defaults={**blank, "history": history.value, "asked": wiring.now()}
    )
    job_add(kind=KIND, subject=verification.pk, folder=wiring.run_folder())


def copy_of(verification: Verification) -> PublicationCopy | None:
    """The copy that was asked for; None where none was, or its file is gone."""
    if not verification.held:
        return None
    return PublicationCopy.objects.filter(verification_id=verification.pk).first()


def copy_content(verification: Verification) -> BinaryIO | None:
    """The bytes of a copy that was made."""
    made = copy_of(verification)
    if made is None or made.state != CopyState.MADE:
        return None
    return wiring.quarantine().open(verification.held, Part.COPY)


def make_copy(subject: str) -> None:
    """The worker's side; a repeated call makes it anew."""
    verification = Verification.objects.filter(pk=subject).first()
    asked = copy_of(verification) if verification is not None else None
    if verification is None or asked is None or asked.state != CopyState.WAITING:
        return
    media = wiring.quarantine().open(verification.held, Part.MEDIA)
    if media is None:
        return
    with media:
        _make(verification, asked, media)


def _make(verification: Verification, asked: PublicationCopy, media: BinaryIO) -> None:
    try:
        made = publication_wiring.make_copy(media, History(asked.history))
        wiring.quarantine().put(verification.held, Part.COPY, made.content)
    except NotCopyable as problem:
        _refuse(asked, problem.code)
    except BadKey as problem:
        log.warning("the newsroom's key did not sign", problem=problem.public)
        _refuse(asked, "signing")
    except NoRoom:
        _refuse(asked, "failed")
    else:
        _store(asked, made)


def _store(asked: PublicationCopy, made: Copy) -> None:
    asked.state, asked.media_type = CopyState.MADE, made.mime
    asked.sha256, asked.redacted = hashlib.sha256(made.content).hexdigest(), list(made.redacted)
    asked.save()


def _refuse(asked: PublicationCopy, code: str) -> None:
    asked.state, asked.code = CopyState.REFUSED, code
    asked.save()


def give_up_copy(subject: str) -> None:
    """Say that it was our fault."""
    waiting = PublicationCopy.objects.filter(verification_id=subject, state=CopyState.WAITING)
    waiting.update(state=CopyState.REFUSED, code="failed")


def sweep_copies() -> None:
    """Forget copies whose files are gone."""
    PublicationCopy.objects.filter(asked__lt=wiring.now() - KEEP).delete()


COPYING = Kind(KIND, run=make_copy, give_up=give_up_copy, sweep=sweep_copies)
