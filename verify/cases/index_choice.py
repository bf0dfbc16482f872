"""What the owner of a recorded work lets others do with its fingerprints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class IndexChoice:
    """What an owner allows: that the work is found by its codes, compared with its small picture, and that shown."""

    findable: bool
    comparable: bool
    showable: bool

    OPEN_DEFAULT: ClassVar[IndexChoice]
    SEALED_DEFAULT: ClassVar[IndexChoice]

    def __post_init__(self) -> None:
        # Each stands on the one before it: what is not kept can be neither compared nor shown.
        object.__setattr__(self, "comparable", self.findable and self.comparable)
        object.__setattr__(self, "showable", self.comparable and self.showable)


IndexChoice.OPEN_DEFAULT = IndexChoice(findable=True, comparable=True, showable=False)
IndexChoice.SEALED_DEFAULT = IndexChoice(findable=False, comparable=False, showable=False)
