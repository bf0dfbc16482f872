"""What the log-in by wallet stands on; wiring hands it over at the start, so that nothing here builds anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from provenance.statements.types import Address, ChainId, SignatureCheck, TypedDigest


class AskContract(Protocol):
    """One question to a node, by workers alone: does this contract wallet hold the signature good?"""

    def __call__(self, address: Address, digest: TypedDigest, signature: bytes, at: datetime, /) -> SignatureCheck: ...


@dataclass(frozen=True, slots=True)
class Parts:
    """`random` gives that many random bytes; `has_node` says whether asking a node is possible here at all."""

    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    chain_id: Callable[[], ChainId]
    has_node: Callable[[], bool]
    ask_contract: AskContract
    run_folder: Callable[[], Path]


_parts: Parts | None = None


def use(parts: Parts) -> None:
    """Hand the parts over; the last ones count."""
    global _parts  # noqa: PLW0603 - one set a process, owned here
    _parts = parts


def parts() -> Parts:
    """What was handed over."""
    if _parts is None:
        raise RuntimeError("nobody handed the wallets their parts")
    return _parts
