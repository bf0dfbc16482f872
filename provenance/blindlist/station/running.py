"""Building a station from its folder, and keeping it going."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from provenance.blindlist.holders_http import WebHttp
from provenance.blindlist.holding_store import HolderStore
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.service_holders import ServiceHolders
from provenance.blindlist.sources import WebSource
from provenance.blindlist.station import secrets_of
from provenance.blindlist.station.desk import Desk
from provenance.blindlist.station.journal import Deed, Journal
from provenance.blindlist.station.label_book import LabelBook
from provenance.blindlist.station.parts import DAY, Parts
from provenance.blindlist.station.station import Station
from provenance.blindlist.types import MaintainerSet

log = logging.getLogger(__name__)

QUIET: Final = frozenset({"duty.failed"})
"""Told once while it lasts, and not every round."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By which a station runs; `epoch_life` must be the same for all stations of a list; `demo` lets in its rules."""

    seconds: float = 30.0
    patience: timedelta = DAY
    turn: timedelta = timedelta(minutes=10)
    life: timedelta = 7 * DAY
    epoch_life: timedelta = 90 * DAY
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a station stands: its own folder, the list service and what it asks with, its own key holder's folder."""

    folder: Path
    list_url: str
    token: str
    holder: Path


def open_station(place: Place, founders: MaintainerSet, terms: Terms, *, looking: bool = False) -> Station:
    """The station of this place; raises BadBlob where there are no keys, Busy where one runs there already."""
    folder, list_url, token = place.folder, place.list_url, place.token
    keys = secrets_of.load(folder)
    indexes = tuple(one.index for one in founders.members)
    parts = Parts(
        keys=keys,
        founders=founders,
        journal=Journal(folder / "journal", looking=looking),
        desk=Desk(WebSource(list_url), keys),
        mirror=Mirror(folder / "mirror", founders),
        holders=ServiceHolders(list_url, token, WebHttp(), indexes),
        book=LabelBook(folder / "labels"),
        give=HolderStore(place.holder).add_share,
        random=secrets.token_bytes,
        patience=terms.patience,
        turn=terms.turn,
        life=terms.life,
        epoch_life=terms.epoch_life,
        looking=looking,
        demo=terms.demo,
    )
    return Station(parts)


def keep_going(stations: list[Station], seconds: float, stopping: threading.Event, now: Callable[[], datetime]) -> None:
    """Round after round until told to stop; a round that did something is followed by the next at once."""
    said: dict[int, str] = {}
    while not stopping.is_set():
        busy = False
        for station in stations:
            deeds = station.round(now())
            busy |= any(one.code not in QUIET for one in deeds)
            _tell(station, deeds, said)
        stopping.wait(min(0.1, seconds) if busy else seconds)


def _tell(station: Station, deeds: tuple[Deed, ...], said: dict[int, str]) -> None:
    """To the log: codes and numbers; nothing in them names a device, a vote or a person."""
    index = station.parts.keys.index
    failed = " ".join(f"{one.params['duty']}: {one.params['why']}" for one in deeds if one.code in QUIET)
    if failed != said.get(index, ""):
        said[index] = failed
        if failed:
            log.warning("Station %s: %s", index, failed)
    for one in deeds:
        if one.code not in QUIET:
            log.info(
                "Station %s: %s %s", index, one.code, " ".join(f"{name}={value}" for name, value in one.params.items())
            )
