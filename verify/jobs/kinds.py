"""What kinds of jobs there are; the parts of the site above register theirs, so that jobs know none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class NotNow(Exception):
    """What the work stands on is away for a while: no attempt at all, the job is put back for later."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of job.

    `run(subject)` does the work and may be repeated; it raises NotNow, and else for our own faults only.
    `give_up(subject)` ends the subject honestly after the last attempt.
    `sweep()` is called every few seconds by every worker and mends or deletes what time has passed by.
    """

    name: str
    run: Callable[[str], None]
    give_up: Callable[[str], None]
    sweep: Callable[[], None]


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of job known; the last one of a name counts."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The kind with this name."""
    return _KINDS[name]


def kinds() -> tuple[Kind, ...]:
    """Every kind there is."""
    return tuple(_KINDS.values())
