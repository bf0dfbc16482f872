"""The digest of a row, and whether a trail is whole: rows that are missing, changed or out of their order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Final

from verify.audit.models import Entry

FORMAT: Final = "firstlight.audit/1"
BEGINNING: Final = hashlib.sha256(f"{FORMAT} begins".encode()).hexdigest()
"""What the first row holds in the place of a former digest."""


class Fault(StrEnum):
    """What is wrong at one number."""

    MISSING = "missing"
    ALTERED = "altered"
    BROKEN = "does not follow"
    FORGOTTEN = "not the trail that was noted"


@dataclass(frozen=True, slots=True)
class Found:
    """One fault, at the number where it shows."""

    number: int
    fault: Fault


@dataclass(frozen=True, slots=True)
class Checked:
    """How many rows were read, the digest of the last one, and what was wrong; `faults` is empty where all holds."""

    rows: int
    head: str
    faults: tuple[Found, ...]


def digest_of(entry: Entry) -> str:
    """SHA-256 over the format's name and every column but the digest itself, in one spelling."""
    columns = [
        FORMAT, entry.number, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.actor_id, entry.actor,
        entry.way, entry.act, entry.about, entry.subject, entry.params, entry.reason, entry.former,
    ]  # fmt: skip
    told = json.dumps(columns, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def checked(rows: Iterable[Entry], *, holds: str = "") -> Checked:
    """Walk the rows in their order; `holds` is a digest that was noted outside and must still be among them.

    Rows that were cut off at the end are found by such a digest alone: what is left is whole in itself.
    """
    number, head, faults, held, read = 0, BEGINNING, list[Found](), holds == BEGINNING, 0
    for row in rows:
        number, read = number + 1, read + 1
        if row.number != number:
            faults.append(Found(number, Fault.MISSING))
            number = row.number
        elif row.former != head:
            faults.append(Found(number, Fault.BROKEN))
        if digest_of(row) != row.digest:
            faults.append(Found(number, Fault.ALTERED))
        head, held = row.digest, held or row.digest == holds
    if holds and not held:
        faults.append(Found(number, Fault.FORGOTTEN))
    return Checked(read, head, tuple(faults))
