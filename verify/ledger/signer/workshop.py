"""Everything the signer works with; verify/signer_wiring.py builds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from chronology.anchors.protocol import Anchor
from chronology.log import Log
from chronology.log.signing import CheckpointSigner
from chronology.types import Clock, Randomness
from chronology.witnesses import Witness
from verify.ledger.signer.beacons import Point
from verify.ledger.signer.comparing import Ask
from verify.ledger.signer.desk import Desk
from verify.ledger.signer.feed import FeedSigner
from verify.ledger.signer.keys import SigningKeys
from verify.ledger.terms import Terms


@dataclass(frozen=True, slots=True)
class Workshop:
    """`seen` asks chain and witnesses which heads of our log they hold; `recent` gives a point for beacons.

    Both raise PeerUnavailable while a peer is silent. `near` asks the embedded chain, which is no outsider.
    `cosign` hands a checkpoint to the witnesses and returns how many lines it brought home; `witnessed` makes a point
    for beacons of a cosigned checkpoint. `desk` answers about the desk keys of organisations, `feed` signs the
    feed of changes.
    """

    engine: Engine
    log: Log
    keys: SigningKeys
    checkpoints: CheckpointSigner
    witness: Witness
    anchors: Sequence[Anchor]
    seen: Sequence[Ask]
    recent: Callable[[], Point | None]
    cosign: Callable[[bytes], int]
    witnessed: Callable[[bytes], Point | None]
    clock: Clock
    randomness: Randomness
    terms: Terms
    adopt: bool = field(default=False)
    near: Sequence[Ask] = ()
    desk: Desk | None = None
    feed: FeedSigner | None = None
