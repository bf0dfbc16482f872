"""Reads from a request what was consented to, asked or objected; what does not fit is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType
from rest_framework.request import Request

from provenance.statements.consents import Declared, Use
from provenance.statements.eip55 import address_of
from provenance.statements.errors import BadMessage
from provenance.statements.purposes import PURPOSES
from provenance.statements.types import Signed, Track
from verify.api.errors import refuse
from verify.api.parsers import BoundedJSONParser
from verify.api.records.intake import Hex, read, required_length
from verify.api.repeats import keyed
from verify.api.statements.intake import signed_of
from verify.consents.services import Told
from verify.consents.services.objections import MOST_CONTACT, MOST_PLACES, MOST_WORDS
from verify.ledger.parts import parts
from verify.ledger.values import Viewer

MEMBERS_MOST = 10_000
"""Works of one campaign in one call, 67 bytes each; larger ones are several campaigns."""


class CampaignParser(BoundedJSONParser):
    """Longer than other JSON: thousands of digests stand in it."""

    most_bytes = 1024 * 1024


class SignedWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A consent, or the revocation of one."""

    signed: dict[str, Any]


class UseWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One use of one work: what of it is asked about, and what the asker says of the use."""

    sha256: Hex
    tracks: Annotated[list[Literal["picture", "voice"]], Meta(min_length=1, max_length=2)]
    purpose: Annotated[str, Meta(max_length=40)] | UnsetType = UNSET
    grantee: Annotated[str, Meta(max_length=42)] | UnsetType = UNSET


class CampaignWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A campaign: its name, and the SHA-256 of each of its works."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    members: Annotated[list[Hex], Meta(min_length=1, max_length=MEMBERS_MOST)]


class ObjectionWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is objected to; of intimate material no digest is taken."""

    category: Literal["likeness", "voice", "purpose", "intimate"]
    words: Annotated[str, Meta(min_length=1, max_length=MOST_WORDS)]
    places: Annotated[str, Meta(max_length=MOST_PLACES)] = ""
    contact: Annotated[str, Meta(max_length=MOST_CONTACT)] = ""
    represents: bool = False
    sha256: Hex | UnsetType = UNSET

    def told(self) -> Told:
        """What is kept encrypted."""
        return Told(self.words, self.places, self.contact, self.represents)


def signed_wanted(request: Request) -> Signed:
    """What was signed; raises ProblemRaised."""
    required_length(request)
    return signed_of(read(request.data, SignedWanted, "bad_consent").signed, "bad_consent")


def use_wanted(request: Request) -> Use:
    """Which use is asked about; raises ProblemRaised."""
    required_length(request)
    wanted = read(request.data, UseWanted, "bad_consent_check")
    if wanted.purpose is not UNSET and wanted.purpose not in PURPOSES:
        raise refuse("bad_consent_check", f"`purpose` is one of: {', '.join(PURPOSES)}.")
    try:
        grantee = None if wanted.grantee is UNSET else address_of(wanted.grantee)
    except BadMessage as problem:
        raise refuse("bad_consent_check", str(problem)) from problem
    return Use(
        content=bytes.fromhex(wanted.sha256),
        tracks=tuple(dict.fromkeys(Track(one) for one in wanted.tracks)),
        at=parts().clock(),
        purpose=wanted.purpose or "",
        grantee=grantee,
        declared=Declared.UNASKED,
    )


def campaign_wanted(request: Request) -> tuple[str, list[bytes]]:
    """Name and members of a campaign; raises ProblemRaised."""
    required_length(request)
    wanted = read(request.data, CampaignWanted, "bad_campaign")
    return wanted.name, [bytes.fromhex(one) for one in wanted.members]


def nonce_of(name: str, members: list[bytes], owner: Viewer, key: str | None) -> bytes:
    """The nonce that a repeated call gets again, worked out from the caller, the key and what was sent; or none."""
    if key is None:
        return b""
    caller = f"{owner.organisation} {owner.user}".encode()
    return bytes.fromhex(keyed(key, "campaign", caller, name.encode(), *members))


def objection_wanted(request: Request) -> ObjectionWanted:
    """What is objected to; raises ProblemRaised."""
    required_length(request)
    if not isinstance(request.data, Mapping):
        raise refuse("bad_objection")
    return read(request.data, ObjectionWanted, "bad_objection")


def number_of(wanted: ObjectionWanted, key: str | None) -> str:
    """The number that a repeated call gets again: worked out from the caller's key, which must not be guessable."""
    return keyed(key, "objection", msgspec.json.encode(wanted))[:22] if key else ""
