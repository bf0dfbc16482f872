"""How much a signed message may hold, each number with its reason; every parser of this package keeps to these."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

ADDRESS_BYTES: Final = 20
WORD_BYTES: Final = 32
SALT_BYTES: Final = 32

MOST_SIGNATURE_BYTES: Final = 8_192
"""A passkey wallet's signature has about 1.5 KB, one with the wallet's making around it (ERC-6492) about 4 KB."""

MOST_SIGNED_BYTES: Final = 65_536
"""One signed message as JSON: twice the largest signature in hexadecimal and every text at its longest stay below."""

MOST_BRACKETS: Final = 4_096
"""Brackets in the JSON of a signed message, those in texts among them: the longest texts of one have fewer. It bounds
how deep the reader goes, whatever other libraries did to Python's own limit."""

MOST_SOURCE: Final = 2_048
"""Characters of an address on the web: what browsers and servers take in practice."""

MOST_TEXT: Final = 500
"""Characters of a consent's purpose or scope: a few sentences that a wallet can still show before it signs."""

MOST_NAME: Final = 253
"""Characters of a host or domain: the most that DNS allows."""

MOST_PRINCIPAL: Final = 128
"""Characters of a principal's public id."""

MOST_WORDS: Final = 8
"""Entries of a list of scopes or tracks: there are fewer kinds of each."""

LATEST_TIME: Final = 253_402_300_799
"""The last second of the year 9999: what datetime holds, and exact in every JSON number (RFC 8785 allows 2^53)."""

LATEST_CHAIN: Final = 2**53 - 1
"""The largest chain id: exact in every JSON number; EIP-2294 proposes nearly the same bound."""

MOST_TYPED_BYTES: Final = 262_144
"""Foreign typed data as JSON: wallets refuse sooner; the largest of the public test cases has 3.3 KB."""

MOST_TYPED_DEPTH: Final = 24
"""Levels of foreign typed data; the public test cases have at most 8."""

MOST_TYPED_VALUES: Final = 10_000
"""Values of foreign typed data: each costs a hash of the pure Python encoder, so this bounds its time to a second."""

MOST_TYPED_KINDS: Final = 128
"""Struct types of foreign typed data: the encoder's time grows with the square of a chain of them."""

MOST_SIGN_IN_BYTES: Final = 8_192
"""A sign-in message (EIP-4361): a wallet shows it whole, so it has to be short; nonce, times and texts need 1 KB."""

MOST_RESOURCES: Final = 32
"""Resources of a sign-in message; nobody reads more before signing."""

LEAST_SIGN_IN_NONCE: Final = 8
"""EIP-4361 asks for at least eight letters and digits."""

SIGN_IN_LIFE: Final = timedelta(minutes=5)
"""How old a sign-in message may be, by its own time of issue."""

CLOCK_SKEW: Final = timedelta(minutes=1)
"""How far ahead a signer's clock may be before the message counts as made in the future."""

MOST_KEYSTORE_BYTES: Final = 65_536
"""A keystore file (Web3 Secret Storage, version 3) has less than 1 KB."""
