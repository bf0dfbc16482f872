"""The numbers this installation runs its log by; settings give them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """Intervals in seconds.

    `sealed_batch`: a sealed batch has exactly this many leaves, and is entered every `sealed_seconds` even if nobody
    sealed anything, so that neither its moment nor its size says anything; what does not fit waits.
    """

    origin: str
    batch_seconds: float
    sealed_seconds: float
    sealed_batch: int
    checkpoint_seconds: float
    anchor_seconds: float
    witnesses: tuple[str, ...] = ()
    explorer_url: str = ""
    development_chain: bool = False
