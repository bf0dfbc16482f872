"""Keys, each with the time in which it counts; and the form by which a wallet says whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.statements.evidence import Ended, Written
from verify.authors.selectors.values import KeyView
from verify.pages.presentation.authors.accounts import account_of
from verify.pages.presentation.authors.rows import KeyRow
from verify.pages.presentation.authors.words import KINDS, REASONS
from verify.pages.presentation.moments import moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Sign, Words

IN_USE = Sign("key", gettext_lazy("in use"))
DESK = Sign("pen", gettext_lazy("in use, the desk’s key"))
ENDED = Sign("revoked", gettext_lazy("ended"), "look")
EXCHANGED = Sign("revoked", gettext_lazy("ended, another took its place"), "quiet")
ENDING = Sign("hour", gettext_lazy("ends soon"))


def key_row(key: KeyView, now: datetime, *, end: str = "") -> KeyRow:
    """Return one key; `end` is the address of the page that ends it, empty for whoever may not."""
    return KeyRow(
        sign=_sign(key, now),
        account=account_of(key.address),
        sentence=_since(key.claimed) + _until(key.ended),
        note=_note(key),
        record=key.claimed.record,
        end="" if key.ended or key.desk else end,
    )


def _sign(key: KeyView, now: datetime) -> Sign:
    if key.ended is None:
        return DESK if key.desk else IN_USE
    if key.ended.effective > now:
        return ENDING
    return EXCHANGED if key.ended.reason == "rotated" else ENDED


def _since(claimed: Written) -> str:
    if claimed.by is not None:
        return _("Claimed, and on record by %(at)s.") % {"at": moment(claimed.by).text}
    return _("Claimed; the log does not vouch for the time yet.")


def _until(ended: Ended | None) -> str:
    if ended is None:
        return ""
    reason = str(REASONS.get(ended.reason, ended.reason))
    told = _(" Ended as of %(at)s: %(reason)s.") % {"at": moment(ended.effective).text, "reason": reason}
    if ended.said.by is None:
        return told
    return told + _(" That itself is on record by %(at)s.") % {"at": moment(ended.said.by).text}


def _note(key: KeyView) -> str:
    if key.replaced_by:
        return _("Its successor is %(address)s.") % {"address": account_of(key.replaced_by).whole}
    if key.scheme == "contract":
        words = _("A contract wallet on the network with the number %(chain)d: its own rules say who may sign.")
        return words % {"chain": key.chain_id}
    return _("Its own signature said so, for the network with the number %(chain)d.") % {"chain": key.chain_id}


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody for whom the reader claims keys: themselves, or the organisation they own."""

    name: str
    kind: Words
    page: str
    keys: tuple[KeyRow, ...]
    claim: str


def owner(name: str, kind: str, page: str, keys: Sequence[KeyRow], claim: str) -> Owner:
    """Return one owner of keys; `page` is their public number, empty before their first claim."""
    return Owner(isolated(name, 100), KINDS[kind], page, tuple(keys), claim)


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """The form in which a wallet says whose it is. `principal` is empty before somebody's first claim."""

    whose: str
    name: str
    fixed: bool
    principal: str
    origin: str
    replaceable: tuple[tuple[str, str], ...]


def claim_form(whose: str, name: str, principal: str, origin: str, living: Sequence[KeyView]) -> ClaimForm:
    """Return the form; `living` are the keys that the new one may take the place of."""
    replaceable = tuple((one.address.lower(), account_of(one.address).whole) for one in living if not one.desk)
    return ClaimForm(whose, name, bool(whose), principal, origin, replaceable)
