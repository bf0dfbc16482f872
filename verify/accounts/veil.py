"""What only this installation can read or recognise: keyed digests, and texts under keys derived for one purpose.

All keys come from `DATA_DIR/keys/account.key` by HKDF (RFC 5869); a database without that file names nobody's wallet.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from functools import cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from verify.accounts.errors import Unreadable

KEY_BYTES = 32


def mark(purpose: str, *parts: bytes) -> str:
    """HMAC-SHA-256 over parts, as 64 hex digits: the same for the same parts, and meaningless without the key."""
    keyed = hmac.new(_key(settings.ACCOUNT_KEY, purpose), digestmod=hashlib.sha256)
    for part in parts:
        keyed.update(len(part).to_bytes(4) + part)
    return keyed.hexdigest()


def seal(purpose: str, text: str) -> str:
    """Encrypt and authenticate a short text; the moment of sealing is inside."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def unseal(purpose: str, sealed: str, *, seconds: int | None = None) -> str:
    """Return what was sealed for that purpose, at most so many seconds ago; raises Unreadable."""
    try:
        return _cipher(purpose).decrypt(sealed.encode(), ttl=seconds).decode()
    except (InvalidToken, UnicodeError) as problem:
        raise Unreadable("This was not sealed here, or too long ago.") from problem


def _cipher(purpose: str) -> Fernet:
    return Fernet(urlsafe_b64encode(_key(settings.ACCOUNT_KEY, f"sealing {purpose}")))


@cache
def _key(root: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"firstlight accounts: {purpose}".encode()).derive(root)
