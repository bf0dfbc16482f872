from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import mldsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID, ObjectIdentifier

from provenance.attestation.formats.android import FORMAT
from provenance.attestation.formats.android.tests.phones import CONTENT, MIDDLE, OID, READER, ROOT, Statement
from provenance.attestation.naming import key_digest
from provenance.attestation.tests.minting import AT
from provenance.attestation.types import Level, MakerRoot, Platform, RootTier

LATTICE = mldsa.MLDSA65PrivateKey.from_seed_bytes(bytes(32))
OTHER = mldsa.MLDSA65PrivateKey.from_seed_bytes(bytes([1]) * 32)


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def certified(name: str, key: mldsa.MLDSA65PrivateKey, issuer: str, by: mldsa.MLDSA65PrivateKey, said: bytes) -> bytes:
    builder = x509.CertificateBuilder().subject_name(named(name)).issuer_name(named(issuer))
    builder = builder.public_key(key.public_key()).serial_number(7)
    builder = builder.not_valid_before(AT - timedelta(days=9)).not_valid_after(AT + timedelta(days=9))
    builder = builder.add_extension(x509.UnrecognizedExtension(ObjectIdentifier(OID), said), critical=False)
    return builder.sign(by, None).public_bytes(Encoding.DER)


def test_a_key_that_quantum_computers_leave_whole_is_vouched_for_by_one_of_its_kind() -> None:
    spki = LATTICE.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    root = MakerRoot(key_digest(spki), "A maker", Platform.ANDROID, RootTier.OFFICIAL, spki)
    reader = replace(READER, roots=(root,))
    genuine = certified("Key", OTHER, "Root", LATTICE, Statement().der())
    assert FORMAT.verify(genuine, CONTENT, AT, reader).level is Level.HARDWARE_LOCKED
    forged = certified("Key", OTHER, "Root", OTHER, Statement().der())
    assert FORMAT.verify(forged, CONTENT, AT, reader).code == "root.unknown"


def test_a_signature_of_an_unknown_kind_is_not_called_broken() -> None:
    ecdsa = bytes.fromhex("06082a8648ce3d040302")
    strange = bytes.fromhex("06082a8648ce3d04037f")
    chain = (MIDDLE.der.replace(ecdsa, strange), ROOT.der)
    found = FORMAT.verify(b"".join(chain), CONTENT, AT, READER)
    assert (found.level, found.code) == (Level.REFUSED, "signature.not_understood")
