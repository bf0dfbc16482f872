"""Recording from the command line: whose record it is, and what is said about it."""

from __future__ import annotations

import time
from dataclasses import dataclass

from provenance.direction import is_captured
from provenance.types import Examination
from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.cases.indexing import IndexChoice, fingerprints_are_indexed
from verify.ledger.models import Record, RecordState
from verify.ledger.services import record_open, record_sealed
from verify.ledger.values import Viewer

# An open record has its place after a second or two; where the signer does not run it waits in the outbox.
PATIENCE_SECONDS = 5.0
LOOK_SECONDS = 0.1


class NoOwner(Exception):
    """Every record has an owner, and none was named; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Records what one command checks, for one owner."""

    owner: Viewer
    sealed: bool

    @classmethod
    def of(cls, name: str, *, sealed: bool) -> Recording:
        """For that user, or for the only one there is; raises NoOwner."""
        users = User.objects.filter(is_active=True, **({"username": name} if name else {}))[:2]
        if len(users) != 1:
            why = f"there is no user {name}" if name else "every record has an owner"
            raise NoOwner(f"Nothing was checked: {why}. Name a user with --owner NAME.")
        organisation = organisation_of(users[0])
        return cls(Viewer(organisation.pk if organisation else None, users[0].pk), sealed)

    def record(self, examination: Examination) -> Record | None:
        """Record the bytes that were checked, and let open ones be found; None where nothing was read."""
        media = examination.report.media
        if media.sha256 is None:
            return None
        content = bytes.fromhex(media.sha256)
        if self.sealed:
            return record_sealed(sha256=content, owner=self.owner)
        made = record_open(sha256=content, owner=self.owner, media_type=media.type or "")
        _let_be_found(made, examination)
        return _with_its_place(made)


def _let_be_found(record: Record, examination: Examination) -> None:
    if examination.fingerprints is not None:
        fingerprints_are_indexed(
            record,
            examination.fingerprints,
            IndexChoice.OPEN_DEFAULT,
            bindings=examination.bindings,
            captured=is_captured(examination.report),
        )


def _with_its_place(record: Record) -> Record:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while record.state == RecordState.WAITING and time.monotonic() < deadline:
        time.sleep(LOOK_SECONDS)
        record.refresh_from_db()
    return record


def told(record: Record | None) -> list[str]:
    """The lines for people."""
    if record is None:
        return []
    if record.index is not None:
        return [f"  recorded as entry {record.index} of the log (record {record.pk})"]
    return [f"  waits for its place on the log (record {record.pk}, {record.form}); it is stored and cannot be lost"]


def record_as_json(record: Record) -> dict[str, object]:
    """The same for programs."""
    return {"id": record.pk, "form": record.form, "state": record.state, "index": record.index}
