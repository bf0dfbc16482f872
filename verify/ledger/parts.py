"""What the ledger stands on; wiring hands it over at the start, so that nothing here builds anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chronology.types import Clock, Randomness

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from chronology.log import Log
    from verify.ledger.local_socket import Frame
    from verify.ledger.terms import Terms


class AskSigner(Protocol):
    """One question to the signer's local socket; raises SignerUnavailable."""

    def __call__(self, verb: str, body: bytes, /) -> Frame: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """`log` and `engine` open the chronology for reading and raise LogUnavailable where it cannot be read."""

    clock: Clock
    randomness: Randomness
    log: Callable[[], Log]
    engine: Callable[[], Engine]
    ask_signer: AskSigner
    terms: Terms


_parts: Parts | None = None


def use(parts: Parts) -> None:
    """Hand the parts over; the last ones count."""
    global _parts  # noqa: PLW0603 - one ledger a process, owned here
    _parts = parts


def parts() -> Parts:
    """What was handed over."""
    if _parts is None:
        raise RuntimeError("nobody handed the ledger its parts")
    return _parts
