"""The messages of making a key together as JSON, bounded; what they say is checked in `keymaking`."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec

from provenance.blindlist.errors import BadBlob
from provenance.blindlist.keymaking import Complaint, Deal, Reveal
from provenance.blindlist.types import KeyShare, PublicKey

MOST_BYTES: Final = 16_384
"""A deal among nine maintainers takes 2 KB."""

Message = TypeVar("Message", Deal, Complaint, Reveal, PublicKey, KeyShare)


def to_json(message: Deal | Complaint | Reveal | PublicKey | KeyShare) -> bytes:
    """One message as JSON; bytes are base64. A KeyShare goes to its own holder and nowhere else."""
    return msgspec.json.encode(message)


def from_json(content: bytes, kind: type[Message]) -> Message:
    """The message of this kind; raises BadBlob where it is none or too long."""
    if len(content) > MOST_BYTES:
        raise BadBlob(f"This message is longer than the {MOST_BYTES} bytes allowed here.")
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBlob("This message of making a key cannot be read.", detail=type(error).__name__) from error
