"""Phones that are made here: a root, a batch, and keys whose statements say whatever a test wants them to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from provenance.attestation.tests.minting import AT, YEARS, AllGood, Issued, Order, issued, key_of, root_of
from provenance.attestation.tests.writing_der import context, integer, octets, sequence, set_of, tlv
from provenance.attestation.types import ContentDigest, Platform, Reader

OID = "1.3.6.1.4.1.11129.2.1.17"
SIGNER = bytes(range(32))
ROOT = issued(Order("Root", key_of(1), authority=True))
MIDDLE = issued(Order("Middle", key_of(2), authority=True, path_length=1), ROOT)
BATCH = issued(Order("Batch", key_of(3), authority=True, path_length=0), MIDDLE)
READER = Reader((root_of(ROOT, Platform.ANDROID),), AllGood(), ("org.example.camera",))
CONTENT = ContentDigest(bytes(range(100, 132)))


@dataclass(frozen=True)
class Statement:
    """What a key says of itself; the defaults are those of an honest, locked phone."""

    challenge: bytes = CONTENT
    version: int = 300
    attested_by: int = 1
    kept_by: int = 1
    origin: int | None = 0
    locked: bool = True
    boot: int = 0
    with_boot: bool = True
    purposes: tuple[int, ...] = (2,)
    package: str = "org.example.camera"
    signer: bytes = SIGNER
    more: dict[int, bytes] = field(default_factory=dict)

    def der(self) -> bytes:
        """The KeyDescription."""
        return sequence(
            integer(self.version), integer(self.attested_by, 0x0A), integer(self.version),
            integer(self.kept_by, 0x0A), octets(self.challenge), octets(b""),
            sequence(context(709, octets(self._app()))), sequence(*self._hardware()),
        )  # fmt: skip

    def _app(self) -> bytes:
        return sequence(set_of(sequence(octets(self.package.encode()), integer(7))), set_of(octets(self.signer)))

    def _hardware(self) -> list[bytes]:
        fields = {1: set_of(*(integer(one) for one in self.purposes)), 2: integer(3), 3: integer(256)}
        if self.origin is not None:
            fields[702] = integer(self.origin)
        if self.with_boot:
            locked = tlv(0x01, b"\xff" if self.locked else b"\x00")
            fields[704] = sequence(octets(bytes(32)), locked, integer(self.boot, 0x0A), octets(bytes(32)))
        fields |= self.more
        return [context(number, value) for number, value in sorted(fields.items())]


def attested(said: Statement, number: int = 9, by: Issued = BATCH, **order: object) -> Issued:
    """A key with its statement, certified by a batch."""
    return issued(Order("Key", key_of(number), extensions=[(OID, said.der())], **order), by)  # type: ignore[arg-type]


def chain(*certificates: Issued) -> bytes:
    """The attestation that these make."""
    return b"".join(one.der for one in certificates)


def honest(said: Statement | None = None, number: int = 9, ends: datetime = AT + YEARS) -> bytes:
    """What an honest phone hands out."""
    return chain(attested(said or Statement(), number, ends=ends), BATCH, MIDDLE, ROOT)
