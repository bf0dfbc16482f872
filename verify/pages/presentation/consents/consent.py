"""One consent as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from provenance.sentences_of_consents import TRACKS
from provenance.statements.consents import HELD, SeenConsent, Vouched
from provenance.statements.eip55 import to_checksum
from provenance.statements.limits import LATEST_TIME
from provenance.statements.purposes import PURPOSES
from provenance.statements.types import Address, ConsentTo, SignatureState
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated, quoted, visible
from verify.pages.presentation.words import Sign

NOBODY = Address(bytes(20))
BROKEN, UNAVAILABLE, UNTRUSTED = "broken", "unavailable", "untrusted"


@dataclass(frozen=True, slots=True)
class ConsentPage:
    """What a page of one consent shows; all names in it are foreign text made harmless."""

    id: str
    sign: Sign
    giver: str
    vouched: str
    estate: bool
    about: str
    content: str
    purpose: str
    tracks: str
    scope: str
    grantee: str
    begins: Moment
    ends: Moment
    over: bool
    revoked: Moment | None
    signer: str
    record: str


def consent_page(one: SeenConsent, *, signer: Address, record: str, at: datetime) -> ConsentPage:
    """Return one consent in words."""
    consent = one.consent
    ends = _moment(consent.valid_to)
    return ConsentPage(
        id=one.id,
        sign=_sign(one, at),
        giver=_giver(one),
        vouched=_vouched(one),
        estate=consent.estate,
        about=_about(one),
        content=consent.content.hex(),
        purpose=_(PURPOSES.get(consent.purpose, consent.purpose)),
        tracks=", ".join(_(TRACKS[track.value]) for track in consent.tracks),
        scope=quoted(consent.scope, 200),
        grantee=_("anybody") if consent.grantee == NOBODY else to_checksum(consent.grantee),
        begins=moment(_moment(consent.valid_from)),
        ends=moment(ends),
        over=ends <= at,
        revoked=moment(one.revoked) if one.revoked else None,
        signer=to_checksum(signer),
        record=record,
    )


def _sign(one: SeenConsent, at: datetime) -> Sign:
    if one.check.state is SignatureState.BROKEN:
        return Sign(BROKEN, _("signature does not fit"), "look")
    if one.revoked is not None and one.revoked <= at:
        return Sign(UNTRUSTED, _("taken back"), "look")
    if one.check.state not in HELD:
        return Sign(UNAVAILABLE, _("signature could not be checked"), "quiet")
    if _moment(one.consent.valid_to) <= at:
        return Sign("absent", _("ended"), "quiet")
    return Sign("holds", _("signed")) if one.vouched is not Vouched.NOBODY else Sign(UNTRUSTED, _("signed by a key"))


def _giver(one: SeenConsent) -> str:
    if not one.signer:
        return _("a key that nobody claimed")
    return isolated(one.signer, 100) if one.vouched is not Vouched.NOBODY else quoted(one.signer, 100)


def _vouched(one: SeenConsent) -> str:
    if one.vouched is Vouched.COUNTED:
        return _("Your organisation counts this author.")
    if one.vouched is Vouched.BOUND:
        return _("%(domain)s names this key as its own.") % {"domain": visible(one.domain, 100)}
    return _("Nobody you go by says whose key this is, and anyone can sign such a consent.")


def _about(one: SeenConsent) -> str:
    if one.consent.to is ConsentTo.WORK:
        return _("one work")
    return _("every work of the campaign %(name)s") % {"name": quoted(one.campaign, 100)}


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(min(seconds, LATEST_TIME), UTC)
