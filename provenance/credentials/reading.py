"""What the library read, in our own frozen words; nothing here judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

Label = NewType("Label", str)
"""Name of a manifest inside its store; links images to each other, so it never leaves the child."""


class Verdictless(StrEnum):
    """Why there is no manifest to judge."""

    ABSENT = "absent"
    REMOTE = "remote"
    DAMAGED = "damaged"
    UNPARSABLE = "unparsable"


@dataclass(frozen=True, slots=True)
class NoManifest:
    """The library gave no manifest: none found, one elsewhere, or one that cannot be read."""

    why: Verdictless
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """One validation status of the standard about the manifest `label`.

    `now` is False where an outer signer only recorded it, `foreign` where the writer had no business to (`records`).
    """

    code: str
    label: Label
    failed: bool
    now: bool
    explanation: str = ""
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A status as the manifest `holder` recorded it about the ingredient whose newest manifest is `inner`.

    `named` is False where the record does not say which manifest it is about.
    """

    status: Status
    holder: Label
    inner: Label | None
    named: bool


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is shown of a signing certificate; names are the authority's words, the serial never leaves the child."""

    organisation: str | None
    common_name: str | None
    issuer_organisation: str | None
    issuer_name: str | None
    serial: str
    not_before: datetime | None
    not_after: datetime | None


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A file that went into another one; `label` is None where it came without credentials."""

    label: Label | None
    relationship: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One signed manifest as written by its signer; `assertions` and `generator` are hostile text."""

    label: Label
    claim_version: int
    generator: str | None
    assertions: Mapping[str, object]
    ingredients: tuple[Ingredient, ...]
    redacted: tuple[str, ...]
    certificate: Certificate | None
    stamped_at: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """All manifests reachable from the newest, newest first, with every status known about any of them."""

    manifests: tuple[Manifest, ...]
    statuses: tuple[Status, ...]
    _by_label: Mapping[Label, tuple[Status, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # A hostile store holds thousands of each; without an index the checks would be quadratic.
        by_label: dict[Label, list[Status]] = {}
        for one in self.statuses:
            by_label.setdefault(one.label, []).append(one)
        object.__setattr__(self, "_by_label", {label: tuple(found) for label, found in by_label.items()})

    def about(self, label: Label) -> tuple[Status, ...]:
        """The statuses of one manifest, foreign ones left out: these are in `silenced`."""
        return tuple(one for one in self._by_label.get(label, ()) if not one.foreign)

    def silenced(self, label: Label) -> tuple[Status, ...]:
        """Failures that somebody outside its history recorded, so that the library says nothing about them now."""
        return tuple(one for one in self._by_label.get(label, ()) if one.foreign)
