"""Numbers and bytes as the C2SP texts write them: one spelling each."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from binascii import Error

from chronology.errors import Malformed

MAX_NUMBER = 2**63 - 1  # other implementations hold sizes in signed 64 bits
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")


def decimal(text: str) -> int:
    """Read a number without sign or leading zeros, at most 2**63-1; raises Malformed."""
    if not _DECIMAL.fullmatch(text) or (number := int(text)) > MAX_NUMBER:
        raise Malformed("A number must be written in plain decimal, without leading zeros.")
    return number


def encode_base64(data: bytes) -> str:
    """Standard base 64 with padding (RFC 4648 section 4)."""
    return b64encode(data).decode()


def decode_base64(text: str) -> bytes:
    """Read standard base 64 in its one canonical spelling; raises Malformed."""
    try:
        data = b64decode(text, validate=True)
    except (Error, ValueError) as error:
        raise Malformed("This is not base 64 as RFC 4648 writes it.") from error
    if encode_base64(data) != text:
        raise Malformed("This base 64 has stray bits at its end.")
    return data
