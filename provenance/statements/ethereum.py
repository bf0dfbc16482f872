"""The one place where eth-account is loaded: at its first use, and without what it does to the whole process.

py_ecc, which it imports, raises Python's recursion limit to 100,000; nested JSON from a stranger then overflows the
stack of C and ends the process, where the limit would raise an error.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping


def typed_digest_by_eth_account(document: Mapping[str, object]) -> bytes:
    """The digest of typed data by that library's encoder; raises whatever its parts raise."""
    limit = sys.getrecursionlimit()
    from eth_account.messages import _hash_eip191_message, encode_typed_data

    sys.setrecursionlimit(limit)
    return bytes(_hash_eip191_message(encode_typed_data(full_message=dict(document))))


def decrypted_keystore(keystore: Mapping[str, object], password: str) -> bytes:
    """The secret in a keystore; raises whatever that library's parts raise."""
    limit = sys.getrecursionlimit()
    from eth_account import Account

    sys.setrecursionlimit(limit)
    return bytes(Account.decrypt(dict(keystore), password))
