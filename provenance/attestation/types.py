"""The values of hardware attestation: what a device's signature shows, by which root, and what was not checked.

Sources: notes on hardware attestation, DESIGN sections 4 and 8. Everything here is frozen and holds no sentence. What
names one device is a `DeviceId`: it stays in memory, is never printed (`repr`), stored or logged, and leaves a process
only blinded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import NewType, Protocol

from provenance.plain import Params, Sha256Hex

ContentDigest = NewType("ContentDigest", bytes)
"""SHA-256 of the media file as it was captured, 32 bytes; what an attestation must bind."""

KeyDigest = NewType("KeyDigest", bytes)
"""SHA-256 of a SubjectPublicKeyInfo in DER, 32 bytes."""


class RootTier(StrEnum):
    """On whose list a maker's root stands, strongest first; `none`: on no list that the reader uses."""

    OFFICIAL = "official"
    MAKER = "maker"
    NEWSROOM = "newsroom"
    NONE = "none"


class Platform(StrEnum):
    """What a root may vouch for: an Android root says nothing about iPhones, a C2PA root nothing about either."""

    ANDROID = "android"
    APPLE = "apple"
    C2PA = "c2pa"
    SECURE_ELEMENT = "secure_element"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class MakerRoot:
    """One public key that a reader takes for a maker's, matched by key and never by certificate.

    `valid_from` and `valid_to` bound the captures it counts for; None is open. `known_software` marks roots of software
    keystores: listed so that they are recognised, never trusted.
    """

    key: KeyDigest
    maker: str
    platform: Platform
    tier: RootTier
    spki: bytes = field(repr=False)
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    origin: str = ""
    known_software: bool = False


class Revocation(StrEnum):
    """What is known of the standing of a certificate; only `revoked` and `suspended` speak against it."""

    GOOD = "good"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    UNKNOWN = "unknown"
    UNREACHABLE = "unreachable"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class RevocationEvidence:
    """A standing with the time of the evidence; `since` is when a revocation took effect, None where nobody said."""

    state: Revocation
    code: str
    evidence_at: datetime | None = None
    since: datetime | None = None
    reason: str = ""
    source: str = ""


class Revocations(Protocol):
    """What the reader has of status lists and OCSP responses: imported before, never fetched here."""

    def of_serial(self, platform: Platform, serial: int, issuer: KeyDigest | None, at: datetime) -> RevocationEvidence:
        """The standing of one certificate, by serial number and key of its issuer, judged at a time."""
        ...


class Level(IntEnum):
    """How strong the evidence is, by name; the number orders and is never printed as a score."""

    HARDWARE_LOCKED = 5
    HARDWARE = 4
    SOFTWARE = 3
    ROOT_UNKNOWN = 2
    QUESTIONED = 1
    REFUSED = 0


class Binding(StrEnum):
    """Whether the attestation covers exactly this content; `unbound`: it holds, but for something else or nothing.

    `earlier_version`: it holds for what intact signed steps say that this content was made from.
    """

    BOUND = "bound"
    EARLIER_VERSION = "earlier_version"
    UNBOUND = "unbound"
    NOT_CHECKED = "not_checked"


class AppStanding(StrEnum):
    """Whether the app that asked a phone's key to sign is one the reader counts.

    Any app can have a genuine phone attest any bytes, so a phone's key shows a *capture* only through an app that is
    known to sign what the camera saw. `none`: no app is involved, as in a camera or a secure element.
    """

    NONE = "none"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    NOT_CHECKED = "not_checked"


class IdKind(StrEnum):
    """What kind of thing a device id names; the blind list keeps each kind apart."""

    LEAF_KEY = "leaf_key"
    CERTIFICATE = "certificate"
    AUTHORITY = "authority"
    BODY_SERIAL = "body_serial"
    MODEL = "model"
    GENERATOR = "generator"
    APP_KEY = "app_key"


@dataclass(frozen=True, slots=True)
class DeviceId:
    """One canonical name of a device, model, authority or tool; never printed, stored, logged or sent in clear.

    `version` (firmware of a model, version of a generator) is not part of the name: a list entry for a range is opened
    by the name and compared with the version. `proven` is true where an intact signature by a key certified with this
    value covers it; unproven body serials are not asked about. Canonical bytes: `provenance.blindlist.ids.canonical`.
    """

    kind: IdKind
    maker: str = field(repr=False)
    value: str = field(repr=False)
    version: str = field(default="", repr=False)
    proven: bool = field(default=False, repr=False)


class Sensed(StrEnum):
    """Other signed measurements that may come with a capture."""

    DEPTH = "depth"
    MOTION = "motion"


@dataclass(frozen=True, slots=True)
class Measurement:
    """One signed measurement: `signed` says whether the capture signature covers it, `by` whose word it is.

    `flat_residual_permille` is our own plane fit where the map itself is there, None else.
    """

    kind: Sensed
    signed: bool
    by: str
    flat_residual_permille: int | None = None


@dataclass(frozen=True, slots=True)
class Beacon:
    """A public value inside the capture signature: the content was not signed before it was known.

    `not_before` is None until somebody with that chain's headers looked it up; it is a claim until then.
    """

    chain: str
    height: int
    block_hash: str
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one attestation shows about one content, at one time.

    `code` is stable and says why this level (`hardware.locked`, `root.software_claims_hardware`, …); `claims` are the
    device's own words in scrubbed form (security level, boot state, model; never a serial or key); `not_checked` are
    stable codes. `captured_at` is what the signature says of its time: a claim unless a stamp or beacon bounds it.
    `ids` stay in memory. `app`: only `none` and `counted` make a capture of a signature by hardware.
    """

    format: str
    level: Level
    code: str
    binding: Binding
    root: RootTier
    maker: str
    revocation: RevocationEvidence
    claims: Params
    not_checked: tuple[str, ...] = ()
    captured_at: datetime | None = None
    beacon: Beacon | None = None
    measurements: tuple[Measurement, ...] = ()
    subject: str = "file"
    ids: tuple[DeviceId, ...] = field(default=(), repr=False)
    app: AppStanding = AppStanding.NONE


@dataclass(frozen=True, slots=True)
class SeenCounter:
    """A count that a key has signed with before, as the reader remembers it.

    With `content`, it was for that capture: the same count for other content is a replay, while captures may be checked
    in any order. Without, every later signature must count higher, as where a challenge is answered.
    """

    key: KeyDigest
    count: int
    content: ContentDigest | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader brings along: roots, revocations, and the apps it counts (Apple app ids, package names).

    `claimed_at` is set for one check: what the signed statement beside an attestation says of its time. It never makes
    a lapsed certificate valid; a capture that claims to be older than a revocation is questioned and not refused.
    """

    roots: tuple[MakerRoot, ...] = ()
    revocations: Revocations | None = None
    apps: tuple[str, ...] = ()
    counters: tuple[SeenCounter, ...] = ()
    claimed_at: datetime | None = None


class Format(Protocol):
    """One attestation format: a small folder under `provenance/attestation/formats`, all alike."""

    @property
    def name(self) -> str:
        """What a sidecar calls it."""
        ...

    def detect(self, attestation: bytes) -> bool:
        """Whether these bytes claim to be of this format; cheap, and no promise that they are well made."""
        ...

    def verify(self, attestation: bytes, content: ContentDigest, at: datetime, reader: Reader) -> Evidence:
        """What it shows about this content at this time; never raises because the bytes are bad."""
        ...


@dataclass(frozen=True, slots=True)
class SignedCapture:
    """A capture sidecar as it was read: which content it is for, and the attestations in it, by format name.

    `statement` is the bytes that attestations sign in place of the content's digest, empty where there is none; what
    follows is read from it, and is a stranger's word until an attestation turns out to be bound to it.
    """

    content: Sha256Hex
    attestations: tuple[tuple[str, bytes], ...]
    beacon: Beacon | None = None
    measurements: tuple[Measurement, ...] = ()
    statement: bytes = field(default=b"", repr=False)
    captured_at: datetime | None = None
    model: tuple[str, str] | None = field(default=None, repr=False)
