"""The values of governing: dockets, acts, rounds, cases and the register they make. Frozen; nothing names a device.

A maintainer appears as a `Voice`: a pseudonym of one case, so that nobody ties what was done in two cases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

from provenance.attestation.types import IdKind
from provenance.blindlist.government.rules import Action, EvidenceClass, Rules
from provenance.blindlist.types import MaintainerSet, Status

Voice = NewType("Voice", str)
"""A maintainer in one case: 32 hexadecimal digits that only an ombudsman ties to a seat."""

CaseHash = NewType("CaseHash", str)
"""SHA-256 of a docket, 64 hexadecimal digits."""

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"]
"""What the body of an act holds."""


class Reason(StrEnum):
    """Why somebody wants something listed: words of a list, so that no text about a person is written down."""

    AI_CONTENT = "ai_content_signed"
    RECAPTURE = "recapture_signed"
    KEY_EXTRACTED = "key_extracted"
    KEY_SHARED = "key_shared"
    FIRMWARE_HOLE = "firmware_signs_anything"
    AUTHORITY = "authority_compromised"
    TOOL = "tool_compromised"
    WITHDRAWN = "withdrawn_by_maker"
    GOVERNING = "governing"


class CancelReason(StrEnum):
    """Why a maintainer stops a listing in its delay."""

    EVIDENCE = "evidence_insufficient"
    WRONG_DEVICE = "wrong_device"
    MAKER = "maker_disputes"
    PRESSURE = "under_pressure"
    PROCEDURE = "procedure"


class Demand(StrEnum):
    """What a court or an authority ordered: it changes nothing here by itself, and is counted in public."""

    LIST = "list"
    DELIST = "delist"
    DISCLOSE = "disclose"
    OTHER = "other"


class Target(StrEnum):
    """What a case is about: one device, a whole class of them, or the government itself."""

    DEVICE = "device"
    CLASS = "class"
    RULES = "rules"
    MEMBERS = "members"


CLASS_KINDS: Final = frozenset({IdKind.MODEL, IdKind.AUTHORITY, IdKind.GENERATOR})
"""Ids that many devices share: listing one of them takes more votes and a longer delay."""

LISTING: Final[Mapping[Target, Action]] = {
    Target.DEVICE: Action.LIST_DEVICE,
    Target.CLASS: Action.LIST_CLASS,
    Target.RULES: Action.CHANGE_RULES,
    Target.MEMBERS: Action.CHANGE_MEMBERS,
}
"""The action that decides a case of each target."""


@dataclass(frozen=True, slots=True)
class Docket:
    """What a case is about, as far as it is public: which kinds of ids, as commitments, and what class of evidence.

    `evidence` is the SHA-256 commitment of the sealed evidence, or the digest of proposed rules or maintainers.
    `salt` keeps two cases about the same apart.
    """

    number: str
    target: Target
    reason: Reason
    evidence_class: EvidenceClass
    evidence: str
    ids: tuple[tuple[IdKind, str], ...]
    opened: datetime
    salt: str


class ActKind(StrEnum):
    """Everything that can happen; the second half happens by itself when its time has come."""

    FOUNDED = "founded"
    CASE_OPENED = "case_opened"
    VENDOR_TOLD = "vendor_told"
    RECUSED = "recused"
    ROUND_OPENED = "round_opened"
    ROUND_COUNTED = "round_counted"
    CANCELLED = "cancelled"
    APPEALED = "appealed"
    LEGAL_ORDER = "legal_order"
    ROUND_FAILED = "round_failed"
    TOOK_EFFECT = "took_effect"
    SUSPENSION_LAPSED = "suspension_lapsed"
    APPEAL_TIMED_OUT = "appeal_timed_out"
    QUESTION_ENDED = "question_ended"
    LISTING_ENDED = "listing_ended"
    CASE_CLOSED = "case_closed"


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its place, the hash of the act before (64 hexadecimal digits), when, and of which case."""

    number: int
    previous: str
    kind: ActKind
    at: datetime
    case: str = ""
    body: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a round came to, and nothing of who voted how. `ballots` are the voices that cast one, sorted."""

    case: str
    round: int
    action: Action
    met: bool
    ballots: tuple[Voice, ...]
    panel: str
    closed: datetime


Signatures = tuple[tuple[int, bytes], ...]
"""Ed25519 signatures with the numbers of the maintainers whose stations made them."""


@dataclass(frozen=True, slots=True)
class Round:
    """One vote. `panel` are the voices that may vote, `panel_digest` commits to their seats; `votes` are needed."""

    number: int
    action: Action
    maintainer_set: int
    opened: datetime
    closes: datetime
    count_by: datetime
    panel: frozenset[Voice]
    panel_digest: str
    votes: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case as its acts have made it; times are None where nothing of the kind happened.

    `rules` are those of its first day: new rules are for new cases. `heard` are the voices whose ballots counted in a
    round against the owner, and who therefore never sit on an appeal.
    """

    docket: Docket
    hash: CaseHash
    rules: Rules
    decide_by: datetime
    touched: datetime
    proposal: Mapping[str, Plain] = field(default_factory=dict)
    round: Round | None = None
    rounds: int = 0
    suspended_once: bool = False
    suspended_at: datetime | None = None
    suspended_until: datetime | None = None
    pending_until: datetime | None = None
    listed_at: datetime | None = None
    listed_until: datetime | None = None
    questioned_at: datetime | None = None
    questioned_until: datetime | None = None
    appeal_by: datetime | None = None
    appeal_again: datetime | None = None
    appeals: frozenset[str] = frozenset()
    vendor_told: datetime | None = None
    recused: frozenset[Voice] = frozenset()
    cancelled_by: frozenset[Voice] = frozenset()
    heard: frozenset[Voice] = frozenset()
    closed: datetime | None = None
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the list says because of a case at one moment: None is nothing."""

    status: Status | None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that the acts so far have made. `rules` and `sets` are all there have been, the newest in force."""

    rules: tuple[Rules, ...]
    sets: tuple[MaintainerSet, ...]
    cases: Mapping[str, Case]
    number: int
    head: str
    last: datetime
    orders: tuple[tuple[str, Demand], ...] = ()

    @property
    def now(self) -> Rules:
        """The rules in force."""
        return self.rules[-1]

    @property
    def maintainers(self) -> MaintainerSet:
        """The maintainers in office."""
        return self.sets[-1]
