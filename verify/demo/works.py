"""The demo newsroom and the works it has on record, so that copies of them are led back to something."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from fixtures.expectations import RECORDED
from provenance.direction import is_captured
from provenance.types import Examination
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.cases.indexing import IndexChoice, fingerprints_are_indexed, index_choice_of
from verify.ledger.models import Record
from verify.ledger.services import record_open
from verify.ledger.values import Viewer
from verify.registry.recorders import ListedRecorder

NEWSROOM, NAME = "demo-courier", "DEMO Harbour Courier"
SHOWN = IndexChoice(findable=True, comparable=True, showable=True)


def missing_works() -> tuple[str, ...]:
    """Those of the newsroom's works that are not on record, or cannot be found."""
    newsroom = Organisation.objects.filter(slug=NEWSROOM).first()
    return tuple(name for name in RECORDED if newsroom is None or not _is_there(digest_of(name), newsroom))


def record_works() -> None:
    """Put what is missing on record and let it be found; raises SandboxUnavailable and IndexUnavailable."""
    house = newsroom()
    with wiring.open_examiner() as examiner:
        for name in missing_works():
            with _opened(name) as media:
                _record(examiner.examine(media, wiring.now()), house)


def newsroom() -> Organisation:
    """Return the demo newsroom, made at the first asking and listed by the demo's desk."""
    found = Organisation.objects.filter(slug=NEWSROOM).first()
    if found is None:
        editor, _ = User.objects.get_or_create(username=NEWSROOM)
        editor.set_unusable_password()
        editor.save()
        found = organisation_create(name=NAME, slug=NEWSROOM, owner=editor)
    for desk in Organisation.objects.filter(slug="demo-desk"):
        ListedRecorder.objects.get_or_create(organisation=desk, recorder=found)
    return found


def _is_there(sha256: bytes, newsroom: Organisation) -> bool:
    records = Record.objects.filter(organisation_id=newsroom.pk, sha256=sha256.hex())
    return any(index_choice_of(record) is not None for record in records)


def _record(examination: Examination, newsroom: Organisation) -> None:
    media = examination.report.media
    if media.sha256 is None or examination.fingerprints is None:
        return
    owner = Viewer(newsroom.pk)
    record = record_open(sha256=bytes.fromhex(media.sha256), owner=owner, media_type=media.type or "")
    captured = is_captured(examination.report)
    fingerprints_are_indexed(record, examination.fingerprints, SHOWN, bindings=examination.bindings, captured=captured)


def path_of(name: str) -> Path:
    """Where a demo file lies."""
    return Path(settings.DATA_DIR) / "demo" / name


def digest_of(name: str) -> bytes:
    """Return the SHA-256 of a demo file."""
    with path_of(name).open("rb") as media:
        return hashlib.file_digest(media, "sha256").digest()


@contextmanager
def _opened(name: str) -> Iterator[int]:
    descriptor = os.open(path_of(name), os.O_RDONLY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
