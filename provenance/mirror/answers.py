"""What a mirror answers, as JSON: the fields of the installation's own look-up, and beside them as of when."""

from __future__ import annotations

from typing import Any, Final

from provenance.mirror.copy import AsOf, Copy, FoundRecord

SCHEMA: Final = "firstlight.mirror-lookup/1"
NOT_IN_IT: Final = ("sealed records", "links", "authors", "look-alikes")
"""What no feed publishes: a mirror says nothing about it, and never that there is none."""


def looked_up(copy: Copy, sha256: str) -> dict[str, Any]:
    """Open records and signed messages about these bytes (hex SHA-256)."""
    digest = bytes.fromhex(sha256)
    records = [on_record(copy, one) for one in copy.records(digest)]
    statements = copy.statements(digest)
    return {"schema": SCHEMA, "sha256": sha256, "tx": None, "records": records, "anchors": [],
            "statements": statements, **mirror(copy.as_of())}  # fmt: skip


def anchored(copy: Copy, transaction: str) -> dict[str, Any]:
    """The checkpoints that a transaction anchors."""
    return {"schema": SCHEMA, "sha256": None, "tx": transaction, "records": [], "anchors": copy.anchors(transaction),
            "statements": [], **mirror(copy.as_of())}  # fmt: skip


def on_record(copy: Copy, one: FoundRecord) -> dict[str, Any]:
    """One record as the installation tells it."""
    return {
        "id": one.id,
        "recorder": {"name": one.recorder},
        "kind": one.kind,
        "role": one.role or None,
        "index": one.index,
        "states": list(one.states),
        "time": {"not_before": one.not_before, "by": one.by},
        "links": copy.link(one.id),
    }


def mirror(as_of: AsOf) -> dict[str, Any]:
    """Which copy answered, how old it is, and what no copy can say."""
    told = {
        "origin": as_of.origin,
        "source": as_of.source,
        "feed": as_of.feed,
        "entries": as_of.count,
        "as_of": f"{as_of.at:%Y-%m-%dT%H:%M:%SZ}",
        "age_seconds": int(as_of.age.total_seconds()),
        "stale": as_of.stale,
    }
    return {"mirror": told, "not_in_it": list(NOT_IN_IT)}
