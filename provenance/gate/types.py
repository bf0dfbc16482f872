"""What the gate answers: the frozen results, and the one exception that its own readers use among themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from provenance.formats import Format
from provenance.types import Param, Params


@dataclass(frozen=True, slots=True)
class Admission:
    """A file that may go on to the sandbox; `width` and `height` in pixels as its header says, or None."""

    format: Format
    size: int
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file is not looked at; `code` is stable, the sentence is made from it and `params`."""

    code: str
    params: Params = field(default_factory=dict[str, Param])


@dataclass(frozen=True, slots=True)
class Shape:
    """What a header scan learnt: pixels of the largest picture, and the number of frames."""

    width: int | None = None
    height: int | None = None
    frames: int = 1
    format: Format | None = None


class RefusedError(Exception):
    """Ends a header scan; never leaves the gate."""

    def __init__(self, code: str, params: Mapping[str, Param] | None = None) -> None:
        super().__init__(code)
        self.refusal = Refusal(code, dict(params or {}))


def damaged() -> RefusedError:
    """Make the refusal of a file whose structure does not hold; the gate adds the format."""
    return RefusedError("refused.damaged")


def too_complex() -> RefusedError:
    """Make the refusal of a file with more parts than any honest one."""
    return RefusedError("refused.too_complex")
