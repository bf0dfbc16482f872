"""What the reader of a bundle brings along: a file, keys that they trust, the time, perhaps a node of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from cryptography.x509 import Certificate

from chronology.anchors.evm.values import BlockNumber, BlockRef, ChainId
from chronology.notes import Verifier
from chronology.types import Digest

CLOCK_SKEW = timedelta(minutes=10)
"""How far the clock of an authority or chain may be ahead of the reader's before its time is called the future."""


class Node(Protocol):
    """A node of one chain that the reader trusts; each method raises PeerUnavailable while it is silent."""

    def chain_id(self) -> ChainId:
        """The chain that it follows."""

    def block(self, number: BlockNumber) -> BlockRef | None:
        """The block at this height; None above its head."""

    def finalized(self) -> BlockRef:
        """The newest block that the chain's finality tag covers."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness that the reader trusts, and who runs it."""

    verifier: Verifier
    operator: str


@dataclass(frozen=True, slots=True)
class Question:
    """One check: `media` is the SHA-256 of the reader's file; whatever is not given is said to be not checked."""

    at: datetime
    media: Digest | None = None
    logs: tuple[Verifier, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    tsa_roots: tuple[Certificate, ...] = ()
    node: Node | None = None


def logs_from(vkeys: Iterable[str]) -> tuple[Verifier, ...]:
    """The keys of trusted logs from their C2SP text; raises Malformed."""
    return tuple(Verifier.from_text(one.strip()) for one in vkeys)


def witnesses_from(lines: Iterable[str]) -> tuple[Witness, ...]:
    """The witnesses of these lines: a key, then perhaps a space and who runs it; raises Malformed."""
    return tuple(_witness(*one.strip().partition(" ")) for one in lines)


def operator_of(name: str) -> str:
    """Who runs the key of this name, guessed with caution: the last two labels of its host.

    Two hosts below one domain count as one operator, also below a public suffix such as co.uk: too few are counted
    rather than too many. Who knows better names the operator behind the key.
    """
    host = name.partition("/")[0].partition(":")[0].casefold().rstrip(".")
    return ".".join(host.split(".")[-2:])


def _witness(vkey: str, _: str, operator: str) -> Witness:
    verifier = Verifier.from_text(vkey)
    return Witness(verifier, operator.strip().casefold() or operator_of(verifier.name))
