"""Proofs in files that other people's tools read: C2SP tlog-proof."""

from chronology.proof.tlog_proof import TlogProof, parse_proof

__all__ = ["TlogProof", "parse_proof"]
