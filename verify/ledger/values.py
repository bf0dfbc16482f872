"""What the ledger tells the rest of the site: frozen, with plain numbers for people and organisations."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks; both None is the public."""

    organisation: int | None = None
    user: int | None = None


PUBLIC = Viewer()


@dataclass(frozen=True, slots=True)
class MemberPart:
    """One part of a work: what it is (`headline`, `text`, `image` ...) and the SHA-256 of its bytes, 32 bytes."""

    role: str
    sha256: bytes


@dataclass(frozen=True, slots=True)
class SealedFields:
    """What a sealed record commits to besides its content; what is left out is committed to as empty."""

    camera: bytes = b""
    signer: bytes = b""
    source: bytes = b""
    link: bytes = b""
    statement: bytes = b""


@dataclass(frozen=True, slots=True)
class Moment:
    """One end of the interval in which a record was written, and what it rests on.

    `source`: `block` (a block of a chain), `witnesses` (a cosigned checkpoint), `authority` (a time-stamp), `calendar`.
    `development` marks the embedded chain, which proves nothing to outsiders.
    """

    at: datetime
    source: str
    chain_id: int | None = None
    block_number: int | None = None
    block_hash: str = ""
    development: bool = False


@dataclass(frozen=True, slots=True)
class OnRecord:
    """An open record that was found under a digest.

    `role` is empty for the content itself and names the part where the digest is a member of a work.
    `states` holds, in this order where they hold: `waiting`, `recorded`, `checkpointed`, `cosigned`, `seen`, `final`,
    `retracted`; anchors on a development chain add no word to it. The record was written between `not_before` and `by`;
    the content may be much older.
    """

    record_id: str
    organisation_id: int | None
    recorder: str
    kind: int
    role: str
    created: datetime
    index: int | None
    not_before: Moment | None
    by: Moment | None
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """How far one anchor of a record is: `pending`, `seen` or `final`; `transaction` is hex with 0x, or empty."""

    kind: str
    state: str
    size: int | None = None
    at: datetime | None = None
    chain_id: int | None = None
    block_number: int | None = None
    transaction: str = ""
    explorer_link: str = ""
    authority: str = ""
    development: bool = False


@dataclass(frozen=True, slots=True)
class Cosigned:
    """`by` names the operators whose witnesses cosigned; "cosigned" is only said from `needed` of them on.

    `at` is when enough of them had seen it.
    """

    by: tuple[str, ...] = ()
    asked: int = 0
    at: datetime | None = None
    needed: int = 3

    @property
    def holds(self) -> bool:
        return len(self.by) >= self.needed


@dataclass(frozen=True, slots=True)
class PathStep:
    """One neighbour on the way from the leaf to the root; `side` is where the neighbour stands."""

    side: str
    neighbour: str
    result: str


@dataclass(frozen=True, slots=True)
class TimeView:
    """Everything the time panel shows of one record; hashes are hex. Empty and None mean "not yet" or "not known"."""

    record_id: str
    form: str
    kind: int
    state: str
    hidden: bool
    created: datetime
    origin: str
    log_id: str
    leaf_hash: str
    sha256: str = ""
    index: int | None = None
    recorded: datetime | None = None
    size: int | None = None
    root: str = ""
    path: tuple[PathStep, ...] = ()
    not_before: Moment | None = None
    by: Moment | None = None
    cosigned: Cosigned = field(default_factory=Cosigned)
    anchors: tuple[AnchorLine, ...] = ()
    retracted: bool = False
    members: tuple[tuple[str, str], ...] = ()
    previous_id: str = ""
    retraction_ids: tuple[str, ...] = ()
    leaf: dict[str, object] = field(default_factory=dict)
    development: bool = False
    readable: bool = True


@dataclass(frozen=True, slots=True)
class CheckpointView:
    """One published checkpoint; `note` is the signed note as it is served."""

    size: int
    root: str
    at: datetime | None
    note: str
    cosigned: Cosigned
    anchors: tuple[AnchorLine, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryView:
    """One entry by number, whatever it holds: the public half only."""

    index: int
    leaf_hash: str
    leaf: dict[str, object]
    length: int
    size: int
    root: str
    path: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class LogHealth:
    """How the log is. `running`: the signer was seen within its interval; `trouble` says why it stopped, if it did.

    `sentence` tells the trouble, or without one what part of its work waits.

    `size` counts committed entries, `published` those under the newest checkpoint; `waiting` open records in the outbox
    and `oldest_waiting` the age of the oldest in seconds, without the `parked` ones, which can have no place and wait
    for the operator. Sealed ones are never counted: their number is nobody's.
    """

    origin: str
    log_id: str
    vkey: str
    running: bool
    seen: datetime | None
    trouble: str
    sentence: str
    size: int
    published: int
    published_at: datetime | None
    waiting: int
    oldest_waiting: float
    witnesses: int
    development_chain: bool
    parked: int = 0
    readable: bool = True
