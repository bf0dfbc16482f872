"""How a list service stands that runs here, for `manage.py doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from provenance.blindlist.errors import BlindListError
from verify.listservice.shelf import Shelf


@dataclass(frozen=True, slots=True)
class ListHealth:
    """Whether its newest edition still speaks, and what there is to say."""

    speaks: bool
    words: str


def list_health(at: datetime) -> ListHealth | None:
    """How it stands; None where no list service was set up here."""
    where = Path(settings.LIST_DIR)
    if not (where / "pins.json").is_file():
        return None
    try:
        return _health(Shelf(where), at)
    except BlindListError as problem:
        return ListHealth(speaks=False, words=problem.public)


def _health(shelf: Shelf, at: datetime) -> ListHealth:
    members, newest = shelf.current(), shelf.newest()
    people = f"{members.quorum} of {len(members.members)} maintainers sign"
    if newest is None:
        return ListHealth(speaks=False, words=f"{people}; no edition yet: their stations make keys and the first one")
    edition, entries = newest.edition, sum(count for _, count in newest.edition.counts)
    words = f"{people}; edition {edition.edition} of epoch {edition.epoch}, {entries} entries"
    if at >= edition.expires_at:
        return ListHealth(
            speaks=False, words=f"{words}, expired {edition.expires_at:%Y-%m-%d %H:%M} UTC: ask maintainers"
        )
    return ListHealth(speaks=True, words=f"{words}, good until {edition.expires_at:%Y-%m-%d %H:%M} UTC")
