"""Looking a label up with the same work for every label: on the list, not on it, or in a full bucket.

A record is opened every time. Where the bucket holds none under this label, what is opened is a blank record that was
sealed under the same label a moment before: nothing fails, and nothing is shorter.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Final

from provenance.blindlist.buckets import Buckets, slots_in
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.layers import Layers
from provenance.blindlist.records import open_slot, seal
from provenance.blindlist.splitting import TAG_BYTES, Parts, parts_of
from provenance.blindlist.types import Entry, Label, Status

_BLANK: Final = Entry(Status.LISTED, "blank", "FL-0000-0000", datetime(2020, 1, 1, tzinfo=UTC))


def look_in(passing: Layers, found: Buckets, label: Label, *, epoch: int) -> Entry | None:
    """The entry of this label, or None."""
    parts = parts_of(label)
    slots = slots_in(found.bucket(parts.bucket(found.bits)))
    there, slot = _chosen(parts, slots, seal(parts, _BLANK, epoch=epoch))
    may_be = passing.holds(parts.filter_key)
    try:
        entry = open_slot(parts, slot, epoch=epoch)
    except BadBlob:
        # A stranger's record with the same tag, once in 2^58 look-ups.
        return None
    return (None, entry)[there & may_be]


def _chosen(parts: Parts, slots: tuple[bytes, ...], blank: bytes) -> tuple[bool, bytes]:
    """The slot with this tag or the blank one; every slot is looked at."""
    there, place = False, len(slots)
    for number, slot in enumerate(slots):
        same = hmac.compare_digest(slot[:TAG_BYTES], parts.tag)
        there |= same
        place = (place, number)[same]
    return there, (*slots, blank)[place]
