"""Whether a list vouches for a certificate: our own walk from a signer up to a listed certificate.

For signers that the library does not judge by our lists: those of identities (CAWG Identity Assertion 1.2, section 8.2)
and of newsrooms that bind their certificate to a key. Signatures, names and dates are checked by `cryptography`; its
own path builder is for servers on the web and takes neither Ed25519 nor these usages. Revocation is not asked: no
network here. Source: RFC 5280 section 6.1, in the parts that such chains use; what is not understood counts as nothing.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final, TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import ExtendedKeyUsageOID

from provenance.errors import BadPolicy
from provenance.policy import TrustList

E = TypeVar("E", bound=x509.ExtensionType)

MOST_CERTIFICATES: Final = 10
"""Longest chain looked at; honest ones have two or three certificates below a root."""

MOST_BYTES: Final = 64 * 1024
"""Of all certificates of a chain together."""

MOST_CHECKS: Final = 60
"""Signatures checked for one chain: many certificates of one name would otherwise make every pair be tried."""

LEAST_RSA_BITS: Final = 2048

PURPOSES: Final = (ExtendedKeyUsageOID.EMAIL_PROTECTION, x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36"))
"""emailProtection and documentSigning, as section 8.2.3 of CAWG Identity Assertion 1.2 names them. Signing claims as a
product (1.3.6.1.4.1.62558.2.1) is something else and does not count."""

_UNDERSTOOD: Final = (x509.BasicConstraints.oid, x509.KeyUsage.oid, x509.ExtendedKeyUsage.oid,
                      x509.CertificatePolicies.oid, x509.SubjectAlternativeName.oid)  # fmt: skip
_HASHES: Final = (hashes.SHA256, hashes.SHA384, hashes.SHA512)


class Vouched(StrEnum):
    """What lists say of a chain. `lapsed`: a list vouches, but a certificate is not valid at the time asked about."""

    LISTED = "listed"
    LAPSED = "lapsed"
    UNLISTED = "unlisted"


@dataclass(frozen=True, slots=True)
class Vouching:
    """The answer, and the list that gave it: empty where none does."""

    vouched: Vouched
    list_name: str = ""


def certificates_of(encoded: Sequence[bytes]) -> tuple[x509.Certificate, ...]:
    """The certificates of a chain, DER each, signer first; none where one is damaged or there are too many."""
    if not 0 < len(encoded) <= MOST_CERTIFICATES or sum(map(len, encoded)) > MOST_BYTES:
        return ()
    with warnings.catch_warnings():
        # Old ciphers, and names longer than they should be: both are read as they are.
        warnings.simplefilter("ignore")
        try:
            return tuple(readable(x509.load_der_x509_certificate(one)) for one in encoded)
        except (ValueError, UnsupportedAlgorithm, x509.InvalidVersion):
            return ()


def readable(certificate: x509.Certificate) -> x509.Certificate:
    """The same, once its names, dates and number were parsed too; raises ValueError for damaged ones."""
    _ = (certificate.subject, certificate.issuer, certificate.serial_number, certificate.version)
    _ = (certificate.not_valid_before_utc, certificate.not_valid_after_utc)
    return certificate


def vouching(
    chain: Sequence[x509.Certificate],
    lists: Sequence[TrustList],
    at: datetime,
    purposes: Sequence[x509.ObjectIdentifier] = PURPOSES,
) -> Vouching:
    """The first of the lists that vouches for the first certificate of a chain at a time; a lapsed one comes last."""
    if not chain or not _is_signer(chain[0]):
        return Vouching(Vouched.UNLISTED)
    fit, lapsed = _is_for(chain[0], purposes), None
    for one in lists:
        listed = _listed(one.name, one.pem)
        # A list that holds this very certificate means it, whatever it was made for.
        for path in _paths(chain, listed, purposes) if fit or chain[0] in listed else ():
            if all(_valid_at(certificate, at) for certificate in path):
                return Vouching(Vouched.LISTED, one.name)
            lapsed = lapsed or Vouching(Vouched.LAPSED, one.name)
    return lapsed or Vouching(Vouched.UNLISTED)


Path = tuple[x509.Certificate, ...]


def _paths(
    chain: Sequence[x509.Certificate], listed: Sequence[x509.Certificate], purposes: Sequence[x509.ObjectIdentifier]
) -> Iterator[Path]:
    """Every way from the signer to a listed certificate, within the bound on checks."""
    budget = iter(range(MOST_CHECKS))
    waiting: list[Path] = [(chain[0],)]
    while waiting:
        path = waiting.pop()
        if path[-1] in listed:
            yield path
        above = [one for one in (*listed, *chain[1:]) if one not in path and one.subject == path[-1].issuer]
        for issuer in above:
            if next(budget, None) is None:
                return
            if _issued(issuer, path) and (issuer in listed or _usages(issuer, purposes)):
                waiting.append((*path, issuer))


def _issued(issuer: x509.Certificate, path: Path) -> bool:
    """Whether this authority may have issued, and did issue, the last certificate of a path."""
    if not _is_authority(issuer, below=len(path) - 1) or not _strong(issuer) or not _strong_signature(path[-1]):
        return False
    try:
        path[-1].verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _is_authority(certificate: x509.Certificate, *, below: int) -> bool:
    basic = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    if basic is None or not basic.ca or (usage is not None and not usage.key_cert_sign):
        return False
    return _understood(certificate) and (basic.path_length is None or basic.path_length >= below)


def _is_signer(certificate: x509.Certificate) -> bool:
    basic = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    if (basic is not None and basic.ca) or (usage is not None and not usage.digital_signature):
        return False
    return _understood(certificate)


def _is_for(certificate: x509.Certificate, purposes: Sequence[x509.ObjectIdentifier]) -> bool:
    named = _extension(certificate, x509.ExtendedKeyUsage)
    return named is not None and any(one in named for one in purposes)


def _usages(authority: x509.Certificate, purposes: Sequence[x509.ObjectIdentifier]) -> bool:
    named = _extension(authority, x509.ExtendedKeyUsage)
    allowed = (*purposes, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE)
    return named is None or any(one in named for one in allowed)


def _understood(certificate: x509.Certificate) -> bool:
    """Whether every critical extension is one that is looked at: name constraints, for example, are not."""
    try:
        return all(one.oid in _UNDERSTOOD for one in certificate.extensions if one.critical)
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return False


def _extension(certificate: x509.Certificate, kind: type[E]) -> E | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except (x509.ExtensionNotFound, ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return None


def _strong(certificate: x509.Certificate) -> bool:
    try:
        key = certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return False
    if isinstance(key, rsa.RSAPublicKey):
        return key.key_size >= LEAST_RSA_BITS
    return isinstance(key, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | ed448.Ed448PublicKey)


def _strong_signature(certificate: x509.Certificate) -> bool:
    try:
        used = certificate.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return False
    return used is None or isinstance(used, _HASHES)


def _valid_at(certificate: x509.Certificate, at: datetime) -> bool:
    return certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


@lru_cache(maxsize=64)
def _listed(name: str, pem: bytes) -> tuple[x509.Certificate, ...]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        try:
            return tuple(x509.load_pem_x509_certificates(pem))
        except ValueError as error:
            raise BadPolicy(
                f"The trust list “{name}” holds no readable certificates in PEM form.", str(error)
            ) from error


def der_of(certificate: x509.Certificate) -> bytes:
    """The certificate as bytes."""
    return certificate.public_bytes(Encoding.DER)
