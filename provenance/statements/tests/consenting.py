"""Consents for tests: one that covers, and what is changed about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from provenance.statements.consents import SeenConsent, Use, Vouched
from provenance.statements.membership import Membership, levels_of, members_of, path_of
from provenance.statements.types import (
    NOTHING,
    Address,
    Consent,
    ConsentTo,
    Nonce,
    Scheme,
    SignatureCheck,
    SignatureState,
    Track,
)

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORK = sha256(b"a made portrait").digest()
AGENCY = Address(b"\x22" * 20)
BOTH = (Track.PICTURE, Track.VOICE)
VARIANTS = members_of([sha256(b"variant %d" % n).digest() for n in range(11)])
TREE = levels_of(VARIANTS)

CONSENT = Consent(
    to=ConsentTo.WORK,
    content=WORK,
    members_root=NOTHING,
    tracks=BOTH,
    purpose="advertising",
    scope="Anywhere",
    estate=False,
    grantee=AGENCY,
    valid_from=int(AT.timestamp()) - 86_400,
    valid_to=int(AT.timestamp()) + 86_400,
    nonce=Nonce(b"\x01" * 32),
)
CAMPAIGN = replace(CONSENT, to=ConsentTo.CAMPAIGN, content=b"\x33" * 32, members_root=TREE[-1][0])


def check(state: SignatureState = SignatureState.HOLDS) -> SignatureCheck:
    return SignatureCheck(state, f"signature.{state}", Scheme.EOA, AT)


def seen(consent: Consent = CONSENT, **changed: Any) -> SeenConsent:
    ordinary = SeenConsent("ab" * 32, consent, check(), signer="Mara Lind", vouched=Vouched.COUNTED)
    return replace(ordinary, **changed)


def variant(index: int, **changed: Any) -> SeenConsent:
    proof = Membership(index, len(VARIANTS), path_of(TREE, index))
    return seen(CAMPAIGN, campaign="Autumn voices", **{"membership": proof, **changed})


def use(**changed: Any) -> Use:
    return replace(Use(WORK, BOTH, AT), **changed)
