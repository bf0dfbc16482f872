"""The newsroom's key in a device that never gives it away, asked through PKCS#11 (version 2.40)."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pkcs11
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key
from pkcs11 import KeyType, Mechanism, ObjectClass
from pkcs11.exceptions import PKCS11Error

from provenance.publication.errors import BadKey
from provenance.publication.keys import algorithm_of, chain_of
from provenance.publication.types import Algorithm

NO_DEVICE: Final = "The device with the newsroom's key cannot be opened. Name its module, its token and its PIN."
NO_SUCH_KEY: Final = "The device holds no EC key of this label, or it will not sign with it. Name a P-256 or P-384 key."


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key in a device; a session is opened for each signature, so that the device may be taken away in between."""

    module: str
    token: str
    label: str
    pin: str = field(repr=False)
    algorithm: Algorithm
    chain_pem: bytes

    def sign(self, content: bytes) -> bytes:
        """As COSE writes signatures; the device gets the digest and never the claim. Raises BadKey."""
        digest = hashes.Hash(hashes.SHA384() if self.algorithm is Algorithm.ES384 else hashes.SHA256())
        digest.update(content)
        try:
            with _opened(self.module, self.token, self.pin) as session:
                key = session.get_key(ObjectClass.PRIVATE_KEY, KeyType.EC, label=self.label)
                return bytes(key.sign(digest.finalize(), mechanism=Mechanism.ECDSA))
        except (PKCS11Error, OSError, RuntimeError) as problem:
            raise BadKey(NO_SUCH_KEY, type(problem).__name__) from problem


def token_key(module: str, token: str, label: str, pin: str, chain: Path) -> TokenKey:
    """The key of this label, whose certificate must be the first of the chain; raises BadKey."""
    public = _public(module, token, label, pin)
    return TokenKey(module, token, label, pin, algorithm_of(public), chain_of(chain, public))


def _public(module: str, token: str, label: str, pin: str) -> ec.EllipticCurvePublicKey:
    from pkcs11.util.ec import encode_ec_public_key

    try:
        with _opened(module, token, pin) as session:
            found = session.get_key(ObjectClass.PUBLIC_KEY, KeyType.EC, label=label)
            key = load_der_public_key(encode_ec_public_key(found))
    except (PKCS11Error, OSError, RuntimeError, ValueError) as problem:
        raise BadKey(NO_DEVICE, type(problem).__name__) from problem
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise BadKey(NO_SUCH_KEY)
    return key


def _opened(module: str, token: str, pin: str) -> Any:
    return pkcs11.lib(module).get_token(token_label=token).open(user_pin=pin)
