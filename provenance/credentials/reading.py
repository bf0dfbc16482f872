"""What the library read, in our own frozen words; nothing here judges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

Label = NewType("Label", str)
"""Name of a manifest inside its store; links images to each other, so it never leaves the child."""


_ABOUT_SIGNERS = ("signingCredential.", "claimSignature.", "timeStamp.", "timeOfSigning.")
"""How codes begin that the standard uses for the signer of a claim, and libraries also for that of an identity."""


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
    `place` is the name of the assertion that it is about, empty where it is about none.
    """

    code: str
    label: Label
    failed: bool
    now: bool
    explanation: str = ""
    foreign: bool = False
    place: str = ""

    @property
    def of_identity(self) -> bool:
        """Whether this is about an attached identity, which is somebody else than the signer of the manifest.

        Whether the assertion that holds the identity is unchanged is a matter of the step.
        """
        its_signer = self.place.startswith("cawg.identity") and self.code.startswith(_ABOUT_SIGNERS)
        return self.code.startswith("cawg.") or its_signer


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
        """The statuses of one manifest, foreign ones left out: these are in `silenced`.

        What is said of an identity's certificate or stamp in the words for a signer's is left out as well: else an
        identity on a list would vouch for the step that it is attached to.
        """
        return tuple(one for one in self._own(label) if not one.of_identity or one.code.startswith("cawg."))

    def about_identities(self, label: Label) -> tuple[Status, ...]:
        """The statuses about the identities attached to one manifest."""
        return tuple(one for one in self._own(label) if one.of_identity)

    def _own(self, label: Label) -> tuple[Status, ...]:
        return tuple(one for one in self._by_label.get(label, ()) if not one.foreign)

    def silenced(self, label: Label) -> tuple[Status, ...]:
        """Failures that somebody outside its history recorded, so that the library says nothing about them now."""
        return tuple(one for one in self._by_label.get(label, ()) if one.foreign)
