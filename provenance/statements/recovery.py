"""Whose key made a signature, by recovery and without a node. Sources: EIP-2 (low s), EIP-2098, SEC 1 §4.1.6."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Final

import coincurve
from eth_hash.auto import keccak

from provenance.statements.eip712 import typed_digest
from provenance.statements.errors import BadMessage
from provenance.statements.limits import ADDRESS_BYTES, WORD_BYTES
from provenance.statements.types import Address, ChainId, Scheme, SignatureCheck, SignatureState, Signed

ORDER: Final = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
"""Of secp256k1 (SEC 2 §2.4.1)."""

_HALF: Final = (ORDER // 2).to_bytes(WORD_BYTES)
_PARITIES: Final = {0: 0, 1: 1, 27: 0, 28: 1}


def recover(digest: bytes, signature: bytes) -> Address:
    """The address whose key made this signature over these 32 bytes; raises BadMessage where it is of no such form.

    65 bytes r, s, v with v 0, 1, 27 or 28, or 64 bytes (EIP-2098). A high s is refused: anyone can turn a signature
    into that other writing of it.
    """
    whole = canonical(signature)
    if len(digest) != WORD_BYTES:
        raise BadMessage("signature.digest", "A digest has 32 bytes.")
    try:
        made = whole[:64] + bytes([whole[64] - 27])
        key = coincurve.PublicKey.from_signature_and_message(made, digest, hasher=None)
    except ValueError as error:
        raise BadMessage("signature.unrecoverable", "No key can have made this signature. Sign again.") from error
    return Address(keccak(key.format(compressed=False)[1:])[-ADDRESS_BYTES:])


def canonical(signature: bytes) -> bytes:
    """The one writing of a key's signature: 65 bytes with low s and v 27 or 28; raises BadMessage for other forms."""
    r, s, v = _parts(signature)
    if s > _HALF:
        raise BadMessage("signature.high_s", "This writing of a signature is not accepted (its s is high). Sign again.")
    return r + s + bytes([v + 27])


def check(signed: Signed, at: datetime) -> SignatureCheck:
    """HOLDS where recovery answers with the signer; else UNAVAILABLE, as only a node can tell: it may be a contract.

    Never BROKEN: without a node the addresses of a key and of a contract look alike. A high s of the signer's own is
    NOT_CHECKED. Raises BadMessage for a message that cannot be hashed.
    """
    digest = typed_digest(signed.domain, signed.message)
    return check_digest(digest, signed.signer, signed.signature, at, signed.domain.chain_id)


def check_digest(
    digest: bytes, signer: Address, signature: bytes, at: datetime, chain: ChainId | None
) -> SignatureCheck:
    """The same for any digest of 32 bytes; raises nothing, whatever the signature is."""
    try:
        holds = recover(digest, signature) == signer
    except BadMessage as error:
        if error.code == "signature.high_s" and _made_by(digest, _turned(signature)) == signer:
            return SignatureCheck(SignatureState.NOT_CHECKED, error.code, None, at, chain)
        holds = False
    if holds:
        return SignatureCheck(SignatureState.HOLDS, "signature.holds", Scheme.EOA, at, chain)
    return SignatureCheck(SignatureState.UNAVAILABLE, "signature.may_be_contract", None, at, chain)


def normalised(signed: Signed) -> Signed:
    """The message with the one writing of its signature where the signer's own key made it; else as it is.

    One signature then has one statement id, however a wallet wrote it; the bytes of a contract wallet stay untouched.
    """
    if _made_by(typed_digest(signed.domain, signed.message), signed.signature) != signed.signer:
        return signed
    return replace(signed, signature=canonical(signed.signature))


def check_many(signed: Iterable[Signed], at: datetime) -> tuple[SignatureCheck, ...]:
    """Each in the order given; no message that cannot be hashed stops the others: it is NOT_CHECKED with its code."""
    return tuple(_checked(one, at) for one in signed)


def _checked(signed: Signed, at: datetime) -> SignatureCheck:
    try:
        return check(signed, at)
    except BadMessage as error:
        return SignatureCheck(SignatureState.NOT_CHECKED, error.code, None, at)


def _made_by(digest: bytes, signature: bytes) -> Address | None:
    try:
        return recover(digest, signature)
    except BadMessage:
        return None


def _parts(signature: bytes) -> tuple[bytes, bytes, int]:
    """r, s and which of the two keys, 0 or 1."""
    r, s = signature[:32], signature[32:64]
    if len(signature) == 64:
        return r, bytes([s[0] & 0x7F]) + s[1:], s[0] >> 7
    if len(signature) != 65 or signature[64] not in _PARITIES:
        raise BadMessage("signature.form", "A key's signature has 64 or 65 bytes and ends in 27 or 28. Sign again.")
    return r, s, _PARITIES[signature[64]]


def _turned(signature: bytes) -> bytes:
    """The low writing of a signature with high s."""
    r, s, v = _parts(signature)
    return r + ((ORDER - int.from_bytes(s)) % ORDER).to_bytes(WORD_BYTES) + bytes([1 - v])
