"""Sets of claims in CBOR: CWT (RFC 8392) and EAT (RFC 9711), as far as they speak of a capture and its device.

Ids of the device stay out of what is said; what a claim means for the level is decided by the format.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from provenance.attestation.strict_cbor import BAD, whole_value
from provenance.plain import Param, Params

MOST_NONCES: Final = 16
"""A token has one; EAT allows several parties one each."""

MOST_MODEL: Final = 64
"""Characters of a model or version; longer ones are no names."""

_EXPIRES, _NOT_BEFORE, _ISSUED, _NONCE = 4, 5, 6, 10
_MODEL, _HARDWARE_VERSION, _BOOT, _DEBUG, _SOFTWARE_VERSION = 259, 260, 262, 263, 271
_DEBUG_STATES: Final = (
    "enabled", "disabled", "disabled_since_boot", "disabled_permanently", "disabled_fully_and_permanently",
)  # fmt: skip
_CLOSED: Final = 2
"""From here on nobody has had a debugger at the device since it started."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What a device says of itself: `locked` is None where it does not say, `hardware` whether it speaks of a chip."""

    nonces: tuple[bytes, ...] = ()
    issued_at: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None
    locked: bool | None = None
    debuggable: bool = False
    hardware: bool = False
    model: tuple[str, str] | None = field(default=None, repr=False)
    said: Params = field(default_factory=dict)


def claims_of(payload: bytes | None) -> Claims:
    """The claims in a payload; none where it is something else. Never raises."""
    try:
        found = whole_value(payload) if payload else None
    except BAD:
        return Claims()
    return from_set(found) if isinstance(found, dict) else Claims()


def from_set(found: dict[object, object]) -> Claims:
    """The claims of a set that was decoded already."""
    boot, debug = found.get(_BOOT), found.get(_DEBUG)
    state = _debug_state(debug)
    said: dict[str, Param] = {"boot": "own" if boot else "other"} if isinstance(boot, bool) else {}
    return Claims(
        nonces=_nonces(found.get(_NONCE)),
        issued_at=_moment(found.get(_ISSUED)),
        begins=_moment(found.get(_NOT_BEFORE)),
        ends=_moment(found.get(_EXPIRES)),
        locked=_locked(boot, debug if state else None),
        debuggable=state == _DEBUG_STATES[0],
        hardware=isinstance(boot, bool) or bool(state),
        model=_model(found),
        said=said | ({"debug": state} if state else {}),
    )


def _locked(boot: object, debug: object) -> bool | None:
    if boot is False:
        return False
    if boot is not True or not isinstance(debug, int):
        return None
    return True if debug >= _CLOSED else None


def _debug_state(debug: object) -> str:
    known = isinstance(debug, int) and not isinstance(debug, bool) and 0 <= debug < len(_DEBUG_STATES)
    return _DEBUG_STATES[debug] if known and isinstance(debug, int) else ""


def _nonces(found: object) -> tuple[bytes, ...]:
    listed = found if isinstance(found, list) else [found]
    return tuple(one for one in listed[:MOST_NONCES] if isinstance(one, bytes))


def _moment(found: object) -> datetime | None:
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    try:
        return datetime.fromtimestamp(found, UTC)
    except (OverflowError, ValueError, OSError):
        return None


def _model(found: dict[object, object]) -> tuple[str, str] | None:
    model, version = found.get(_MODEL), found.get(_SOFTWARE_VERSION, found.get(_HARDWARE_VERSION))
    if not isinstance(model, bytes) or not model:
        return None
    parts = version if isinstance(version, list) and version else [version]
    return _text(model), parts[0][:MOST_MODEL] if isinstance(parts[0], str) else ""


def _text(model: bytes) -> str:
    """A model as letters where it is written in them, else as digits: makers may use either (RFC 9711 4.2.4)."""
    written = model.decode("utf-8", "replace")
    return written[:MOST_MODEL] if written.isprintable() else model.hex()[:MOST_MODEL]
