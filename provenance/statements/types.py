"""What is signed, by whom, and what a check of it found: frozen values, shared by library, site and API.

Times that a signer states are Unix seconds by the signer's own clock: a claim, never a proof. What proves time is the
record of the signed statement in the chronology. Source: DESIGN sections 4 and 7; EIPs 712, 1271, 4361 and 7702.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, NewType

Address = NewType("Address", bytes)
"""An account of the EVM: 20 bytes."""
ChainId = NewType("ChainId", int)
TypedDigest = NewType("TypedDigest", bytes)
"""The EIP-712 digest that a wallet signs: 32 bytes, domain included."""
StatementId = NewType("StatementId", bytes)
"""SHA-256 over the canonical bytes of a signed message, its signature included: what the log holds; 32 bytes."""
Nonce = NewType("Nonce", bytes)
"""32 random bytes chosen by the signer; a signer's nonce is used once."""

NOTHING: Final = bytes(32)
"""A bytes32 field that says nothing."""


class Role(StrEnum):
    """What the signer says to be to the work."""

    AUTHOR = "author"
    PUBLISHER = "publisher"
    CORRECTOR = "corrector"
    LICENSEE = "licensee"


class Act(StrEnum):
    """What a statement does: it states something of a work, corrects an earlier statement, or retracts it."""

    STATE = "state"
    CORRECT = "correct"
    RETRACT = "retract"


class ContentForm(StrEnum):
    """`sha256`: the digest of the bytes, for everybody; `commitment`: a salted one that says nothing to strangers."""

    SHA256 = "sha256"
    COMMITMENT = "commitment"


class Scope(StrEnum):
    """What a delegate may sign for an organisation."""

    PUBLISH = "publish"
    EDIT = "edit"
    CORRECT = "correct"
    CONSENT = "consent"


class Scheme(StrEnum):
    """How a signature is checked: `eoa` by recovery alone, `contract` by asking a node (EIP-1271)."""

    EOA = "eoa"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class Domain:
    """The EIP-712 domain: name `Firstlight`, version `1`, and which chain and contract a signature is good for."""

    chain_id: ChainId
    contract: Address


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says about one work.

    `content` is 32 bytes in the form that `form` names. `source` is the https address where the work was published,
    or empty. `organisation` is the address of the organisation's key for which the signer speaks, or 20 zero bytes;
    `delegation` then is the struct hash of the delegation, zero where the organisation's own key signs. `about` is the
    id of the statement that is corrected or retracted, else zero. `time` is Unix seconds.
    """

    act: Act
    role: Role
    content: bytes
    form: ContentForm
    source: str
    organisation: Address
    delegation: bytes
    about: bytes
    time: int
    nonce: Nonce


@dataclass(frozen=True, slots=True)
class Delegation:
    """An organisation's key lets a journalist's key sign for it, for some purposes, from and to (Unix seconds)."""

    organisation: Address
    delegate: Address
    scopes: tuple[Scope, ...]
    valid_from: int
    valid_to: int
    nonce: Nonce


class RevocationSubject(StrEnum):
    """What a revocation ends."""

    KEY = "key"
    DELEGATION = "delegation"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Revocation:
    """A key, a delegation or a consent ends at `effective` (Unix seconds).

    `target` is the address padded on the left to 32 bytes, or the struct hash. `reason` is one of REASONS' words.
    """

    subject: RevocationSubject
    target: bytes
    effective: int
    reason: str
    time: int
    nonce: Nonce


REASONS: Final = ("lost", "stolen", "rotated", "left", "withdrawn", "unspecified")
"""Why something was revoked: one word, so that no free text about a person is signed for ever."""


@dataclass(frozen=True, slots=True)
class KeyClaim:
    """A key says in public that it belongs to a principal of an installation, and which key it replaces (or zero).

    `principal` is the principal's public id; `origin` the host of the installation.
    """

    principal: str
    origin: str
    replaces: Address
    time: int
    nonce: Nonce


class Track(StrEnum):
    """Which of a depicted person a consent covers."""

    PICTURE = "picture"
    VOICE = "voice"


class ConsentTo(StrEnum):
    """Whether a consent is for one work, or for every member of a named campaign or template."""

    WORK = "work"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class Consent:
    """A depicted person, or the estate, allows a declared-synthetic work for one purpose.

    `content` is the SHA-256 of the work, or the id of the campaign (32 bytes: Merkle root over its members' digests
    is `members_root`, zero for a single work). `grantee` is who may use it. Times are Unix seconds.
    """

    to: ConsentTo
    content: bytes
    members_root: bytes
    tracks: tuple[Track, ...]
    purpose: str
    scope: str
    estate: bool
    grantee: Address
    valid_from: int
    valid_to: int
    nonce: Nonce


@dataclass(frozen=True, slots=True)
class DomainClaim:
    """A key says which domain or certificate speaks for it as well; counts only where that names the key too.

    `domain` is a host name in lower case (A-labels), or `x509-sha256:` and 64 hexadecimal digits. `principal` is the
    principal's public id at the installation.
    """

    domain: str
    principal: str
    time: int
    nonce: Nonce


Message = Statement | Delegation | Revocation | KeyClaim | DomainClaim | Consent


@dataclass(frozen=True, slots=True)
class Signed:
    """One message with its domain, the address that claims to have signed it, and the signature's bytes.

    65 bytes (r, s, v), 64 (EIP-2098), or up to MOST_SIGNATURE_BYTES for a contract wallet.
    """

    message: Message
    domain: Domain
    signer: Address
    signature: bytes


class SignatureState(StrEnum):
    """What is known of a signature; never collapsed into yes or no."""

    HOLDS = "holds"
    HELD_WHEN_RECORDED = "held_when_recorded"
    BROKEN = "broken"
    UNAVAILABLE = "unavailable"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """The check of one signature.

    `scheme` None where it is not known yet. `block` and `block_hash` name the block at which a contract wallet said
    so (None for recovery, which needs no node). `delegated_code` marks an EIP-7702 account. `code` says why.
    """

    state: SignatureState
    code: str
    scheme: Scheme | None
    checked_at: datetime
    chain_id: ChainId | None = None
    block: int | None = None
    block_hash: bytes = b""
    block_time: datetime | None = None
    delegated_code: bool = False
