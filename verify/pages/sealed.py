"""What a sealed record holds, for its own team: the digests that everybody else sees only as commitments."""

from __future__ import annotations

from dataclasses import replace

from chronology.records import Field
from verify.ledger.errors import Erased
from verify.ledger.keystore import KeyMissing
from verify.ledger.models import Form, Record
from verify.ledger.selectors import is_of, openings_of, sealed_members_of
from verify.ledger.values import TimeView, Viewer


def opened(record: Record, view: TimeView, viewer: Viewer) -> TimeView:
    """Return the view with content and parts filled in where a sealed record is the reader's own; else as it was.

    So it stays where the key is erased, or missing: the record is on the log all the same.
    """
    if record.form != Form.SEALED or not is_of(record, viewer):
        return view
    try:
        content = [one.value for one in openings_of(record, viewer=viewer) if one.field == Field.CONTENT]
        members = sealed_members_of(record, viewer=viewer)
    except (Erased, KeyMissing):
        return view
    listed = tuple((one.role, one.sha256.hex()) for one in members)
    return replace(view, sha256="".join(one.hex() for one in content), members=listed)
