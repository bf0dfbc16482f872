"""Showing that one has a token without showing it: whoever passes a question on could otherwise ask in one's name.

A token is 32 random bytes in text. Key holders keep its SHA-256; that is also the key of a code over each question
(HMAC-SHA-256), which goes along with a name for the token. A list service that was seized sees names and codes, each
good for the very points it came with. A key holder knows the hash, so that a dishonest one can ask in the token's name;
the budget at each other holder is what limits that.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

SCHEME: Final = "Firstlight-Token"
TOKEN_BYTES: Final = 32
_NAME: Final = b"firstlight.blindlist/token-name/1\n"
_QUESTION: Final = b"firstlight.blindlist/question/1\n"
_NAME_DIGITS: Final = 32


def hash_of(token: str) -> str:
    """What is kept of a token: hexadecimal SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def name_of(token_hash: str) -> str:
    """What a token goes by on the way: nothing that it could be made from."""
    return hashlib.sha256(_NAME + token_hash.encode()).hexdigest()[:_NAME_DIGITS]


def code_of(token_hash: str, question: bytes) -> str:
    """The code over one question, in hexadecimal."""
    return hmac.new(bytes.fromhex(token_hash), _QUESTION + question, hashlib.sha256).hexdigest()


def authorization(token: str, question: bytes) -> str:
    """The header of a question: scheme, the token's name, and the code."""
    hashed = hash_of(token)
    return f"{SCHEME} {name_of(hashed)}.{code_of(hashed, question)}"


def shown(header: str) -> tuple[str, str]:
    """Name and code out of a header; both empty where it has another form."""
    scheme, _, rest = header.partition(" ")
    name, _, code = rest.strip().partition(".")
    return (name, code) if scheme == SCHEME and code.isascii() else ("", "")
