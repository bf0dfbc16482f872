"""Who else must forget: parts of the site that keep something about a record are told when it ends for its readers."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from django.db import transaction


class Ending(StrEnum):
    """Why a record is told no more, or no more as it was."""

    ERASED = "erased"
    HIDDEN = "hidden"
    RETRACTED = "retracted"


Listener = Callable[[str, Ending], None]

_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Tell this one of every ending from now on, by the record's number; listeners raise nothing."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_ending(record_id: str, ending: Ending) -> None:
    """Tell everybody, once what ended it is durable."""

    def tell() -> None:
        for listener in _listeners:
            listener(record_id, ending)

    transaction.on_commit(tell)
