"""What comes of laying a file out."""

from __future__ import annotations

from dataclasses import dataclass, field

from provenance.types import Claim


@dataclass(frozen=True, slots=True)
class Print:
    """One re-encoded JPEG without metadata, in pixels of its own; `at_ms` is its time in a film, None for a picture.

    `changed` says that it was chosen because the picture had changed, and not because it was time for another one.
    """

    width: int
    height: int
    jpeg: bytes = field(repr=False)
    at_ms: int | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The claims and prints of one file; `whole` is false where a limit ended the reading before the file ended.

    `seen_until_ms` is how far a film was read and `lasts_ms` how long its header says that it is; 0 where unknown.
    The claims hold places, serial numbers and names: whoever shows them asks first to whom.
    """

    claims: tuple[Claim, ...] = field(default=(), repr=False)
    prints: tuple[Print, ...] = ()
    whole: bool = True
    seen_until_ms: int = 0
    lasts_ms: int = 0
