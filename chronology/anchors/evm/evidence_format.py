"""The evidence of one anchor as bytes: deterministic CBOR, a map with integer keys, format version first.

0 format (1) · 1 block header, RLP · 2 place of transaction and receipt in the block · 3 nodes that prove the
transaction · 4 nodes that prove the receipt · 5 place of the event among the receipt's logs. Chain, contract,
publisher, transaction and receipt are read out of what the nodes prove, so nothing is said twice.
"""

from __future__ import annotations

from dataclasses import dataclass

from chronology.errors import Malformed
from chronology.records.cbor import decode, encode

FORMAT = 1
MAX_EVIDENCE_BYTES = 262_144
"""A proof in a block of 10^4 transactions takes 6 KiB; headers of some networks add a few more."""
MAX_PLACE = 2**24
"""More items than any block has."""


@dataclass(frozen=True, slots=True)
class EvmEvidence:
    """What was collected; nothing of it is trusted before `check_evm_evidence`."""

    header: bytes
    index: int
    transaction_proof: tuple[bytes, ...]
    receipt_proof: tuple[bytes, ...]
    log_index: int

    def to_bytes(self) -> bytes:
        """The one encoding."""
        fields = (FORMAT, self.header, self.index, [*self.transaction_proof], [*self.receipt_proof], self.log_index)
        return encode(dict(enumerate(fields)))


def read_evidence(data: bytes) -> EvmEvidence:
    """Decode strictly; raises Malformed."""
    try:
        fields = decode(data, limit=MAX_EVIDENCE_BYTES)
    except Malformed as error:
        raise Malformed("The evidence of an EVM anchor is not CBOR of the documented form.") from error
    return _fields(fields)


def _fields(fields: object) -> EvmEvidence:
    if not isinstance(fields, dict) or [*fields] != [0, 1, 2, 3, 4, 5]:
        raise Malformed("The evidence of an EVM anchor does not have its six fields.")
    version, header, index, transaction_proof, receipt_proof, log_index = fields.values()
    if version != FORMAT or isinstance(version, bool):
        raise Malformed("The evidence of an EVM anchor is of a format that this version does not know.")
    if not isinstance(header, bytes):
        raise Malformed("The block header of the evidence is missing.")
    proofs = _nodes(transaction_proof), _nodes(receipt_proof)
    return EvmEvidence(header, _place(index), *proofs, _place(log_index))


def _nodes(nodes: object) -> tuple[bytes, ...]:
    if not isinstance(nodes, list) or not all(isinstance(node, bytes) for node in nodes):
        raise Malformed("A proof of the evidence is not a list of nodes.")
    return tuple(nodes)


def _place(number: object) -> int:
    if type(number) is not int or not 0 <= number < MAX_PLACE:
        raise Malformed("A place in the evidence is not a number of sensible size.")
    return number
