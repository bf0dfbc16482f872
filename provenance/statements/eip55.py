"""Addresses as people write them: hexadecimal whose capitals are a checksum. Source: EIP-55."""

from __future__ import annotations

import re
from typing import Final

from eth_hash.auto import keccak

from provenance.statements.errors import BadMessage
from provenance.statements.limits import ADDRESS_BYTES
from provenance.statements.types import Address

_FORM: Final = re.compile(r"0x[0-9a-fA-F]{40}")


def to_checksum(address: Address) -> str:
    """`0x` and 40 digits, letters in capitals where the digit of keccak-256 over the lower-case text is 8 or more."""
    if len(address) != ADDRESS_BYTES:
        raise BadMessage("address.form", "An address has 20 bytes.")
    lower = address.hex()
    mask = keccak(lower.encode()).hex()
    return "0x" + "".join(one.upper() if mask[place] > "7" else one for place, one in enumerate(lower))


def address_of(text: str) -> Address:
    """The 20 bytes; all lower-case or all upper-case text carries no checksum, mixed case must carry the right one."""
    if not _FORM.fullmatch(text):
        raise BadMessage("address.form", "An address is 0x and 40 hexadecimal digits. Copy it again.")
    digits, address = text[2:], Address(bytes.fromhex(text[2:]))
    if digits not in (digits.lower(), digits.upper()) and text != to_checksum(address):
        raise BadMessage("address.checksum", "The capitals of this address do not fit its digits. Copy it again.")
    return address
