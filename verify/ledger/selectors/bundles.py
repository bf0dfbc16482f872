"""The bundle of a record: everything that shows it to somebody who trusts nobody."""

from __future__ import annotations

import json

from chronology.anchors.selectors import anchors_covering
from chronology.bundle.assemble import Enclosed, assemble
from chronology.records import Member, Opening, parse_openings
from chronology.types import Digest, LeafIndex
from verify.ledger.asking import report_sign
from verify.ledger.errors import NoSuchRecord, NotRecordedYet, SignerUnavailable
from verify.ledger.keystore import datum_unlock
from verify.ledger.models import Form, Record
from verify.ledger.parts import parts
from verify.ledger.selectors.reading import chronology_read
from verify.ledger.selectors.records import is_of, locked_of, record_get
from verify.ledger.values import MemberPart, Viewer

TOO_EARLY = "No checkpoint covers this record yet: try again in some seconds."


def bundle_of(record: Record, *, viewer: Viewer, report: bytes | None = None, lists: bytes | None = None) -> bytes:
    """The bundle, with the openings of a sealed record; its own team gets it, of an open one everybody.

    `report` is signed where the signer answers. Raises NotRecordedYet until a checkpoint covers the record,
    NoSuchRecord, Erased, LogUnavailable.
    """
    record = record_get(record.pk, viewer=viewer)
    if record.index is None:
        raise NotRecordedYet(TOO_EARLY)
    sealed = record.form == Form.SEALED
    openings = openings_of(record, viewer=viewer) if sealed else ()
    listed = sealed_members_of(record, viewer=viewer) if sealed else ()
    members = tuple(Member(one.role, Digest(one.sha256)) for one in listed)
    enclosed = Enclosed(report, _signature(report), lists)
    with chronology_read():
        log = parts().log()
        if log.published_size() <= record.index:
            raise NotRecordedYet(TOO_EARLY)
        anchors = anchors_covering(log.engine, log.log_id, LeafIndex(record.index))
        made = assemble(
            log,
            [record.index],
            at=parts().clock(),
            anchors=anchors,
            openings={record.index: openings},
            members={record.index: members},
            enclosed=enclosed,
        )
        return made.to_bytes()


def openings_of(record: Record, *, viewer: Viewer) -> tuple[Opening, ...]:
    """What opens a sealed record, for its own team; raises NoSuchRecord, Erased."""
    return parse_openings(bytes.fromhex(_datum(record, viewer)["openings"]))


def sealed_members_of(record: Record, *, viewer: Viewer) -> tuple[MemberPart, ...]:
    """The members of a sealed work, for its own team; raises NoSuchRecord, Erased."""
    return tuple(MemberPart(role, bytes.fromhex(digest)) for role, digest in _datum(record, viewer)["members"])


def _datum(record: Record, viewer: Viewer) -> dict[str, str]:
    if record.form != Form.SEALED or not is_of(record, viewer):
        raise NoSuchRecord
    found: dict[str, str] = json.loads(datum_unlock(locked_of(record), about=record.pk))
    return found


def _signature(report: bytes | None) -> bytes | None:
    if report is None:
        return None
    try:
        return report_sign(report)
    except SignerUnavailable:
        return None
