"""The audit trail: whether every row is there and as it was written."""

from __future__ import annotations

from collections.abc import Iterator

from verify.audit.selectors import trail_check
from verify.diagnosis.part import Part


def trail() -> Iterator[Part]:
    """Read all of it; a row that is missing or altered is somebody's work at the store."""
    found = trail_check()
    if not found.faults:
        yield Part("audit trail", True, f"{found.rows} rows, each following the former one")
        return
    first = found.faults[0]
    words = f"row {first.number} {first.fault.value}; {len(found.faults)} faults in all"
    todo = "manage.py trail check names each; find out who wrote to the store, and keep a copy as it is"
    yield Part("audit trail", False, words, todo=todo)
