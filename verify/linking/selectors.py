"""How many recorded works of a team can be linked with a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from verify.linking.asking import Known, Linkable
from verify.linking.marks import Mark, Way
from verify.linking.models import LinkMark

MOST_COMPARED: Final = 200_000
"""Marks looked at, newest first: one hash each, half a second in all. A team with more is told "at least"."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many recorded works share a certificate or a number with a file, and how many in all.

    `known` says whether that could be found out; `cut` that there were more marks than are looked at.
    """

    known: Known
    works: int = 0
    by_certificate: int = 0
    by_serial: int = 0
    cut: bool = False


def shared(scope: str, found: Linkable, *, beside: str = "") -> Shared:
    """The recorded works of this team that whoever sees them can link with the file; the record `beside` left out."""
    if not found.handles:
        return Shared(found.known)
    ways = {way: _records(scope, way, found, beside) for way in Way}
    by_certificate, by_serial = ways[Way.CERTIFICATE], ways[Way.SERIAL]
    cut = LinkMark.objects.filter(scope=scope).count() > MOST_COMPARED
    return Shared(found.known, len(by_certificate | by_serial), len(by_certificate), len(by_serial), cut)


def _records(scope: str, way: Way, found: Linkable, beside: str) -> set[str]:
    handles = [one for one in found.handles if one.way is way]
    if not handles:
        return set()
    rows = LinkMark.objects.filter(scope=scope, way=way).exclude(record_id=beside).order_by("-id")
    marks = rows.values_list("record_id", "salt", "tag")[:MOST_COMPARED].iterator(chunk_size=2000)
    return {
        record for record, salt, tag in marks if any(Mark(way, bytes(salt), bytes(tag)).is_of(one) for one in handles)
    }
