"""Which root vouches for a key, by plain X.509: for devices whose makers certify keys of secure elements.

A key may also stand on the reader's list itself, as that of a camera somebody built does. Roots are matched by public
key, never by certificate or name. Phones have rules of their own (`walking`): what they wrote into certificates must be
let pass there and need not here, where a certificate that `cryptography` does not understand in full is refused.
Sources: RFC 5280 section 6, notes on hardware attestation section 1.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes
from cryptography.hazmat.primitives.serialization import load_der_public_key

from provenance.attestation.levels import CHAIN_BROKEN, LAPSED, NOT_AN_AUTHORITY, NOT_YET, UNREADABLE, WEAK, Standing
from provenance.attestation.limits import LEAST_RSA_BITS
from provenance.attestation.naming import key_digest, spki_of
from provenance.attestation.revocation import asked
from provenance.attestation.types import (
    KeyDigest,
    MakerRoot,
    Platform,
    Reader,
    Revocation,
    RevocationEvidence,
)

MOST_CERTIFICATES: Final = 6
"""Makers' chains seen have two to four certificates above the key."""

CERTIFICATE_BYTES: Final = 8 * 1024
"""The longest of the field corpus, with keys of RSA 4096, has under 3 KB."""

_KNOWN_CRITICAL: Final = frozenset({"2.5.29.15", "2.5.29.19", "2.5.29.37"})
"""Key usage, basic constraints, extended key usage. What else is critical here would have to be understood."""

_BROKEN_DIGESTS: Final = frozenset({"md5", "sha1"})
_SOFTWARE: Final = ("software keystore", "software attestation")

BAD_CERTIFICATE: Final = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension, x509.InvalidVersion)
"""What reading a stranger's certificate may raise."""

NOT_ASKED: Final = RevocationEvidence(Revocation.UNKNOWN, "revocation.unknown")
_LISTED_KEY: Final = RevocationEvidence(Revocation.GOOD, "revocation.listed_key", source="reader")


@dataclass(frozen=True, slots=True)
class Chain:
    """A key that signed, with the certificates above it, signer first; none where the key came bare."""

    spki: bytes
    certificates: tuple[x509.Certificate, ...] = ()

    @property
    def public_key(self) -> PublicKeyTypes:
        """The key that signed; raises one of BAD_CERTIFICATE."""
        return load_der_public_key(self.spki)


@dataclass(frozen=True, slots=True)
class Vouched:
    """The root that vouches, None where none does; `broken` says why the chain counts for less, None where it holds."""

    root: MakerRoot | None = None
    revocation: RevocationEvidence = NOT_ASKED
    broken: Standing | None = None
    issuer: KeyDigest | None = None


def chain_of(certificates: Sequence[bytes]) -> Chain | None:
    """The chain of these DER certificates, signer first; None where one cannot be read or there are too many."""
    if not 0 < len(certificates) <= MOST_CERTIFICATES or max(map(len, certificates)) > CERTIFICATE_BYTES:
        return None
    with warnings.catch_warnings():
        # What the library finds odd, or will refuse one day, it says aloud; no log is a place for a certificate.
        warnings.simplefilter("ignore")
        try:
            read = tuple(_read(one) for one in certificates)
            return Chain(spki_of(read[0]), read)
        except BAD_CERTIFICATE:
            return None


def _read(encoded: bytes) -> x509.Certificate:
    """The certificate with all its parts, which the library reads late: errors are met here."""
    read = x509.load_der_x509_certificate(encoded)
    _ = read.extensions, read.subject, read.issuer, read.signature_hash_algorithm, read.serial_number, read.public_key()
    return read


def bare_key(spki: bytes) -> Chain | None:
    """A key without any certificate; None where it cannot be read."""
    try:
        load_der_public_key(spki)
    except BAD_CERTIFICATE:
        return None
    return Chain(spki)


def vouch(chain: Chain, reader: Reader, platform: Platform, at: datetime) -> Vouched:
    """Who vouches for the key at this time; a device's own clock is no reason to take another."""
    roots = {one.key: one for one in reader.roots if one.platform in (platform, Platform.ANY)}
    listed = roots.get(key_digest(chain.spki))
    if not chain.certificates:
        return Vouched(listed, replace(_LISTED_KEY, evidence_at=at) if listed else NOT_ASKED)
    root, under = _anchored(chain.certificates, roots)
    # What stands above a listed key is neither asked nor needed: roots are signed by themselves, or by elder ones.
    if broken := _broken(chain.certificates[: len(under) + 1] if root else chain.certificates, under):
        return Vouched(broken=broken)
    standing = _standing(under, root, reader, platform, at)
    return Vouched(root, standing, _out_of_time(under, at), _issuer(chain, root))


def _out_of_time(under: tuple[x509.Certificate, ...], at: datetime) -> Standing | None:
    """A clock that is a little behind makes a new camera's certificate early, and has nothing run out."""
    if any(one.not_valid_after_utc < at for one in under):
        return LAPSED
    return NOT_YET if any(at < one.not_valid_before_utc for one in under) else None


def _broken(chain: tuple[x509.Certificate, ...], under: tuple[x509.Certificate, ...]) -> Standing | None:
    if any(_not_understood(one) for one in under):
        return UNREADABLE
    if any(map(_short, chain)) or any(map(_weak, under)):
        return WEAK
    for depth, (child, parent) in enumerate(pairwise(chain)):
        if not _issued(child, parent):
            return CHAIN_BROKEN
        if not _is_authority(parent, below=depth):
            return NOT_AN_AUTHORITY
    return None


def _issued(child: x509.Certificate, parent: x509.Certificate) -> bool:
    try:
        child.verify_directly_issued_by(parent)
    except (InvalidSignature, *BAD_CERTIFICATE):
        return False
    return True


def _is_authority(certificate: x509.Certificate, *, below: int) -> bool:
    """Whether it may issue certificates with so many authorities between it and the signer (RFC 5280 4.2.1.9)."""
    try:
        limits = certificate.extensions.get_extension_for_class(x509.BasicConstraints).value
    except x509.ExtensionNotFound:
        return False
    deep_enough = limits.path_length is None or limits.path_length >= below
    return limits.ca and deep_enough and _may_sign_certificates(certificate)


def _may_sign_certificates(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign
    except x509.ExtensionNotFound:
        return True


def _not_understood(certificate: x509.Certificate) -> bool:
    return any(one.critical and one.oid.dotted_string not in _KNOWN_CRITICAL for one in certificate.extensions)


def _short(certificate: x509.Certificate) -> bool:
    """Whether those with means can sign with its key."""
    key = certificate.public_key()
    return isinstance(key, rsa.RSAPublicKey) and key.key_size < LEAST_RSA_BITS


def _weak(certificate: x509.Certificate) -> bool:
    """Whether they could have made the certificate: its digest was broken."""
    digest = certificate.signature_hash_algorithm
    return digest is not None and digest.name in _BROKEN_DIGESTS


def says_software(chain: Chain) -> bool:
    """Whether the last certificate bears the name of a keystore in software, as such keystores write it themselves."""
    named = (chain.certificates[-1].subject, chain.certificates[-1].issuer) if chain.certificates else ()
    return any(name in one.rfc4514_string().casefold() for one in named for name in _SOFTWARE)


Roots = dict[KeyDigest, MakerRoot]


def _anchored(
    chain: tuple[x509.Certificate, ...], roots: Roots
) -> tuple[MakerRoot | None, tuple[x509.Certificate, ...]]:
    """The first listed root above the signer, and the certificates under it: those it has to answer for."""
    for depth, one in enumerate(chain):
        if root := roots.get(key_digest(spki_of(one))):
            # A root that lies in the chain is its own certificate; a listed signer answers for itself.
            return root, chain[: max(depth, 1)]
    return next((one for one in roots.values() if _signed_by_key(chain[-1], one.spki)), None), chain


def _signed_by_key(certificate: x509.Certificate, spki: bytes) -> bool:
    try:
        key = load_der_public_key(spki)
        _check(key, certificate)
    except (InvalidSignature, *BAD_CERTIFICATE):
        return False
    return True


def _check(key: PublicKeyTypes, certificate: x509.Certificate) -> None:
    signature, signed = certificate.signature, certificate.tbs_certificate_bytes
    parameters, digest = certificate.signature_algorithm_parameters, certificate.signature_hash_algorithm
    if isinstance(key, ec.EllipticCurvePublicKey) and isinstance(parameters, ec.ECDSA):
        key.verify(signature, signed, parameters)
    elif isinstance(key, ed25519.Ed25519PublicKey | ed448.Ed448PublicKey) and digest is None:
        key.verify(signature, signed)
    elif isinstance(key, rsa.RSAPublicKey) and digest and not isinstance(parameters, ec.ECDSA) and parameters:
        key.verify(signature, signed, parameters, digest)
    else:
        raise InvalidSignature


def _issuer(chain: Chain, root: MakerRoot | None) -> KeyDigest | None:
    """The key that issued the signer's certificate: beside it in the chain, else the listed one that signed it."""
    if len(chain.certificates) > 1:
        return key_digest(spki_of(chain.certificates[1]))
    return root.key if root is not None and root.key != key_digest(chain.spki) else None


def _standing(
    under: tuple[x509.Certificate, ...], root: MakerRoot | None, reader: Reader, platform: Platform, at: datetime
) -> RevocationEvidence:
    """The worst that is known of the certificates under the root."""
    if root is None:
        return NOT_ASKED
    if root.key == key_digest(spki_of(under[0])):
        return replace(_LISTED_KEY, evidence_at=at)
    issuers = [*(key_digest(spki_of(one)) for one in under[1:]), root.key]
    return asked(reader.revocations, platform, zip((one.serial_number for one in under), issuers, strict=True), at)
