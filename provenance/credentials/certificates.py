"""What is kept of a certificate, made from the certificate itself, and the handle that stands for it."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from cryptography import x509
from cryptography.x509.oid import NameOID

from provenance.credentials.reading import Certificate
from provenance.types import Handle

HANDLE_HEX: Final = 32
"""128 bits: enough that two certificates never share a handle."""


def certificate_of(certificate: x509.Certificate) -> Certificate:
    """The same values as the library reports of a signer's certificate."""
    return Certificate(
        organisation=_named(certificate.subject, NameOID.ORGANIZATION_NAME),
        common_name=_named(certificate.subject, NameOID.COMMON_NAME),
        issuer_organisation=_named(certificate.issuer, NameOID.ORGANIZATION_NAME),
        issuer_name=_named(certificate.issuer, NameOID.COMMON_NAME),
        serial=f"{certificate.serial_number:x}",
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
    )


def _named(name: x509.Name, kind: x509.ObjectIdentifier) -> str | None:
    found = name.get_attributes_for_oid(kind)
    text = found[0].value if found else None
    return text if isinstance(text, str) and text else None


def handle_of(certificate: Certificate, key: bytes) -> Handle | None:
    """What stands for a certificate outside this installation: nothing; None where nothing keys it."""
    if not key:
        return None
    named = "\0".join((certificate.issuer_organisation or "", certificate.issuer_name or "", certificate.serial))
    return Handle(hmac.new(key, named.encode(), hashlib.sha256).hexdigest()[:HANDLE_HEX])
