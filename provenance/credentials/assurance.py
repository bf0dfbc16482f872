"""What a claim-signing certificate says of the product that holds its key.

Source: C2PA Certificate Policy (conformance 0.2): `c2pa-al` (…62558.3) holds one object identifier, `c2pa-cpl-record`
(…62558.4) the number of the product's record. Both are the authority's word and worth as much as whoever lists it.
"""

from __future__ import annotations

import re
from typing import Final

from cryptography import x509

LEVEL: Final = x509.ObjectIdentifier("1.3.6.1.4.1.62558.3")
RECORD: Final = x509.ObjectIdentifier("1.3.6.1.4.1.62558.4")

_ARC: Final = bytes.fromhex("060a2b0601040183e85e03")
_LEVELS: Final = {_ARC + b"\x0a": 1, _ARC + b"\x14": 2}
"""As written in the certificate: object identifiers …62558.3.10 and …62558.3.20."""

_UUID: Final = re.compile(rb"\x0c\x24([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.IGNORECASE)
"""A text of 36 characters (UTF8String)."""


def level_of(certificate: x509.Certificate) -> int | None:
    """The assurance level, 1 or 2; None where the certificate states none, or one that is not known here."""
    return _LEVELS.get(_written(certificate, LEVEL))


def record_of(certificate: x509.Certificate) -> str:
    """The number of the product's record in the list of conforming products; empty where none is stated."""
    found = _UUID.fullmatch(_written(certificate, RECORD))
    return found.group(1).decode().lower() if found else ""


def _written(certificate: x509.Certificate, kind: x509.ObjectIdentifier) -> bytes:
    try:
        value = certificate.extensions.get_extension_for_oid(kind).value
    except (x509.ExtensionNotFound, ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return b""
    return value.value if isinstance(value, x509.UnrecognizedExtension) else b""
