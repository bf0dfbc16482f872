"""What a device says of a capture, signed in place of the content's digest (docs/capture.md).

Deterministic CBOR: `{"schema", "content"}` and any of `"captured_at"` (seconds since 1970), `"model"`, `"firmware"`,
`"beacon"` `{"chain", "height", "hash"}`, `"depth"` and `"motion"`. A statement that has anything else is refused whole:
what cannot be understood must not seem to have been checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, NoReturn

from provenance.attestation.errors import BadSidecar
from provenance.attestation.measurements import DEPTH_KEYS, MOTION_KEYS, depth_of, motion_of
from provenance.attestation.strict_cbor import BAD, deterministic, deterministic_value
from provenance.attestation.types import Beacon, Measurement

SCHEMA: Final = "firstlight.capture-statement/1"

STATEMENT_BYTES: Final = 256 * 1024
"""The largest depth map and the longest movements."""

MOST_WORDS: Final = 64
"""Characters of a model, a firmware or a chain's name."""

LATEST: Final = 253402300799
"""The end of the year 9999, where dates end."""

MOST_HEIGHT: Final = 2**63 - 1
"""Heights of blocks that a database can hold."""

_KNOWN: Final = {"schema", "content", "captured_at", "model", "firmware", "beacon", "depth", "motion"}
_BEACON: Final = {"chain", "height", "hash"}

Fields = Mapping[object, object]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was read; nobody vouches for it yet."""

    content: bytes
    captured_at: datetime | None = None
    model: tuple[str, str] | None = field(default=None, repr=False)
    beacon: Beacon | None = None
    measurements: tuple[Measurement, ...] = ()


def statement_of(content: bytes, said: Mapping[str, object]) -> bytes:
    """The bytes to sign for a file whose SHA-256 is `content`."""
    return deterministic({"schema": SCHEMA, "content": content, **said})


def read_statement(raw: bytes) -> Statement:
    """The statement in these bytes; raises BadSidecar and nothing else."""
    fields = _fields(raw)
    content = fields["content"]
    if not isinstance(content, bytes) or len(content) != 32:
        _refuse()
    return Statement(content, _moment(fields), _model(fields), _beacon(fields), _measurements(fields))


def _fields(raw: bytes) -> Fields:
    if len(raw) > STATEMENT_BYTES:
        _refuse()
    try:
        fields = deterministic_value(raw)
    except BAD:
        _refuse()
    if (
        not isinstance(fields, dict)
        or fields.get("schema") != SCHEMA
        or "content" not in fields
        or set(fields) - _KNOWN
    ):
        _refuse()
    return fields


def _moment(fields: Fields) -> datetime | None:
    if "captured_at" not in fields:
        return None
    return datetime.fromtimestamp(_number(fields["captured_at"], LATEST), UTC)


def _model(fields: Fields) -> tuple[str, str] | None:
    if "model" not in fields:
        return None if "firmware" not in fields else _refuse()
    return _words(fields["model"]), _words(fields["firmware"]) if "firmware" in fields else ""


def _beacon(fields: Fields) -> Beacon | None:
    if "beacon" not in fields:
        return None
    said = fields["beacon"]
    if not isinstance(said, dict) or set(said) != _BEACON:
        _refuse()
    digest = said["hash"]
    if not isinstance(digest, bytes) or len(digest) != 32:
        _refuse()
    return Beacon(_words(said["chain"]), _number(said["height"], MOST_HEIGHT), digest.hex())


def _measurements(fields: Fields) -> tuple[Measurement, ...]:
    depth, motion = fields.get("depth"), fields.get("motion")
    made = [_measured(depth, DEPTH_KEYS, "depth")] if "depth" in fields else []
    return (*made, *([_measured(motion, MOTION_KEYS, "motion")] if "motion" in fields else []))


def _measured(said: object, keys: frozenset[str], kind: str) -> Measurement:
    if not isinstance(said, dict) or set(said) != keys:
        _refuse()
    made = depth_of(said) if kind == "depth" else motion_of(said)
    return made if made is not None else _refuse()


def _words(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= MOST_WORDS or not value.isprintable():
        _refuse()
    return value


def _number(value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        _refuse()
    return value


def _refuse() -> NoReturn:
    raise BadSidecar("sidecar.statement", "The camera's statement cannot be read: leave it out, or write it anew.")
