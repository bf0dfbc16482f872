"""The record of one entry, sealed under its label: who cannot compute the label reads nothing of it.

AES-SIV (RFC 5297) needs no nonce, so that makers who seal the same record get the same bytes and can compare them.
Every record has one length. What is sealed is never the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from provenance.blindlist.cbor import decode, encode
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.splitting import TAG_BYTES, Parts
from provenance.blindlist.types import Entry, Status

PLAIN_BYTES: Final = 112
"""Room for reason, case number, three times and a range of versions: about 80 bytes of text in all."""
SEAL_BYTES: Final = 16
SLOT_BYTES: Final = TAG_BYTES + SEAL_BYTES + PLAIN_BYTES

_STATUS: Final = {Status.LISTED: 1, Status.QUESTIONED: 2}
_STATUS_OF: Final = {number: status for status, number in _STATUS.items()}
_TEXTS: Final = ("reason", "case", "first_version", "last_version")
_TIMES: Final = ("since", "captures_from", "captures_to")
_END: Final = b"\x80"


class TooLong(BadBlob):
    """The words of an entry do not fit its record: shorten the case number, the reason or the versions."""


def seal(parts: Parts, entry: Entry, *, epoch: int) -> bytes:
    """One slot: the tag in clear, then the sealed record; raises TooLong."""
    return parts.tag + AESSIV(parts.record_key).encrypt(_padded(entry), _context(epoch))


def has_room(entry: Entry) -> bool:
    """Whether a record holds the words of this entry."""
    return len(_plain(entry)) <= PLAIN_BYTES


def open_slot(parts: Parts, slot: bytes, *, epoch: int) -> Entry:
    """The entry in this slot; raises BadBlob where it was sealed under another label, for another epoch, or changed."""
    try:
        plain = AESSIV(parts.record_key).decrypt(slot[TAG_BYTES:], _context(epoch))
    except (InvalidTag, ValueError) as error:
        raise BadBlob("This record was sealed under another label.") from error
    return _entry(plain.rstrip(b"\0").removesuffix(_END))


def _context(epoch: int) -> list[bytes]:
    return [b"firstlight.list.record/1", epoch.to_bytes(8, "big")]


def _plain(entry: Entry) -> bytes:
    times = [_seconds(getattr(entry, name)) for name in _TIMES]
    return encode([_STATUS[entry.status], *(getattr(entry, name) for name in _TEXTS), *times]) + _END


def _padded(entry: Entry) -> bytes:
    plain = _plain(entry)
    if len(plain) > PLAIN_BYTES:
        raise TooLong(f"This entry takes {len(plain)} bytes; a record has room for {PLAIN_BYTES}.")
    return plain.ljust(PLAIN_BYTES, b"\0")


def _seconds(time: datetime | None) -> int | None:
    return None if time is None else int(time.timestamp())


def _entry(plain: bytes) -> Entry:
    match decode(plain, at_most=PLAIN_BYTES):
        case [int(status), str(reason), str(case), str(first), str(last), int(), _, _] as found if status in _STATUS_OF:
            texts = dict(zip(_TEXTS, (reason, case, first, last), strict=True))
            return _built(_STATUS_OF[status], texts, dict(zip(_TIMES, found[5:], strict=True)))
    raise BadBlob("This record is not of a form known here.")


def _built(status: Status, texts: Mapping[str, str], times: Mapping[str, object]) -> Entry:
    read = {name: _time(value) for name, value in times.items()}
    since = read.pop("since")
    if since is None:
        raise BadBlob("This record has no time of listing.")
    return Entry(status, texts["reason"], texts["case"], since, read["captures_from"], read["captures_to"],
                 texts["first_version"], texts["last_version"])  # fmt: skip


def _time(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        return datetime.fromtimestamp(value, UTC) if isinstance(value, int) else _no_time()
    except (OverflowError, ValueError, OSError):
        return _no_time()


def _no_time() -> datetime:
    raise BadBlob("This record holds a time that no calendar has.")
