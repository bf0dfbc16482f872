"""What the doctor says of one part: how it is, and what to do where it is not well."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """`look`: something is off or limited, and the rest works; `missing`: production should not run like this."""

    OK = "ok"
    LOOK = "look"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part:
    """`needed` parts make an installation unfit where they are not `there`; the others only turn something off.

    `todo` says what to do and is never empty where something is not there.
    """

    name: str
    there: bool
    words: str
    needed: bool = False
    todo: str = ""

    @property
    def state(self) -> State:
        """How much it matters."""
        if self.there:
            return State.OK
        return State.MISSING if self.needed else State.LOOK

    def as_json(self) -> dict[str, str]:
        """The members of one part in the doctor's JSON; names and states never change their meaning."""
        return {"part": self.name, "state": self.state.value, "words": self.words, "todo": self.todo}
