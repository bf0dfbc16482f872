"""The trees of RFC 6962 section 2.1 written down as its recursion says, to judge the fast code by."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def leaf(number: int) -> bytes:
    return sha256(b"\x00" + b"entry %d" % number).digest()


def leaves(count: int) -> list[bytes]:
    return [leaf(number) for number in range(count)]


def mth(nodes: Sequence[bytes]) -> bytes:
    if len(nodes) <= 1:
        return nodes[0] if nodes else sha256(b"").digest()
    split = 1 << (len(nodes) - 1).bit_length() - 1
    return sha256(b"\x01" + mth(nodes[:split]) + mth(nodes[split:])).digest()


def path(index: int, nodes: Sequence[bytes]) -> list[bytes]:
    if len(nodes) == 1:
        return []
    split = 1 << (len(nodes) - 1).bit_length() - 1
    if index < split:
        return [*path(index, nodes[:split]), mth(nodes[split:])]
    return [*path(index - split, nodes[split:]), mth(nodes[:split])]


def proof(old: int, nodes: Sequence[bytes], known: bool = True) -> list[bytes]:
    if old == len(nodes):
        return [] if known else [mth(nodes)]
    split = 1 << (len(nodes) - 1).bit_length() - 1
    if old <= split:
        return [*proof(old, nodes[:split], known), mth(nodes[split:])]
    return [*proof(old - split, nodes[split:], False), mth(nodes[:split])]


def subtree_proof(start: int, end: int, nodes: Sequence[bytes], known: bool = True) -> list[bytes]:
    """SUBTREE_PROOF of draft-ietf-plants-merkle-tree-certs section 4.4.1."""
    if (start, end) == (0, len(nodes)):
        return [] if known else [mth(nodes)]
    split = 1 << (len(nodes) - 1).bit_length() - 1
    if end <= split:
        return [*subtree_proof(start, end, nodes[:split], known), mth(nodes[split:])]
    if start >= split:
        return [*subtree_proof(start - split, end - split, nodes[split:], known), mth(nodes[:split])]
    return [*subtree_proof(0, end - split, nodes[split:], False), mth(nodes[:split])]
