"""Ballots: wallet-signed typed data over the hash of a case, with the vote masked by a code. Source: EIP-712.

A ballot is a type of its own: nothing that is signed elsewhere on the site is one, and no ballot is a statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import coincurve
from eth_hash.auto import keccak

from provenance.blindlist.government.codec import (
    hex_at,
    number_at,
    object_at,
    parsed,
    require_keys,
    text_at,
)
from provenance.blindlist.government.codes import Code, commit
from provenance.blindlist.government.errors import BadBallot, GovernmentError
from provenance.blindlist.government.limits import BALLOT_BYTES
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.types import Plain
from provenance.statements.decoding import domain_of
from provenance.statements.eip55 import to_checksum
from provenance.statements.eip712 import DOMAIN_MEMBERS, NAME, VERSION, domain_separator
from provenance.statements.errors import BadMessage
from provenance.statements.limits import ADDRESS_BYTES
from provenance.statements.recovery import canonical as canonical_signature
from provenance.statements.recovery import recover
from provenance.statements.types import Address, Domain, TypedDigest

SCHEMA: Final = "firstlight.ballot/1"
TYPE: Final = "Ballot"
MEMBERS: Final = (
    ("caseHash", "bytes32"),
    ("round", "string"),
    ("codeCommitment", "bytes32"),
    ("masked", "uint8"),
    ("time", "uint64"),
    ("nonce", "bytes32"),
)
_TYPE_HASH: Final = keccak(f"{TYPE}({','.join(f'{kind} {name}' for name, kind in MEMBERS)})".encode())


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a wallet signs. `masked` is the vote XOR the mask of the code; `time` is Unix seconds; hashes are bytes."""

    case_hash: bytes
    round: str
    code_commitment: bytes
    masked: int
    time: int
    nonce: bytes


@dataclass(frozen=True, slots=True)
class SignedBallot:
    """A ballot with its domain, the address that says to have signed it, and 65 bytes of signature."""

    ballot: Ballot
    domain: Domain
    signer: Address
    signature: bytes


def round_name(number: int, action: Action) -> str:
    """What stands in a ballot for the round, so that the wallet shows what is voted on."""
    return f"{number} {action.value}"


def make_ballot(about: tuple[str, str], vote: bool, code: Code, *, wallet: bytes, time: int, nonce: bytes) -> Ballot:
    """The ballot about a case (its hash) and a round (its name) that hides this vote; raises BadBallot."""
    name, round_ = about
    return Ballot(bytes.fromhex(name), round_, commit(code, wallet), int(vote) ^ code.mask, time, nonce)


def vote_of(ballot: Ballot, code: Code, wallet: bytes) -> bool:
    """The vote, where this code opens the ballot's commitment; raises BadBallot."""
    if commit(code, wallet) != ballot.code_commitment:
        raise BadBallot("ballot.code", "This code does not open this ballot.")
    return bool(ballot.masked ^ code.mask)


def typed_digest(domain: Domain, ballot: Ballot) -> TypedDigest:
    """The 32 bytes that the wallet signs."""
    words = (
        _TYPE_HASH,
        ballot.case_hash,
        keccak(ballot.round.encode()),
        ballot.code_commitment,
        ballot.masked.to_bytes(32),
        ballot.time.to_bytes(32),
        ballot.nonce,
    )
    return TypedDigest(keccak(b"\x19\x01" + domain_separator(domain) + keccak(b"".join(words))))


def typed_data(domain: Domain, ballot: Ballot) -> dict[str, object]:
    """What a page hands to `eth_signTypedData_v4`, as JSON."""
    listed = {"EIP712Domain": _listed(DOMAIN_MEMBERS), TYPE: _listed(MEMBERS)}
    told = {"name": NAME, "version": VERSION, "chainId": domain.chain_id}
    told["verifyingContract"] = to_checksum(domain.contract)
    return {"types": listed, "primaryType": TYPE, "domain": told, "message": _values(ballot)}


def unsigned_to_json(domain: Domain, ballot: Ballot) -> dict[str, object]:
    """A ballot without signer and signature, as a page or a file carries it."""
    told = {"chainId": domain.chain_id, "verifyingContract": to_checksum(domain.contract)}
    return {"schema": SCHEMA, "type": TYPE, "domain": told, "message": _values(ballot)}


def ballot_to_json(signed: SignedBallot) -> dict[str, object]:
    """A signed ballot as an object; back with `from_text`."""
    whole = unsigned_to_json(signed.domain, signed.ballot)
    return {**whole, "signer": to_checksum(signed.signer), "signature": f"0x{signed.signature.hex()}"}


def unsigned_from_text(text: str | bytes) -> tuple[Domain, Ballot]:
    """An unsigned ballot out of JSON; raises BadBallot."""
    return _read(text, signed=False)[0]


def from_text(text: str | bytes) -> SignedBallot:
    """A signed ballot whose signature is of the signer it names; raises BadBallot."""
    (domain, ballot), told = _read(text, signed=True)
    signature = _signature(told)
    signed = SignedBallot(ballot, domain, Address(bytes.fromhex(_address(told["signer"]))), signature)
    require_signature(signed)
    return signed


def require_signature(signed: SignedBallot) -> None:
    """Raises BadBallot unless the named wallet's own key made the signature; contract wallets have none."""
    try:
        holds = recover(typed_digest(signed.domain, signed.ballot), signed.signature) == signed.signer
    except BadMessage as error:
        raise BadBallot("ballot.signature", "No key can have made this signature. Sign again.") from error
    if not holds:
        raise BadBallot("ballot.signature", "This ballot is not signed by the wallet that it names. Sign again.")


def address_of_wallet(wallet: bytes) -> Address:
    """The address of a compressed public key; raises BadBallot."""
    try:
        whole = coincurve.PublicKey(wallet).format(compressed=False)
    except ValueError as error:
        raise BadBallot("ballot.wallet", "This is no public key of a wallet.") from error
    return Address(keccak(whole[1:])[-ADDRESS_BYTES:])


def _read(text: str | bytes, *, signed: bool) -> tuple[tuple[Domain, Ballot], dict[str, object]]:
    try:
        told = parsed(text, BALLOT_BYTES)
        require_keys(told, "schema", "type", "domain", "message", *(("signer", "signature") if signed else ()))
        _require_schema(told)
        return (domain_of(told["domain"]), _ballot(object_at(told, "message"))), dict(told)
    except BadBallot:
        raise
    except (GovernmentError, BadMessage, UnicodeError) as error:
        raise BadBallot("ballot.shape", f"This is no ballot of this site. {error}") from error


def _require_schema(told: Mapping[str, Plain]) -> None:
    if told["schema"] != SCHEMA or told["type"] != TYPE:
        raise BadBallot("ballot.schema", f"A ballot says “schema”: “{SCHEMA}”.")


def _ballot(told: Mapping[str, Plain]) -> Ballot:
    require_keys(told, *(name for name, _ in MEMBERS))
    masked = number_at(told, "masked")
    if masked > 1:
        raise BadBallot("ballot.masked", "A masked vote is 0 or 1.")
    words = {name: _word(told, name) for name in ("caseHash", "codeCommitment", "nonce")}
    round_, time = text_at(told, "round", 40), number_at(told, "time")
    return Ballot(words["caseHash"], round_, words["codeCommitment"], masked, time, words["nonce"])


def _word(told: Mapping[str, Plain], name: str) -> bytes:
    value = told.get(name)
    stripped: dict[str, Plain] = {name: value[2:].lower() if isinstance(value, str) and value[:2] == "0x" else ""}
    return bytes.fromhex(hex_at(stripped, name, 64))


def _address(value: object) -> str:
    text = value[2:].lower() if isinstance(value, str) and value[:2] == "0x" else ""
    return hex_at({"signer": text}, "signer", 2 * ADDRESS_BYTES)


def _signature(told: dict[str, object]) -> bytes:
    value = told["signature"]
    try:
        return canonical_signature(bytes.fromhex(value[2:] if isinstance(value, str) else ""))
    except (ValueError, BadMessage) as error:
        raise BadBallot("ballot.signature", "A ballot's signature has 65 bytes. Sign again.") from error


def _values(ballot: Ballot) -> dict[str, object]:
    return {
        "caseHash": f"0x{ballot.case_hash.hex()}",
        "round": ballot.round,
        "codeCommitment": f"0x{ballot.code_commitment.hex()}",
        "masked": ballot.masked,
        "time": ballot.time,
        "nonce": f"0x{ballot.nonce.hex()}",
    }


def _listed(members: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "type": kind} for name, kind in members]
