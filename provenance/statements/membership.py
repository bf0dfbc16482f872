"""Which works belong to a campaign: Merkle proofs that a digest stands below a root which somebody signed.

Hashing as in RFC 9162 section 2.1 (SHA-256, leaves below 0x00, nodes below 0x01), so that any reader of certificate
transparency reads these proofs. A member is the SHA-256 of a work; members stand in ascending order, each once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from provenance.statements.errors import BadMessage

DIGEST_BYTES: Final = 32
MOST_MEMBERS: Final = 100_000
"""Variants of one campaign; large ones have some thousands. Working the tree out takes a tenth of a second."""
LONGEST_PATH: Final = 17
"""Levels of a tree of MOST_MEMBERS."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Where one member stands among `size`, and its neighbours up to the root, each 32 bytes, lowest first."""

    index: int
    size: int
    path: tuple[bytes, ...]


def members_of(digests: Sequence[bytes]) -> tuple[bytes, ...]:
    """The members in their order, each once; raises BadMessage where there is none, too many, or one is no digest."""
    members = tuple(sorted(set(digests)))
    if not members or len(members) > MOST_MEMBERS:
        raise BadMessage("campaign.size", f"A campaign has 1 to {MOST_MEMBERS} members.")
    if any(len(one) != DIGEST_BYTES for one in members):
        raise BadMessage("campaign.member", "A member is the SHA-256 of a work: 32 bytes.")
    return members


def levels_of(members: Sequence[bytes]) -> tuple[tuple[bytes, ...], ...]:
    """The tree, leaves first and the root last; an odd last node goes up as it is (RFC 9162 section 2.1.1)."""
    levels = [tuple(_leaf(one) for one in members)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        paired = [_node(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        levels.append((*paired, *below[len(paired) * 2 :]))
    return tuple(levels)


def path_of(levels: Sequence[Sequence[bytes]], index: int) -> tuple[bytes, ...]:
    """The neighbours of one member, lowest first."""
    path = []
    for level in levels[:-1]:
        neighbour = index ^ 1
        path += [level[neighbour]] if neighbour < len(level) else []
        index >>= 1
    return tuple(path)


def root_from(digest: bytes, proof: Membership) -> bytes:
    """The root that this proof leads to from a work (RFC 9162 section 2.1.3.2); whose root it is the caller compares.

    Raises BadMessage where the proof cannot be one.
    """
    _require_fit(digest, proof)
    at, last, node = proof.index, proof.size - 1, _leaf(digest)
    for neighbour in proof.path:
        if last == 0:
            raise _unfit()
        if at & 1 or at == last:
            node = _node(neighbour, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = _node(node, neighbour)
        at, last = at >> 1, last >> 1
    if last:
        raise _unfit()
    return node


def _require_fit(digest: bytes, proof: Membership) -> None:
    sizes = {len(digest), *map(len, proof.path)}
    if sizes != {DIGEST_BYTES} or not 0 <= proof.index < proof.size <= MOST_MEMBERS or len(proof.path) > LONGEST_PATH:
        raise _unfit()


def _unfit() -> BadMessage:
    return BadMessage("campaign.proof", "This is no proof of membership: ask whoever runs the campaign for another.")


def _leaf(digest: bytes) -> bytes:
    return sha256(b"\x00" + digest).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
