"""Manifest stores damaged at random, and what may never come of it: a crash, or a signer that did not sign."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from provenance.credentials.signing_chains import Signature, SignedBy


def mutants(stores: list[bytes], seed: int, many: int) -> Iterator[tuple[bytes, bytes]]:
    """Each time one of the stores, and it with one to four places changed, cut, doubled or exchanged."""
    chance = random.Random(seed)
    for _ in range(many):
        store = chance.choice(stores)
        changed = bytearray(store)
        for _ in range(chance.randint(1, 4)):
            _change(changed, chance, stores)
        yield store, bytes(changed)


def granted_wrongly(original: Sequence[SignedBy], mutant: Sequence[SignedBy]) -> list[SignedBy]:
    """Signers of the mutant whose signature is said to hold over what they did not say in the original.

    A mutant may lose signers and words; none may hold with another key, level, tool or device.
    """
    known = {one.chain[0]: _said(one) for one in original if one.signature is Signature.HOLDS}
    holding = [one for one in mutant if one.signature is Signature.HOLDS]
    return [one for one in holding if not _said(one) <= known.get(one.chain[0], frozenset())]


def _said(one: SignedBy) -> frozenset[tuple[str, object]]:
    said = {
        "key": one.key, "level": one.assurance, "record": one.record, "tool": one.generator,
        "version": one.generator_version, "maker": one.device.maker, "model": one.device.model,
        "firmware": one.device.firmware, "serial": one.device.body_serial,
    }  # fmt: skip
    return frozenset((name, value) for name, value in said.items() if value)


def _change(changed: bytearray, chance: random.Random, stores: list[bytes]) -> None:
    at = chance.randrange(len(changed)) if changed else 0
    kind = chance.randrange(6)
    if kind < 2 and changed:
        changed[at] = chance.randrange(256)
    elif kind == 2 and changed:
        changed[at] ^= 1 << chance.randrange(8)
    elif kind == 3:
        del changed[at : at + chance.randrange(1, 40)]
    elif kind == 4:
        changed[at:at] = changed[at : at + chance.randrange(1, 200)]
    else:
        other = chance.choice(stores)
        start = chance.randrange(len(other))
        piece = other[start : start + chance.randrange(1, 2000)]
        changed[at : at + len(piece)] = piece
