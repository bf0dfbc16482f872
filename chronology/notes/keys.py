"""Keys of notes as text, for checking and for signing: C2SP signed-note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from chronology.errors import Malformed
from chronology.notes.algorithms import COSIGNATURES, Algorithm, check_signature, key_id_of, require_key
from chronology.notes.encoding import decode_base64, encode_base64
from chronology.types import LogId, Randomness

MAX_KEY_TEXT = 8_192  # an ML-DSA-44 key takes 1,750 letters, a name a few hundred
SEED_BYTES = 32
_PRIVATE = "PRIVATE+KEY+"
_NOT_IN_NAMES = frozenset("+" + "".join(map(chr, (*range(0x20), *range(0xD800, 0xE000)))))
"""Control characters, and halves of characters, which text from a command line may hold but UTF-8 cannot."""
_KEY_TEXT = re.compile(r"(?P<name>[^+]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with the name it signs under; types that are not understood are kept and verify nothing."""

    name: str
    algorithm: int
    key: bytes
    key_id: bytes

    @classmethod
    def from_text(cls, vkey: str) -> Self:
        """Read `name+id+base64(type, key)`; raises Malformed where the id does not fit the key."""
        name, key_id, algorithm, key = _split(vkey)
        require_key(algorithm, key)
        found = cls(name, algorithm, key, key_id)
        if algorithm in tuple(Algorithm) and key_id != key_id_of(name, algorithm, key):
            raise Malformed(f"The id in the key of {name} does not belong to that key; copy it anew.")
        return found

    @classmethod
    def from_public_key(cls, name: str, der: bytes) -> Self:
        """Take an Ed25519 or ECDSA key as SubjectPublicKeyInfo DER, as Sigstore's trusted roots hold it."""
        try:
            loaded = load_der_public_key(der)
        except ValueError as error:
            raise Malformed("This is not a public key as DER.") from error
        if isinstance(loaded, Ed25519PublicKey):
            algorithm, der = Algorithm.ED25519, loaded.public_bytes(Encoding.Raw, PublicFormat.Raw)
        else:
            algorithm = Algorithm.ECDSA
        return cls.of(name, algorithm, der)

    @classmethod
    def of(cls, name: str, algorithm: int, key: bytes) -> Self:
        """A key that gets the id it ought to have; raises Malformed for a bad name or key."""
        require_name(name)
        require_key(algorithm, key)
        return cls(name, algorithm, key, key_id_of(name, algorithm, key))

    @property
    def vkey(self) -> str:
        """The key as text."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(bytes([self.algorithm]) + self.key)}"

    @property
    def cosigns(self) -> bool:
        """Whether its signatures carry a time and speak of checkpoints alone."""
        return self.algorithm in COSIGNATURES

    def verify(self, message: bytes, signature: bytes) -> None:
        """Check a signature (without its key id) over the text of a note; raises ProofBroken, returns nothing."""
        check_signature(self.algorithm, self.key, self.name, message, signature)


class NoteSigner(Protocol):
    """Holds a private key, or reaches one that somebody else holds."""

    @property
    def name(self) -> str:
        """The name it signs under."""
        ...

    @property
    def verifier(self) -> Verifier:
        """What others check its signatures with."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The raw signature over exactly these bytes."""
        ...


@dataclass(frozen=True, slots=True, repr=False)
class Ed25519NoteSigner:
    """An Ed25519 key in this process, for notes (type 1) or for cosignatures (type 4); its repr shows no secret."""

    verifier: Verifier
    _key: Ed25519PrivateKey
    _seed: bytes

    @classmethod
    def generate(cls, name: str, randomness: Randomness, algorithm: Algorithm = Algorithm.ED25519) -> Self:
        """Make a new key of 32 random bytes."""
        return cls._from_seed(name, algorithm, randomness(SEED_BYTES))

    @classmethod
    def from_text(cls, skey: str) -> Self:
        """Read `PRIVATE+KEY+name+id+base64(type, seed)`, as Go's tools write it; raises Malformed."""
        if not skey.startswith(_PRIVATE):
            raise Malformed("A private key for notes begins with PRIVATE+KEY+.")
        name, key_id, algorithm, seed = _split(skey.removeprefix(_PRIVATE))
        if algorithm not in (Algorithm.ED25519, Algorithm.ED25519_COSIGNATURE) or len(seed) != SEED_BYTES:
            raise Malformed("Only Ed25519 keys can sign here.")
        found = cls._from_seed(name, Algorithm(algorithm), seed)
        if found.verifier.key_id != key_id:
            raise Malformed(f"The id in the private key of {name} does not belong to that key.")
        return found

    @classmethod
    def _from_seed(cls, name: str, algorithm: Algorithm, seed: bytes) -> Self:
        key = Ed25519PrivateKey.from_private_bytes(seed)
        public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return cls(Verifier.of(name, algorithm, public), key, seed)

    @property
    def name(self) -> str:
        """The name it signs under."""
        return self.verifier.name

    @property
    def vkey(self) -> str:
        """The public key as text."""
        return self.verifier.vkey

    def to_text(self) -> str:
        """The private key as text: a secret."""
        verifier = self.verifier
        secret = encode_base64(bytes([verifier.algorithm]) + self._seed)
        return f"{_PRIVATE}{verifier.name}+{verifier.key_id.hex()}+{secret}"

    def sign(self, message: bytes) -> bytes:
        """The raw signature, 64 bytes, over exactly these bytes."""
        return self._key.sign(message)

    def __repr__(self) -> str:
        return f"Ed25519NoteSigner({self.verifier.vkey})"


def log_id(vkey: str) -> LogId:
    """The id of a log: SHA-256 of its verifier key as text, which holds origin and key."""
    return LogId(sha256(vkey.encode()).digest())


def require_name(name: str) -> None:
    """Refuse what cannot name a key: nothing, spaces, plus signs, control characters; raises Malformed."""
    if not name or any(letter.isspace() or letter in _NOT_IN_NAMES for letter in name):
        raise Malformed("The name of a key may hold neither spaces nor plus signs, and must not be empty.")


def _split(text: str) -> tuple[str, bytes, int, bytes]:
    found = _KEY_TEXT.fullmatch(text) if len(text) <= MAX_KEY_TEXT else None
    if found is None:
        raise Malformed("A key is written as name+id+key; copy the whole line.")
    require_name(found["name"])
    data = decode_base64(found["key"])
    if len(data) < 2:
        raise Malformed("This key is empty.")
    return found["name"], bytes.fromhex(found["id"]), data[0], data[1:]
