"""What existed when: an append-only Merkle log, its proofs, anchors and bundles. SQLAlchemy Core, no Django.

`Log` and `Bundle` are loaded on first use, so that checking a proof needs neither a database nor a chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chronology.errors import ChronologyError, ProofBroken
from chronology.merkle import leaf_hash, verify_consistency, verify_inclusion

if TYPE_CHECKING:
    from chronology.bundle import Bundle
    from chronology.log import Log

__all__ = ["Bundle", "ChronologyError", "Log", "ProofBroken", "leaf_hash", "verify_consistency", "verify_inclusion"]


def __getattr__(name: str) -> Any:
    if name == "Log":
        from chronology.log import Log

        return Log
    if name == "Bundle":
        from chronology.bundle import Bundle

        return Bundle
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
