"""What operators do: take a text out of display and show it again, each with a reason and a line nobody changes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from verify import wiring
from verify.accounts.models import User
from verify.audit.services import note, veiled
from verify.contested.errors import NoSuchThing
from verify.contested.limits import NOTE_CHARS
from verify.contested.models import ContestedPage, Did, Dispute, Kind, OperatorAct, Why
from verify.contested.selectors.hidden import hidden_of
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.models import HumanFinding
from verify.dossiers.texts import line


@transaction.atomic
def text_hide(kind: str, about: str, *, why: str, words: str, by: User) -> OperatorAct:
    """Take a finding, a page, a dispute or an answer out of display; that it was there, when and why stays readable.

    Raises NoSuchThing, Unfit and NotNow.
    """
    found = require_there(kind, about)
    if why not in Why.values or why == Why.MISTAKE:
        raise Unfit(_("Choose the reason that the public reads."))
    if hidden_of(found, [about]):
        raise NotNow(_("It is out of display already."))
    act = _act(Did.HID, found, about, why, words, by)
    if found is Kind.FINDING:
        HumanFinding.objects.filter(pk=about).update(hidden=act.at)
    return act


@transaction.atomic
def text_show(kind: str, about: str, *, words: str, by: User) -> OperatorAct:
    """Show again what was taken out of display by mistake; raises NoSuchThing and NotNow."""
    found = require_there(kind, about)
    if not hidden_of(found, [about]):
        raise NotNow(_("It is not out of display."))
    if found is Kind.FINDING:
        HumanFinding.objects.filter(pk=about).update(hidden=None)
    return _act(Did.SHOWED, found, about, Why.MISTAKE, words, by)


def _act(did: Did, kind: Kind, about: str, why: str, words: str, by: User) -> OperatorAct:
    said, at = line(words, NOTE_CHARS), wiring.now()
    made = OperatorAct.objects.create(at=at, by=by, did=did, kind=kind, about=about, why=why, words=said)
    # The public reads the row above, without a name; the trail of operators holds its own, which its digests guard.
    note(f"text.{did.value}", about=kind.value, subject=veiled(about), why=str(why), at=at)
    return made


def require_there(kind: str, about: str) -> Kind:
    """What an operator may take out of display, or show again; raises NoSuchThing."""
    rows = {
        Kind.FINDING.value: HumanFinding.objects.filter(published__isnull=False),
        Kind.PAGE.value: ContestedPage.objects.filter(versions__isnull=False),
        Kind.DISPUTE.value: Dispute.objects.all(),
        Kind.ANSWER.value: Dispute.objects.filter(answered__isnull=False),
    }.get(kind)
    if rows is None or not rows.filter(pk=about).exists():
        raise NoSuchThing
    return Kind(kind)
