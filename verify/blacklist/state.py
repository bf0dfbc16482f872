"""The register as the rows of acts make it; replayed once a process, and on from there."""

from __future__ import annotations

import json

from provenance.blindlist.government.acts import act_from_json
from provenance.blindlist.government.machine import apply, founded
from provenance.blindlist.government.types import Act, Register
from verify.blacklist.errors import NotFounded
from verify.blacklist.models import ActRow

STORE = "blacklist"

_kept: Register | None = None


def register() -> Register:
    """What all acts so far have made; raises NotFounded where there are none."""
    global _kept  # noqa: PLW0603 - one register a process, owned here
    found = _kept if _kept is not None and _still_holds(_kept) else None
    for row in ActRow.objects.filter(number__gt=found.number if found else 0).order_by("number").iterator():
        found = founded(act_of(row)) if found is None else apply(found, act_of(row))
    if found is None:
        raise NotFounded
    _kept = found
    return found


def is_founded() -> bool:
    """Whether this installation governs a list."""
    return ActRow.objects.exists()


def act_of(row: ActRow) -> Act:
    """The act in a row."""
    return act_from_json(json.loads(row.body))


def _still_holds(kept: Register) -> bool:
    """Whether the rows that were replayed are still there: a restored backup may have fewer, or others."""
    return ActRow.objects.filter(number=kept.number, hash=kept.head).exists()
