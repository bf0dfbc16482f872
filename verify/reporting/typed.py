"""Reports without a file: a model, an editing tool, or an authority or certificate as it was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from provenance.attestation import naming
from provenance.attestation.types import DeviceId, KeyDigest
from verify.reporting.errors import BadReport
from verify.reporting.models import What

MOST_PEM_CHARS: Final = 16_384
"""The largest certificates in use, with post-quantum keys, take half of it."""
MOST_NAME_CHARS: Final = 100
NO_PEM: Final = "Paste one certificate in PEM form, beginning with -----BEGIN CERTIFICATE-----."
NO_NAME: Final = "Give the maker and the name as the files themselves say, or choose a file."


def typed_id(what: str, given: Mapping[str, str]) -> DeviceId:
    """Return the id that a form names; raises BadReport."""
    if what == What.AUTHORITY:
        return naming.authority_id(_key(_certificate(given)))
    if what == What.CERTIFICATE:
        return naming.certificate_id(_certificate(given).public_bytes(Encoding.DER))
    if what == What.DEVICE:
        raise BadReport("report.file", "One device is named by a file that it signed: choose the file.")
    maker, name = _name(given, "maker"), _name(given, "name")
    if not name or (what == What.MODEL and not maker):
        raise BadReport("report.name", NO_NAME)
    return naming.model_id(maker, name, "") if what == What.MODEL else naming.generator_id(name, "")


def _name(given: Mapping[str, str], field: str) -> str:
    name = given.get(field, "").strip()
    if len(name) > MOST_NAME_CHARS:
        raise BadReport("report.name", f"A name has at most {MOST_NAME_CHARS} characters.")
    return name


def _key(certificate: x509.Certificate) -> KeyDigest:
    try:
        return naming.key_digest(naming.spki_of(certificate))
    except (ValueError, UnsupportedAlgorithm) as problem:
        raise BadReport("report.pem", "The key of this certificate cannot be read.") from problem


def _certificate(given: Mapping[str, str]) -> x509.Certificate:
    text = given.get("pem", "")
    if not text.strip() or len(text) > MOST_PEM_CHARS:
        raise BadReport("report.pem", NO_PEM)
    try:
        return x509.load_pem_x509_certificate(text.encode())
    except ValueError as problem:
        raise BadReport("report.pem", NO_PEM) from problem
