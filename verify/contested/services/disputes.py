"""Filing a dispute, taking it back, answering it. It changes no answer of any check, and no verdict, by itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from verify import wiring
from verify.contested.limits import ANSWER_CHARS, DAY, DISPUTE_CHARS, MOST_A_DAY, MOST_OPEN_DISPUTES
from verify.contested.models import Answer, Dispute, Reason
from verify.contested.texts import web_link
from verify.contested.things import Thing
from verify.dossiers.errors import NotAllowed, NotNow, Unfit
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import paragraphs


@dataclass(frozen=True, slots=True)
class Filed:
    """What somebody says is not right; `named` that they, or their organisation, may be named beside it."""

    reason: str
    words: str
    link: str = ""
    named: bool = False


@transaction.atomic
def dispute_file(thing: Thing, *, said: Filed, desk: AtTheDesk) -> Dispute:
    """File a dispute about something public of somebody else; raises Unfit and NotNow."""
    if thing.is_of(desk):
        raise NotNow(_("This is your own team’s: correct it, or take it back."))
    if said.reason not in Reason.values:
        raise Unfit(_("Choose what is not right."))
    words = paragraphs(said.words, DISPUTE_CHARS)
    if not words:
        raise Unfit(_("Say in some sentences what is not right, and how others can see that."))
    link = web_link(said.link)
    _require_measure(thing, desk)
    return Dispute.objects.create(
        kind=thing.kind,
        about=thing.id,
        of_organisation_id=thing.organisation_id,
        of_person_id=thing.person_id,
        by=desk.user,
        by_organisation=desk.team.organisation,
        named=said.named,
        reason=said.reason,
        words=words,
        link=link,
        filed=wiring.now(),
    )


@transaction.atomic
def dispute_take_back(dispute: Dispute, *, desk: AtTheDesk) -> None:
    """Take an open dispute back: who filed it may. That it was there stays. Raises NotAllowed and NotNow."""
    if dispute.by_id != desk.user.pk:
        raise NotAllowed(_("Only who filed a dispute takes it back."))
    open_ = Dispute.objects.filter(pk=dispute.pk, answered=None, taken_back=None)
    if not open_.update(taken_back=wiring.now()):
        raise NotNow(_("It was answered, or taken back already."))


@transaction.atomic
def dispute_answer(dispute: Dispute, *, answer: str, words: str, desk: AtTheDesk) -> None:
    """Answer in the name of the owner, once: an accepted one is a correction that stands beside the thing from then on.

    Raises NotAllowed, Unfit and NotNow.
    """
    desk.require_decides()
    if answer not in Answer.values:
        raise Unfit(_("Choose whether you accept it."))
    plain = paragraphs(words, ANSWER_CHARS)
    if not plain:
        raise Unfit(_("Say what is right instead, or why you do not accept it: readers see it beside the dispute."))
    open_ = Dispute.objects.filter(pk=dispute.pk, answered=None, taken_back=None)
    if not open_.update(answer=answer, answer_words=plain, answered=wiring.now(), answered_by=desk.user):
        raise NotNow(_("It was answered, or taken back already."))


def _require_measure(thing: Thing, desk: AtTheDesk) -> None:
    own, at = Dispute.objects.filter(by=desk.user), wiring.now()
    still = own.filter(answered=None, taken_back=None)
    if still.filter(kind=thing.kind, about=thing.id).exists():
        raise NotNow(_("You have an open dispute about this already. Wait for its answer, or take it back."))
    if still.count() >= MOST_OPEN_DISPUTES:
        raise NotNow(_("You have %(count)d open disputes. Wait for an answer first.") % {"count": MOST_OPEN_DISPUTES})
    if own.filter(filed__gt=at - DAY).count() >= MOST_A_DAY:
        raise NotNow(_("You filed %(count)d disputes within a day. Try again tomorrow.") % {"count": MOST_A_DAY})
