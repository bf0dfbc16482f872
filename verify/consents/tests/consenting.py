"""Keys, signed consents and revocations for tests; whose key it is, is said by claims as in life."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import count
from typing import Any

from provenance.statements.eip712 import struct_hash, typed_digest
from provenance.statements.types import (
    NOTHING,
    Address,
    Consent,
    ConsentTo,
    KeyClaim,
    Message,
    Nonce,
    Revocation,
    RevocationSubject,
    Signed,
    Track,
)
from verify import wiring
from verify.accounts.models import User
from verify.accounts.tests.signing_in import TestKey
from verify.authors.models import Key
from verify.authors.services import key_claim, principal_ensure
from verify.ledger.parts import parts
from verify.ledger.values import Viewer

MARA, STRANGER = TestKey("mara"), TestKey("stranger")
WORK = sha256(b"a made portrait").digest()
_numbers = count(1)


def nonce() -> Nonce:
    return Nonce(next(_numbers).to_bytes(32, "big"))


def now() -> int:
    return int(parts().clock().timestamp())


def consent(**changed: Any) -> Consent:
    ordinary = Consent(
        to=ConsentTo.WORK,
        content=WORK,
        members_root=NOTHING,
        tracks=(Track.PICTURE,),
        purpose="advertising",
        scope="Anywhere",
        estate=False,
        grantee=Address(bytes(20)),
        valid_from=now() - 3600,
        valid_to=now() + int(timedelta(days=30).total_seconds()),
        nonce=nonce(),
    )
    return replace(ordinary, **changed)


def revocation(of: Consent, **changed: Any) -> Revocation:
    subject = RevocationSubject.CONSENT
    ordinary = Revocation(subject, struct_hash(of), now(), "withdrawn", now(), nonce())
    return replace(ordinary, **changed)


def signed(message: Message, key: TestKey = MARA, **changed: Any) -> Signed:
    domain = changed.pop("domain", None) or wiring.statement_domain()
    made = Signed(message, domain, key.address, key.sign_digest(typed_digest(domain, message)))
    return replace(made, **changed)


def claimed(key: TestKey, user: User, name: str) -> Key:
    """The key, after its owner said in public that it is theirs."""
    principal = principal_ensure(user=user, name=name)
    claim = KeyClaim(principal.pk, "127.0.0.1", Address(bytes(20)), now(), nonce())
    key_claim(signed(claim, key), owner=Viewer(None, user.pk))
    return Key.objects.get(address=f"0x{key.address.hex()}")
