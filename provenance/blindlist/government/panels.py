"""Who sits on a panel: drawn by a public value that nobody knew when the case was committed to.

The draw is a shuffle by SHA-256 over beacon, case, round and seat: anyone with the beacon repeats it. A set no larger
than the panel sits whole. The second panel shares nobody with the first; where too few are left, there is none, and
the owner wins by default when the time is over.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from provenance.blindlist.government.codec import digest
from provenance.blindlist.types import HolderIndex

PURPOSE = "firstlight.panel/1"


def needs_beacon(eligible: Iterable[HolderIndex], size: int) -> bool:
    """Whether there is anything to draw."""
    return len(set(eligible)) > size


def drawn(beacon: str, case: str, number: int, eligible: Iterable[HolderIndex], size: int) -> tuple[HolderIndex, ...]:
    """The panel, in order of seats; `beacon` is hexadecimal and may be empty where everybody sits."""
    seats = sorted(set(eligible))
    if len(seats) <= size:
        return tuple(seats)
    return tuple(sorted(sorted(seats, key=lambda seat: _lot(beacon, case, number, seat))[:size]))


def panel_digest(case: str, number: int, panel: Iterable[HolderIndex], out: Iterable[HolderIndex], salt: str) -> str:
    """The public commitment to who sits and who is recused; salted, because there are few possibilities."""
    told = {"case": case, "round": number, "panel": sorted(panel), "out": sorted(out), "salt": salt}
    return digest(PURPOSE, told)


def _lot(beacon: str, case: str, number: int, seat: HolderIndex) -> bytes:
    return hashlib.sha256(f"{PURPOSE}\0{beacon}\0{case}\0{number}\0{seat}".encode()).digest()
