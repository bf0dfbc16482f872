"""From a checked signature and its chain to evidence, for formats whose makers certify keys by plain X.509."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding

from provenance.attestation.levels import (
    LAPSED,
    NOT_YET,
    SIGNATURE_BROKEN,
    SOFTWARE,
    SOFTWARE_CLAIMS_HARDWARE,
    UNREADABLE,
    Standing,
    weighed,
)
from provenance.attestation.naming import (
    authority_id,
    certificate_id,
    key_digest,
    leaf_key_id,
    model_id,
    serial_id,
    subject_serial,
)
from provenance.attestation.types import AppStanding, Binding, DeviceId, Evidence, MakerRoot, Platform, Reader, RootTier
from provenance.attestation.vouching import NOT_ASKED, Chain, Vouched, says_software, vouch
from provenance.plain import Params

_ATTESTED_BY_PHONES: Final = frozenset({"1.3.6.1.4.1.11129.2.1.17", "1.2.840.113635.100.8.2"})
"""Extensions of keys that Android's keystore and App Attest certify: any app may sign with those."""


class Made(StrEnum):
    """Whether a key made a signature; `unavailable` where the algorithm is none that is understood."""

    MADE = "made"
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Signed:
    """What a format found: who signed, whether they did, what for, and what it says of itself.

    `best` is how strong it is if nothing speaks against it; `hardware` whether the attestation claims a key in
    hardware, which a software root must not.
    """

    chain: Chain
    made: Made
    binding: Binding
    best: Standing
    hardware: bool = True
    claims: Params = field(default_factory=dict)
    captured_at: datetime | None = None
    model: tuple[str, str] | None = None
    not_checked: tuple[str, ...] = ()


def refused(name: str, standing: Standing = UNREADABLE) -> Evidence:
    """Nothing comes of these bytes: of no value, which is not the same as tampered."""
    return Evidence(
        name, standing.level, standing.code, Binding.NOT_CHECKED, RootTier.NONE, "", NOT_ASKED, {}, ("binding", "root")
    )


def judged(name: str, platform: Platform, signed: Signed, reader: Reader, at: datetime) -> Evidence:
    """The evidence: signature first, then the chain, then root and revocation.

    Ids are given only where the signature covers this content: an attestation that was laid beside a stranger's
    picture says nothing of that picture's camera.
    """
    if signed.made is Made.UNAVAILABLE:
        return refused(name, Standing(UNREADABLE.level, "signature.not_understood"))
    if signed.made is Made.BROKEN:
        return refused(name, SIGNATURE_BROKEN)
    captured_at = signed.captured_at or reader.claimed_at
    vouched = vouch(signed.chain, reader, platform, at)
    if vouched.broken and vouched.broken not in (LAPSED, NOT_YET):
        return refused(name, vouched.broken)
    standing = weighed(_best(signed, vouched), vouched.root, vouched.revocation, captured_at, at)
    return _evidence(name, signed, vouched, standing, captured_at)


def _best(signed: Signed, vouched: Vouched) -> Standing:
    software = vouched.root.known_software if vouched.root is not None else says_software(signed.chain)
    if software:
        return SOFTWARE_CLAIMS_HARDWARE if signed.hardware else SOFTWARE
    return vouched.broken or signed.best


def _evidence(
    name: str, signed: Signed, vouched: Vouched, standing: Standing, captured_at: datetime | None
) -> Evidence:
    root = vouched.root
    made = Evidence(
        name, standing.level, standing.code, signed.binding, root.tier if root else RootTier.NONE,
        root.maker if root else "", vouched.revocation, signed.claims, signed.not_checked, captured_at,
        app=_app(signed.chain),
    )  # fmt: skip
    return replace(made, ids=_ids(signed, vouched)) if signed.binding is Binding.BOUND else made


def _app(chain: Chain) -> AppStanding:
    """Phones' keys have formats of their own, which ask for the app; in these ones nobody knows which app signed."""
    own = chain.certificates[0].extensions if chain.certificates else ()
    of_phone = any(one.oid.dotted_string in _ATTESTED_BY_PHONES for one in own)
    return AppStanding.NOT_CHECKED if of_phone else AppStanding.NONE


def _ids(signed: Signed, vouched: Vouched) -> tuple[DeviceId, ...]:
    """The key that signed; under a listed root also what that root's maker says of it."""
    ids = [leaf_key_id(key_digest(signed.chain.spki))]
    if vouched.root is None:
        return tuple(ids)
    if signed.chain.certificates:
        ids += [certificate_id(signed.chain.certificates[0].public_bytes(Encoding.DER))]
    ids += _named(signed, vouched.root)
    return (*ids, authority_id(vouched.issuer)) if vouched.issuer is not None else tuple(ids)


def _named(signed: Signed, root: MakerRoot) -> list[DeviceId]:
    """What only a listed maker can vouch for: its numbers and models mean something beside its name.

    Around a key that is listed itself anybody can write a certificate, with another camera's number in it.
    """
    certified = signed.chain.certificates if root.key != key_digest(signed.chain.spki) else ()
    serial = subject_serial(certified[0]) if certified else ""
    ids = [serial_id(root.maker, serial, proven=True)] if serial else []
    return ids + ([model_id(root.maker, *signed.model)] if signed.model else [])
