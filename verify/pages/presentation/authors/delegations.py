"""Delegations: who may sign for whom, for what, and until when."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.statements.evidence import Party
from provenance.statements.types import Scope, SignatureState
from verify.authors.selectors.values import DelegationView
from verify.pages.presentation.authors.accounts import account_of
from verify.pages.presentation.authors.rows import DelegationRow
from verify.pages.presentation.authors.words import REASONS, SCOPES, listed
from verify.pages.presentation.moments import moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Sign, Words

VOUCHED = frozenset({SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED})
COUNTS = Sign("holds", gettext_lazy("counts now"))
OVER = Sign("absent", gettext_lazy("its term is over"), "quiet")
EARLY = Sign("hour", gettext_lazy("begins later"), "quiet")
ENDED = Sign("revoked", gettext_lazy("ended"), "look")
UNKNOWN = Sign("unavailable", gettext_lazy("signature cannot be told now"), "quiet")
BROKEN = Sign("broken", gettext_lazy("signature does not hold"), "look")


def given_row(view: DelegationView, now: datetime, *, end: str = "") -> DelegationRow:
    """Return a delegation as the organisation that gave it sees it."""
    other = _party(view.delegate, view.delegate_address)
    sentence = _("%(name)s may %(scopes)s for it.") % {"name": other, "scopes": _scopes(view)}
    return _row(view, now, sentence, view.delegate, end)


def received_row(view: DelegationView, now: datetime, *, end: str = "") -> DelegationRow:
    """Return a delegation as the delegate sees it."""
    other = _party(view.organisation, view.organisation_address)
    sentence = _("May %(scopes)s for %(name)s.") % {"name": other, "scopes": _scopes(view)}
    return _row(view, now, sentence, view.organisation, end)


def _row(view: DelegationView, now: datetime, sentence: str, other: Party | None, end: str) -> DelegationRow:
    return DelegationRow(
        sign=_sign(view, now),
        sentence=sentence,
        term=_term(view),
        other=other.id if other else "",
        record=view.written.record,
        end="" if view.ended or view.valid_to <= now else end,
    )


def _sign(view: DelegationView, now: datetime) -> Sign:
    if view.signature.state not in VOUCHED:
        return BROKEN if view.signature.state is SignatureState.BROKEN else UNKNOWN
    if view.ended is not None and view.ended.effective <= now:
        return ENDED
    if view.valid_to <= now:
        return OVER
    return EARLY if view.valid_from > now else COUNTS


def _term(view: DelegationView) -> str:
    ends = {"begins": moment(view.valid_from).text, "ends": moment(view.valid_to).text}
    told = _("From %(begins)s to %(ends)s.") % ends
    if view.ended is None:
        return told
    reason = str(REASONS.get(view.ended.reason, view.ended.reason))
    return told + _(" Ended as of %(at)s: %(reason)s.") % {"at": moment(view.ended.effective).text, "reason": reason}


def _scopes(view: DelegationView) -> str:
    known: list[Words] = [SCOPES[Scope(one)] for one in view.scopes if one in SCOPES]
    return listed(tuple(known))


def _party(party: Party | None, address: str) -> str:
    return isolated(party.name, 80) if party else account_of(address).whole
