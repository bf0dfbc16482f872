"""The values that a check of one file returns: frozen, scrubbed, free of sentences.

Source: DESIGN section 4. Codes and parameters are stored; sentences are made from them by `provenance.sentences`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from provenance.attestation.types import DeviceId, Evidence
from provenance.fingerprint.types import Fingerprints
from provenance.plain import Param as Param  # noqa: PLC0414 - read from here by everybody
from provenance.plain import Params as Params  # noqa: PLC0414 - read from here by everybody
from provenance.plain import Sha256Hex as Sha256Hex  # noqa: PLC0414 - read from here by everybody

StepId = NewType("StepId", str)
Handle = NewType("Handle", str)


class State(StrEnum):
    """What one check found out; never collapsed into yes or no."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNTRUSTED = "untrusted"
    ABSENT = "absent"
    UNAVAILABLE = "unavailable"
    NOT_CHECKED = "not_checked"


class Trust(StrEnum):
    """The list on which the signer of one step was found, strongest first; `denied` beats all."""

    OFFICIAL = "official"
    INTERIM = "interim"
    NEWSROOM = "newsroom"
    UNKNOWN = "unknown"
    DENIED = "denied"


class Integrity(StrEnum):
    """Whether what one step signed is still what it signed."""

    INTACT = "intact"
    CHANGED = "changed"
    RECORDED_FAILURE = "recorded_failure"
    NOT_CHECKABLE = "not_checkable"


class SigningTime(StrEnum):
    """How far the time of a signature is vouched for."""

    TRUSTED = "trusted"
    UNVERIFIED = "unverified"
    LAPSED = "lapsed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check on one subject (`file` or a step's id)."""

    kind: str
    state: State
    code: str
    params: Params
    subject: str
    checked_at: datetime


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed a step, as the certificate says; `handle` is keyed per installation and links nothing outside it."""

    organisation: str | None
    common_name: str | None
    issuer: str | None
    handle: Handle | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """One thing a step says it did; all text is the signer's own claim."""

    code: str
    description: str | None = None
    tool: str | None = None
    when: str | None = None
    digital_source_type: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One manifest of the edit chain; position 0 is the newest."""

    id: StepId
    position: int
    ingredients: tuple[StepId, ...]
    tool: str | None
    actions: tuple[Action, ...]
    signed_at: str | None
    digital_source_type: str | None
    signer: Signer | None
    trust: Trust
    integrity: Integrity
    time: SigningTime
    failures: tuple[str, ...]
    redactions: tuple[str, ...] = ()
    ingredients_without_credentials: int = 0
    parent: StepId | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One code with its parameters and, where it is about one, the step; `headline` and `credentials` are outcomes."""

    code: str
    params: Params
    step: StepId | None = None


@dataclass(frozen=True, slots=True)
class Media:
    """What the bytes are; `width`, `height` in pixels and `duration_s` are None where nothing decoded them."""

    sha256: Sha256Hex | None
    bytes: int | None
    type: str | None
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None


@dataclass(frozen=True, slots=True)
class ListVersion:
    """Which trust list was used, in which version."""

    name: str
    sha256: Sha256Hex
    issued: str | None = None
    fetched: str | None = None


@dataclass(frozen=True, slots=True)
class MadeWith:
    """The versions that explain an old answer; `demo` marks one whose lists prove nothing to outsiders."""

    firstlight: str
    c2pa: str
    lists: tuple[ListVersion, ...] = ()
    demo: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one file says about itself and whether that holds; safe to store, nothing personal in it."""

    media: Media
    headline: Outcome
    credentials: Outcome
    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    not_checked: tuple[str, ...]
    made_with: MadeWith


@dataclass(frozen=True, slots=True)
class Claim:
    """One unsigned statement inside the file (EXIF, XMP, IPTC); anyone can write it."""

    source: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Examination:
    """A report with what must never be stored with it: the unsigned claims, and the thumbnail that dies with the file.

    `fingerprints` are None where none could be made; who keeps them decides under DESIGN section 8. `bindings` are
    keyed handles of the contents that the intact part of the chain is bound to, newest first. `captures` is what
    attestations of hardware show; `device_ids` name devices: they are asked about blinded and then forgotten.
    """

    report: Report
    claims: tuple[Claim, ...] = ()
    thumbnail: bytes | None = field(default=None, repr=False)
    fingerprints: Fingerprints | None = field(default=None, repr=False)
    bindings: tuple[str, ...] = field(default=(), repr=False)
    captures: tuple[Evidence, ...] = field(default=(), repr=False)
    device_ids: tuple[DeviceId, ...] = field(default=(), repr=False)
