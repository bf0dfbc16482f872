"""CBOR that must be written in one way alone (RFC 8949 section 4.2.1), or at least end where its bytes end."""

from __future__ import annotations

import io
from typing import Final

import cbor2

from provenance.credentials.cbor import BAD_CBOR, decoder

BAD: Final = BAD_CBOR


def whole_value(content: bytes) -> object:
    """The one value that these bytes are, nothing after it; raises one of BAD."""
    stream = io.BytesIO(content)
    value = decoder(stream).decode()
    if stream.tell() != len(content):
        raise ValueError("more bytes than one value")
    return value


def deterministic_value(content: bytes) -> object:
    """The one value, where its bytes are the ones that `deterministic` would make of it; raises one of BAD.

    Two encodings of one value would be two digests of one statement.
    """
    value = whole_value(content)
    if deterministic(value) != content:
        raise ValueError("not written in the one way")
    return value


def deterministic(value: object) -> bytes:
    """The value in deterministic encoding: shortest heads, keys in the order of their bytes, definite lengths."""
    return cbor2.dumps(value, canonical=True)
