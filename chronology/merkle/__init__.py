"""RFC 6962 and RFC 9162 hashing and proofs as pure functions."""

from chronology.merkle.consistency import verify_consistency
from chronology.merkle.hashing import EMPTY_ROOT, leaf_hash, node_hash
from chronology.merkle.inclusion import verify_inclusion

__all__ = ["EMPTY_ROOT", "leaf_hash", "node_hash", "verify_consistency", "verify_inclusion"]
