"""What a look at a file showed, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from provenance.gate import Admission
from provenance.types import State

if TYPE_CHECKING:
    from PIL import Image


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a decoded picture besides knowing that it decodes."""

    thumbnail: bool = True
    prepared: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What opening a file showed.

    `width`, `height` in pixels as stored, `duration_s` in seconds, None where nothing read them; `thumbnail` is a
    re-encoded JPEG of at most 64 KiB without metadata; `state` is HOLDS where the picture was decoded and NOT_CHECKED
    where it was not, `code` says why. `prepared` is the decoded picture as fingerprints are made of it, where it was
    wanted; it never leaves the child.
    """

    width: int | None
    height: int | None
    duration_s: float | None
    thumbnail: bytes | None = field(repr=False)
    state: State
    code: str
    prepared: Image.Image | None = field(default=None, repr=False, compare=False)


def not_looked_at(admission: Admission, code: str) -> Look:
    """Give the Look of a file whose content nothing here decodes."""
    return Look(admission.width, admission.height, None, None, State.NOT_CHECKED, code)
