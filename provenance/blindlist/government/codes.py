"""A voter's code: it hides the vote, binds the list server, and proves nothing to whoever buys votes.

C = t·G + r·W over secp256k1, with W the voter's own public key: a Pedersen commitment whose trapdoor is the voter's
secret key. The server cannot open it to another t, for it does not know that key. The voter can open it to any t, so
whatever a voter shows proves nothing. Sources: Pedersen 1991; trapdoor ("chameleon") commitments, Brassard, Chaum and
Crépeau 1988. The vote on paper is the vote XOR the last bit of t.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

import coincurve

from provenance.blindlist.government.errors import BadBallot
from provenance.statements.limits import WORD_BYTES
from provenance.statements.recovery import ORDER

Random = Callable[[int], bytes]

_WIDE: Final = 48
"""Bytes for a scalar: 128 bits more than the order, so that none is likelier than another."""

CODE_BYTES: Final = 2 * WORD_BYTES


@dataclass(frozen=True, slots=True)
class Code:
    """What opens a commitment: two scalars of secp256k1, never zero."""

    t: int = field(repr=False)
    r: int = field(repr=False)

    @property
    def mask(self) -> int:
        """The bit that hides the vote."""
        return self.t & 1


def new_code(random: Random) -> Code:
    """A fresh code."""
    return Code(_scalar(random), _scalar(random))


def commit(code: Code, wallet: bytes) -> bytes:
    """SHA-256 over C, compressed; `wallet` is the voter's compressed public key. Raises BadBallot.

    Over the whole point: its x coordinate alone would open to minus t as well, whose last bit is the other one.
    """
    try:
        blinded = coincurve.PublicKey(wallet).multiply(code.r.to_bytes(WORD_BYTES))
        point = coincurve.PublicKey.combine_keys([coincurve.PrivateKey.from_int(code.t).public_key, blinded])
    except ValueError as error:
        raise BadBallot("ballot.code", "This code or key is none. Ask for a new ballot.") from error
    return sha256(point.format(compressed=True)).digest()


def code_to_bytes(code: Code) -> bytes:
    """A code as 64 bytes: t, then r."""
    return code.t.to_bytes(WORD_BYTES) + code.r.to_bytes(WORD_BYTES)


def code_from_bytes(raw: bytes) -> Code:
    """Back from 64 bytes; raises BadBallot."""
    code = Code(int.from_bytes(raw[:WORD_BYTES]), int.from_bytes(raw[WORD_BYTES:]))
    if len(raw) != CODE_BYTES or not (0 < code.t < ORDER and 0 < code.r < ORDER):
        raise BadBallot("ballot.code", "A code has 64 bytes: two numbers below the order of the curve.")
    return code


def opened_the_other_way(code: Code, secret: bytes) -> Code:
    """Another code for the same commitment with the other mask: what any voter can show to whoever asks.

    `secret` is the wallet's key, 32 bytes. Raises BadBallot in the one case of 2^255 where there is none.
    """
    key, t = int.from_bytes(secret), code.t ^ 1
    r = (code.r + (code.t - t) * pow(key, -1, ORDER)) % ORDER
    if not (0 < t < ORDER and r):
        raise BadBallot("ballot.code", "This code has no twin.")
    return Code(t, r)


def wallet_of(secret: bytes) -> bytes:
    """The compressed public key of a wallet's secret key; raises BadBallot."""
    try:
        return coincurve.PrivateKey(secret).public_key.format(compressed=True)
    except ValueError as error:
        raise BadBallot("ballot.wallet", "This is no secret key of a wallet.") from error


def _scalar(random: Random) -> int:
    return int.from_bytes(random(_WIDE)) % (ORDER - 1) + 1
