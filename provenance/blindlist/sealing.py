"""Device ids sealed to the maintainers: the list server keeps them and cannot read them.

One id is sealed to each maintainer in a box of its own (libsodium's sealed boxes, X25519). All boxes hold the same
content, because each holds the salt of one commitment that stands outside: a reporter who tells two maintainers two
ids is found out, and who has only the commitment cannot try guesses against it.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.cbor import decode, encode
from provenance.blindlist.errors import BadBlob, BlindListError
from provenance.blindlist.sodium import sodium
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet

SALT_BYTES: Final = 32
ID_BYTES: Final = 1024
"""One length for every id: the longest canonical id takes 512 bytes, versions and times some dozens."""
WORDS_STEP: Final = 4096
MOST_WORDS: Final = 65_536
SMALL_BYTES: Final = 256
_ID: Final = b"firstlight.blindlist/sealed-id/1\n"
_WORDS: Final = b"firstlight.blindlist/sealed-words/1\n"
_END: Final = b"\x80"

Random = Callable[[int], bytes]


class CannotOpen(BlindListError):
    """A sealed box is not for this maintainer, was changed, or is not what was committed to: report its case."""


@dataclass(frozen=True, slots=True)
class SealingKey:
    """A maintainer's own X25519 key pair; its repr shows nothing of the secret."""

    public: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def of_seed(cls, seed: bytes) -> SealingKey:
        """The pair that 32 random bytes stand for."""
        public, secret = sodium().crypto_box_seed_keypair(seed)
        return cls(public, secret)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which captures of a device are concerned: a range of versions or a window; sealed with the id."""

    first_version: str = ""
    last_version: str = ""
    captures_from: datetime | None = None
    captures_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealedWords:
    """Words for the maintainers alone: a commitment for the public, one box each, all of one length."""

    commitment: str
    boxes: tuple[tuple[HolderIndex, bytes], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedId:
    """A device id for the maintainers alone; its kind is public and counted."""

    kind: IdKind
    commitment: str
    boxes: tuple[tuple[HolderIndex, bytes], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a maintainer finds in a box: the id, and which of its captures are concerned."""

    id: DeviceId = field(repr=False)
    scope: Scope = field(repr=False)


def seal_id(one: DeviceId, members: MaintainerSet, random: Random, scope: Scope = Scope()) -> SealedId:
    """Seal one id to every member; raises ValueError for an id that is far longer than any."""
    plain = encode([one.kind.value, one.maker, one.value, *_scope_list(scope)])
    sealed = _sealed(_ID, plain, ID_BYTES, members, random)
    return SealedId(one.kind, sealed.commitment, sealed.boxes)


def seal_ids(
    ids: Sequence[DeviceId], members: MaintainerSet, random: Random, scope: Scope = Scope()
) -> tuple[SealedId, ...]:  # fmt: skip
    """Seal several, each by itself."""
    return tuple(seal_id(one, members, random, scope) for one in ids)


def open_id(sealed: SealedId, index: HolderIndex, key: SealingKey) -> Opened:
    """What this member's box holds, once it fits the commitment; raises CannotOpen."""
    plain = _opened(_ID, SealedWords(sealed.commitment, sealed.boxes), index, key)
    try:
        found: Any = decode(plain, at_most=ID_BYTES)
        kind, maker, value, first, last, begins, ends = found
        one = DeviceId(IdKind(kind), str(maker), str(value), proven=True)
        scope = Scope(str(first), str(last), _time(begins), _time(ends))
    except (BadBlob, ValueError, TypeError, OverflowError, OSError) as error:
        raise CannotOpen("A sealed box holds no device id.") from error
    if one.kind is not sealed.kind:
        raise CannotOpen("A sealed box holds an id of another kind than it says outside.")
    return Opened(one, scope)


def seal_words(words: bytes, members: MaintainerSet, random: Random) -> SealedWords:
    """Seal words to every member, padded to whole steps of 4 KiB; raises ValueError above 64 KiB."""
    if len(words) > MOST_WORDS:
        raise ValueError("Words for maintainers are at most 64 KiB.")
    return _sealed(_WORDS, words, (len(words) // WORDS_STEP + 1) * WORDS_STEP, members, random)


def seal_small(words: bytes, members: MaintainerSet, random: Random) -> SealedWords:
    """Seal a code of up to 255 bytes, all of one length."""
    return _sealed(_WORDS, words, SMALL_BYTES, members, random)


def open_words(sealed: SealedWords, index: HolderIndex, key: SealingKey) -> bytes:
    """What this member's box holds, once it fits the commitment; raises CannotOpen."""
    return _opened(_WORDS, sealed, index, key)


def sealed_again(sealed: SealedId, index: HolderIndex, key: SealingKey, newcomer: Maintainer) -> SealedId:
    """The same sealed id with a box for a member who joined later, made by one who can open it; raises CannotOpen."""
    content = _content(SealedWords(sealed.commitment, sealed.boxes), index, key, _ID)
    boxes = {**dict(sealed.boxes), newcomer.index: sodium().crypto_box_seal(content, newcomer.sealing_key)}
    return SealedId(sealed.kind, sealed.commitment, tuple(sorted(boxes.items())))


def to_json(sealed: SealedId | SealedWords) -> str:
    """As it is stored and sent."""
    boxes = {str(index): base64.b64encode(box).decode() for index, box in sealed.boxes}
    kind = {"kind": sealed.kind.value} if isinstance(sealed, SealedId) else {}
    return json.dumps({**kind, "commitment": sealed.commitment, "boxes": boxes})


def id_from_json(text: str | bytes) -> SealedId:
    """Read a sealed id; raises BadBlob."""
    found, words = _read(text)
    try:
        return SealedId(IdKind(found["kind"]), words.commitment, words.boxes)
    except (KeyError, ValueError) as error:
        raise BadBlob("This is no sealed device id.") from error


def words_from_json(text: str | bytes) -> SealedWords:
    """Read sealed words; raises BadBlob."""
    return _read(text)[1]


def _read(text: str | bytes) -> tuple[Mapping[str, Any], SealedWords]:
    try:
        found = json.loads(text)
        boxes = [(HolderIndex(int(name)), base64.b64decode(box, validate=True)) for name, box in found["boxes"].items()]
        commitment = str(found["commitment"])
        digest = bytes.fromhex(commitment)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadBlob("This is nothing that was sealed to maintainers.") from error
    if len(digest) != sha256().digest_size:
        raise BadBlob("What is sealed to maintainers comes with a commitment of 32 bytes.")
    return found, SealedWords(commitment, tuple(sorted(boxes)))


def _sealed(name: bytes, plain: bytes, size: int, members: MaintainerSet, random: Random) -> SealedWords:
    padded = plain + _END
    if len(padded) > size:
        raise ValueError(f"At most {size - 1} bytes are sealed here.")
    content = random(SALT_BYTES) + padded.ljust(size, b"\0")
    boxes = [(one.index, sodium().crypto_box_seal(content, one.sealing_key)) for one in members.members]
    return SealedWords(sha256(name + content).hexdigest(), tuple(sorted(boxes)))


def _opened(name: bytes, sealed: SealedWords, index: HolderIndex, key: SealingKey) -> bytes:
    return _content(sealed, index, key, name)[SALT_BYTES:].rstrip(b"\0").removesuffix(_END)


def _content(sealed: SealedWords, index: HolderIndex, key: SealingKey, name: bytes) -> bytes:
    box = dict(sealed.boxes).get(index)
    if box is None:
        raise CannotOpen("Nothing was sealed to this maintainer here.")
    try:
        content: bytes = sodium().crypto_box_seal_open(box, key.public, key.secret)
    except (ValueError, TypeError) as error:
        raise CannotOpen("A sealed box is not for this maintainer, or was changed.") from error
    if not hmac.compare_digest(sha256(name + content).hexdigest(), sealed.commitment):
        raise CannotOpen("A sealed box does not hold what was committed to.")
    return content


def _scope_list(scope: Scope) -> list[object]:
    times = [None if one is None else int(one.timestamp()) for one in (scope.captures_from, scope.captures_to)]
    return [scope.first_version, scope.last_version, *times]


def _time(seconds: Any) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC)
