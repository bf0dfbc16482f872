"""Editions of the list as bytes: what maintainers sign, what clients check, what the log holds the digest of.

The signed bytes are deterministic CBOR and are kept as they came: nothing is signed in one form and read in another.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from provenance.blindlist.cbor import decode, encode
from provenance.blindlist.errors import BadBlob, EpochRefused
from provenance.blindlist.signing import Purpose, SigningKey, signers
from provenance.blindlist.types import (
    Edition,
    HolderIndex,
    KeyName,
    MaintainerSet,
    Point,
    PublicKey,
    SignedEdition,
)

SCHEMA: Final = "firstlight.list-edition/1"
MOST_BYTES: Final = 4 * 1024 * 1024
"""An edition of a hundred thousand cases takes 3.4 MB, nearly all of it their hashes."""
MOST_SIGNATURES: Final = 64

_PLAIN: Final = ("epoch", "edition", "maintainer_set", "filter_digest", "buckets_digest", "bucket_bits", "bucket_bytes",
                 "previous", "acts", "acts_head")  # fmt: skip
_NUMBERS: Final = frozenset({"epoch", "edition", "maintainer_set", "bucket_bits", "bucket_bytes", "acts"})


def edition_bytes(edition: Edition) -> bytes:
    """The one spelling of an edition."""
    return encode(
        {
            "schema": SCHEMA,
            **{name: getattr(edition, name) for name in _PLAIN},
            "made_at": int(edition.made_at.timestamp()),
            "expires_at": int(edition.expires_at.timestamp()),
            "keys": [key_to_list(key) for key in edition.keys],
            "case_hashes": list(edition.case_hashes),
            "counts": [list(one) for one in edition.counts],
        }
    )


def edition_from_bytes(content: bytes) -> Edition:
    """Read an edition; raises BadBlob where it is not one in its one spelling."""
    found = decode(content, at_most=MOST_BYTES)
    try:
        edition = _edition(found)
        again = edition_bytes(edition)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as error:
        raise BadBlob("This is no edition of a list.") from error
    if again != content:
        raise BadBlob("This is no edition of a list: it holds more than is known here.")
    return edition


def edition_digest(edition: Edition) -> str:
    """SHA-256 of the signed bytes, as 64 hex digits: what the next edition and the log name."""
    return sha256(edition_bytes(edition)).hexdigest()


def sign(edition: Edition, index: HolderIndex, key: SigningKey) -> SignedEdition:
    """The edition with this maintainer's signature alone."""
    return SignedEdition(edition, ((index, key.sign(Purpose.EDITION, edition_bytes(edition))),))


def joined(one: SignedEdition, other: SignedEdition) -> SignedEdition:
    """The signatures of both over the same edition; raises EpochRefused where they are about two."""
    if edition_digest(one.edition) != edition_digest(other.edition):
        raise EpochRefused("These signatures are about two editions.")
    return replace(one, signatures=tuple(sorted({*one.signatures, *other.signatures})))


def check(signed: SignedEdition, maintainers: MaintainerSet) -> frozenset[HolderIndex]:
    """The members who signed; raises EpochRefused where they are fewer than the quorum, or the set is another one."""
    if signed.edition.maintainer_set != maintainers.number:
        raise EpochRefused(
            f"This edition is of maintainer set {signed.edition.maintainer_set}; the pinned one is "
            f"{maintainers.number}. Take in the change of the set first."
        )
    found = signers(maintainers, Purpose.EDITION, edition_bytes(signed.edition), signed.signatures)
    if len(found) < maintainers.quorum:
        raise EpochRefused(
            f"This edition is signed by {len(found)} of the pinned maintainers; it takes {maintainers.quorum}."
        )
    return found


def to_json(signed: SignedEdition) -> str:
    """A signed edition as it travels."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "edition": _text(edition_bytes(signed.edition)),
            "signatures": [[index, _text(signature)] for index, signature in signed.signatures],
        }
    )


def from_json(content: bytes | str) -> SignedEdition:
    """Read a signed edition; raises BadBlob; no signature is checked yet."""
    if len(content) > 2 * MOST_BYTES:
        raise BadBlob("This edition is longer than is allowed here.")
    try:
        found: dict[str, Any] = json.loads(content)
        pairs = [(HolderIndex(int(index)), _bytes(signature)) for index, signature in found["signatures"]]
        edition = _bytes(found["edition"])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadBlob("This is no signed edition of a list.") from error
    if len(pairs) > MOST_SIGNATURES:
        raise BadBlob("This edition bears more signatures than a set has members.")
    return SignedEdition(edition_from_bytes(edition), tuple(pairs))


def key_to_list(key: PublicKey) -> list[object]:
    """A public key as it stands in an edition."""
    return [key.name.value, key.epoch, key.threshold, key.joint, [list(one) for one in key.shares]]


def _key(found: Sequence[Any]) -> PublicKey:
    name, epoch, threshold, joint, shares = found
    pairs = tuple((HolderIndex(index), Point(bytes(point))) for index, point in shares)
    return PublicKey(KeyName(name), int(epoch), int(threshold), Point(bytes(joint)), pairs)


def _edition(found: Any) -> Edition:
    if found["schema"] != SCHEMA or any(not isinstance(found[name], int) for name in _NUMBERS):
        raise ValueError("another form")
    return Edition(
        **{name: found[name] for name in _PLAIN},
        made_at=datetime.fromtimestamp(found["made_at"], UTC),
        expires_at=datetime.fromtimestamp(found["expires_at"], UTC),
        keys=tuple(_key(one) for one in found["keys"]),
        case_hashes=tuple(found["case_hashes"]),
        counts=tuple((str(kind), int(number)) for kind, number in found["counts"]),
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise BadBlob("This is not base 64 as RFC 4648 writes it.") from error
