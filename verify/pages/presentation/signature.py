"""The newest signature: when it was made, and who made it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from provenance.types import SigningTime, State, Step, Trust
from verify.pages.presentation.chain import BROKEN, LISTED, has_lapsed
from verify.pages.presentation.line import Line
from verify.pages.presentation.moments import stated
from verify.pages.presentation.names import issuer_name, signer_name, standing
from verify.pages.presentation.words import STATES, Sign


def when(newest: Step) -> Line:
    """Return the line on the time of the newest signature; a claimed time never reads as a known one."""
    at = stated(newest.signed_at)
    state, text = _time(newest.time, at.text if at else "")
    if newest.integrity in BROKEN and state is State.HOLDS:
        state, text = State.UNAVAILABLE, f"{text} {_('It belongs to what was signed, not to what was changed since.')}"
    return Line(_("When"), STATES[state], text)


def _time(time: SigningTime, at: str) -> tuple[State, str]:
    if time is SigningTime.LAPSED:
        text = _("The certificate has lapsed, and nothing shows that the signature is older than that.")
        return State.UNAVAILABLE, f"{text} {_('That is not a sign of tampering.')}"
    if time is SigningTime.TRUSTED:
        text = _(
            "A listed time-stamp authority vouches that the last signature existed by %(at)s. It may show older things."
        )
        return State.HOLDS, text % {"at": at or _("the time of its stamp")}
    if time is SigningTime.UNVERIFIED and at:
        text = _("The last signature gives %(at)s as its time. Nobody on the lists vouches for that.")
        return State.UNAVAILABLE, text % {"at": at}
    return State.ABSENT, _("The last signature carries no time that anybody vouches for.")


def who_says_so(newest: Step) -> Line:
    """Return the line on the newest signer; a name that no list vouches for stands in quotation marks."""
    sign, text = _who(newest)
    issuer = issuer_name(newest)
    by = _("The certificate was issued by %(issuer)s.") % {"issuer": issuer} if issuer else ""
    said = text % {"signer": signer_name(newest), "standing": standing(newest)}
    return Line(_("Who says so"), sign, f"{said} {by}".strip())


def _who(newest: Step) -> tuple[Sign, str]:
    if newest.integrity in BROKEN:
        text = _("%(signer)s, %(standing)s, signed an earlier state of these bytes and does not vouch for this one.")
        return STATES[State.BROKEN], text
    if has_lapsed(newest):
        return STATES[State.UNAVAILABLE], _("The last step names %(signer)s, %(standing)s.")
    if newest.trust in LISTED:
        return STATES[State.HOLDS], _("%(signer)s signed the last step and is %(standing)s.")
    text = _(
        "The last step is signed in the name of %(signer)s, %(standing)s. Anyone can make a certificate with any name."
    )
    if newest.trust is Trust.DENIED:
        return Sign("untrusted", _("on the deny list"), "look"), text
    return STATES[State.UNTRUSTED], text
