"""What one audit works on: one state of the database, the tile store, and what was found so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from chronology.audit.answer import Findings
from chronology.audit.derived import DerivedTree
from chronology.log import Log


@dataclass(slots=True)
class AuditState:
    """Handed from one part of the audit to the next; owned by the one thread that audits."""

    log: Log
    connection: Connection
    tree: DerivedTree
    filed: int
    """Up to where tiles are filed, and so read from the tile store."""
    committed: int
    """The size of the last row."""
    findings: Findings = field(default_factory=Findings)
    checked: dict[str, int] = field(default_factory=dict)
    not_checked: list[str] = field(default_factory=list)
    edge: dict[int, bytes] = field(default_factory=dict)
    """The leaf hashes of the entries that lie in rows, by number, as derived from the stored bytes."""
    edge_keys: dict[int, bytes] = field(default_factory=dict)
    keys_digests: dict[int, bytes] = field(default_factory=dict)
    """The digest of the keys of each filed tile, by its number."""

    def count(self, what: str, number: int = 1) -> None:
        """Note that so many more were checked."""
        self.checked[what] = self.checked.get(what, 0) + number
