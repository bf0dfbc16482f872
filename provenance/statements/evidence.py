"""What an installation knows about one signed statement and what stands around it: plain values for the rules.

Addresses are text here, as people read them. Source: docs/authors.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from provenance.statements.types import Delegation, SignatureCheck, SignatureState, Statement


@dataclass(frozen=True, slots=True)
class Written:
    """When a leaf was written: after `not_before` and by `by`, each with zone, None where nobody vouches for that end.

    `record` is the record's number, empty where there is none. `development` marks ends that rest on the
    installation's own chain, which prove nothing to outsiders.
    """

    record: str = ""
    not_before: datetime | None = None
    by: datetime | None = None
    development: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """A key or a delegation ended at `effective`; `said` is when that itself was put on record."""

    effective: datetime
    reason: str
    said: Written = Written()


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody with a name here. `kind` is `person`, `organisation` or `service`; the name is their own word."""

    id: str
    name: str
    kind: str


class Standing(StrEnum):
    """How a binding is; `unreachable` is never `gone`."""

    HOLDS = "holds"
    STALE = "stale"
    GONE = "gone"
    CONTRADICTED = "contradicted"
    UNREACHABLE = "unreachable"
    PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Bound:
    """One binding of a party to a name outside, strongest kinds first: `kind` is a short word, `name` the domain."""

    kind: str
    name: str
    standing: Standing
    checked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownKey:
    """An address that a party claimed. `desk`: the installation's signer holds it for that organisation."""

    party: Party
    ended: Ended | None = None
    desk: bool = False


@dataclass(frozen=True, slots=True)
class KnownDelegation:
    """The delegation that a statement names, its signature, when it was recorded, and whether it ended."""

    delegation: Delegation
    signature: SignatureState
    written: Written
    ended: Ended | None = None


@dataclass(frozen=True, slots=True)
class Speaking:
    """The organisation that a statement names: its key if anybody claimed it, its bindings, the delegation if known."""

    address: str
    key: KnownKey | None = None
    delegation: KnownDelegation | None = None
    bindings: tuple[Bound, ...] = ()


@dataclass(frozen=True, slots=True)
class Rival:
    """Another party's open record or statement of the same bytes."""

    name: str
    account: str
    written: Written


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with its surroundings.

    `signer` is the address as text; `same_domain` says that it was signed for this installation's chain and contract.
    `written` is None where it is not on record. `key` is None where nobody claimed the signer's address, `speaking`
    where the statement speaks for nobody but its signer. `opened` is the SHA-256 behind a commitment, for whoever may
    open it. `member` is the name of the person for whom a desk signed, where the reader may know it. `rivals` are
    others' records of the same bytes, `counted` the public ids of authors whom the reader's organisation counts.
    `seen` is when this was looked at: whatever is here existed by then.
    """

    statement: Statement
    statement_id: str
    signer: str
    signature: SignatureCheck
    written: Written | None
    same_domain: bool = True
    key: KnownKey | None = None
    bindings: tuple[Bound, ...] = ()
    speaking: Speaking | None = None
    opened: bytes | None = None
    member: str = ""
    retracted: str = ""
    corrected: str = ""
    rivals: tuple[Rival, ...] = ()
    counted: frozenset[str] = frozenset()
    seen: datetime | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who somebody says made it. `parties` are the public ids and lower-case addresses which that text stands for."""

    text: str
    parties: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a statement is held against: a content's SHA-256, a claimed author, the link of a post; each may miss."""

    content: bytes | None = None
    claimed: Claimed | None = None
    source: str = ""
