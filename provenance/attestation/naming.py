"""How device ids are written, the same by every format: two that mean one key or model must have the same words.

Keys, certificates and authorities are named by digests and need no maker; a serial number or a model means something
only beside its maker. Canonical bytes are made of these by `provenance.blindlist.ids`.
"""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from provenance.attestation.types import DeviceId, IdKind, KeyDigest

MOST_NAME = 200
"""Characters of a maker, model or serial number; longer ones are no names and are cut, for all alike."""


def key_digest(spki: bytes) -> KeyDigest:
    """SHA-256 of a SubjectPublicKeyInfo in DER."""
    return KeyDigest(hashlib.sha256(spki).digest())


def spki_of(certificate: x509.Certificate) -> bytes:
    """The certificate's SubjectPublicKeyInfo in DER, as `cryptography` writes it."""
    return certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def leaf_key_id(key: KeyDigest) -> DeviceId:
    """The key that signed, by its digest."""
    return DeviceId(IdKind.LEAF_KEY, "", key.hex())


def certificate_id(encoded: bytes) -> DeviceId:
    """One certificate, by the SHA-256 of its DER; its key is asked about beside it, whatever is varied in the rest."""
    return DeviceId(IdKind.CERTIFICATE, "", hashlib.sha256(encoded).hexdigest())


def authority_id(issuer: KeyDigest) -> DeviceId:
    """The key of an authority that issues certificates."""
    return DeviceId(IdKind.AUTHORITY, "", issuer.hex())


def serial_id(maker: str, serial: str, *, proven: bool) -> DeviceId:
    """The number on a body; `proven` only where an intact signature by a key certified with it covers it."""
    return DeviceId(IdKind.BODY_SERIAL, maker[:MOST_NAME], serial[:MOST_NAME], proven=proven)


def model_id(maker: str, model: str, firmware: str) -> DeviceId:
    """A model with the firmware it says it runs."""
    return DeviceId(IdKind.MODEL, maker[:MOST_NAME], model[:MOST_NAME], firmware[:MOST_NAME])


def generator_id(name: str, version: str) -> DeviceId:
    """A claim generator with its version."""
    return DeviceId(IdKind.GENERATOR, "", name[:MOST_NAME], version[:MOST_NAME])


def app_key_id(app: str, key: KeyDigest) -> DeviceId:
    """The key of one installation of an app."""
    return DeviceId(IdKind.APP_KEY, app[:MOST_NAME], key.hex())


def subject_serial(certificate: x509.Certificate) -> str:
    """The serial number of the device that its subject names; empty where it names none or several."""
    named = certificate.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    return str(named[0].value)[:MOST_NAME] if len(named) == 1 else ""
