"""What a monitor remembers between two looks: heads and times, in one small file."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from chronology.errors import Malformed
from chronology.mirror.files import read_file, replace_file

MAX_STATE_BYTES = 32 * 1024 * 1024  # sixteen places with notes of a megabyte
SCHEMA = "firstlight.monitor/1"


@dataclass(frozen=True, slots=True)
class Place:
    """One place that shows the log: its newest checkpoint that was well, and when it answered and grew."""

    note: bytes | None
    answered_at: datetime
    grew_at: datetime


@dataclass(frozen=True, slots=True)
class Memory:
    """All places, and since when others have been seen with more entries than any place shows."""

    places: dict[str, Place] = field(default_factory=dict)
    behind_since: datetime | None = None

    def at(self, name: str, now: datetime) -> Place:
        """What is known of a place; a new one counts as having answered and grown now."""
        return self.places.get(name) or Place(None, now, now)

    def with_place(self, name: str, place: Place) -> Memory:
        """The same memory with this place as it is now."""
        return replace(self, places={**self.places, name: place})


def load(path: Path) -> Memory:
    """Read the file; an empty memory where there is none; raises Malformed, StoreUnavailable."""
    data = read_file(path)
    if data is None:
        return Memory()
    try:
        return _memory(json.loads(data) if len(data) <= MAX_STATE_BYTES else None)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise Malformed(f"{path.name} is not what a monitor wrote; move it away to begin anew.") from error


def save(path: Path, memory: Memory) -> None:
    """Write the file, durable when this returns; raises StoreUnavailable."""
    behind = memory.behind_since.isoformat() if memory.behind_since else None
    places = {name: _written(place) for name, place in memory.places.items()}
    text = json.dumps({"schema": SCHEMA, "places": places, "behind_since": behind}, indent=1)
    replace_file(path, text.encode())


def _written(place: Place) -> dict[str, str | None]:
    return {
        "note": b64encode(place.note).decode() if place.note is not None else None,
        "answered_at": place.answered_at.isoformat(),
        "grew_at": place.grew_at.isoformat(),
    }


def _memory(found: Any) -> Memory:
    if found["schema"] != SCHEMA:
        raise ValueError(SCHEMA)
    behind = found["behind_since"]
    places = {name: _place(one) for name, one in found["places"].items()}
    return Memory(places, _time(behind) if behind else None)


def _place(one: Any) -> Place:
    note = b64decode(one["note"], validate=True) if one["note"] is not None else None
    return Place(note, _time(one["answered_at"]), _time(one["grew_at"]))


def _time(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found
