"""An app's installations that are made here, with authorities of this test's own, so that anything can be forged."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from provenance.attestation.tests.minting import AT, Issued, Order, issued, key_of, root_of
from provenance.attestation.tests.writing_der import context, octets, sequence
from provenance.attestation.types import ContentDigest, Platform, Reader

APP = "TEAM123456.org.example.camera"
NONCE = "1.2.840.113635.100.8.2"
ROOT = issued(Order("App root", key_of(21), authority=True))
AUTHORITY = issued(Order("App authority", key_of(22), authority=True, path_length=0), ROOT)
READER = Reader((root_of(ROOT, Platform.APPLE),), apps=(APP,))
CONTENT = ContentDigest(bytes(range(50, 82)))
CHALLENGE = hashlib.sha256(b"the server's").digest()


def nonce(value: bytes) -> tuple[str, bytes]:
    """The extension that holds a nonce."""
    return NONCE, sequence(context(1, octets(value)))


@dataclass(frozen=True)
class Installation:
    """One installation of the app; the defaults are those of an honest one in production."""

    number: int = 31
    app: str = APP
    environment: bytes = b"appattest".ljust(16, b"\0")
    counter: int = 0
    key_id: bytes = b""
    made_for: bytes = CONTENT
    begins: datetime = AT - timedelta(days=1)
    ends: datetime = AT + timedelta(days=2)
    authority: Issued = AUTHORITY
    chain: tuple[Issued, ...] = (AUTHORITY,)
    other_nonce: bytes = b""

    @property
    def key(self) -> ec.EllipticCurvePrivateKey:
        return key_of(self.number)

    def data(self) -> bytes:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        name = self.key_id or hashlib.sha256(point).digest()
        head = hashlib.sha256(self.app.encode()).digest() + b"\x40" + self.counter.to_bytes(4)
        return head + self.environment + len(name).to_bytes(2) + name + cbor2.dumps({})

    def leaf(self) -> Issued:
        value = self.other_nonce or hashlib.sha256(self.data() + self.made_for).digest()
        order = Order("App key", self.key, extensions=[nonce(value)], begins=self.begins, ends=self.ends)
        return issued(order, self.authority)

    def attestation(self) -> bytes:
        """The attestation object."""
        chain = [one.der for one in (self.leaf(), *self.chain)]
        statement = {"x5c": chain, "receipt": b"not looked at"}
        return cbor2.dumps({"fmt": "apple-appattest", "attStmt": statement, "authData": self.data()})

    def assertion(self, content: bytes = CONTENT, counter: int = 1, app: str = "", number: int = 0) -> bytes:
        """An assertion over content."""
        data = hashlib.sha256((app or self.app).encode()).digest() + b"\x00" + counter.to_bytes(4)
        key = key_of(number) if number else self.key
        signature = key.sign(hashlib.sha256(data + content).digest(), ec.ECDSA(hashes.SHA256()))
        return cbor2.dumps({"signature": signature, "authenticatorData": data})


def captured(one: Installation, assertion: bytes, challenge: bytes = CHALLENGE) -> bytes:
    """An attestation with an assertion over the content."""
    return cbor2.dumps({"attestation": one.attestation(), "challenge": challenge, "assertion": assertion})
