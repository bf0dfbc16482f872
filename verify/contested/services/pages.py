"""A page as a draft: begun from a dossier, written, and withdrawn in the end."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from verify import wiring
from verify.contested.limits import CHANGED_CHARS, CLAIM_CHARS, MOST_PAGES, NAME_CHARS, SHOWN_CHARS
from verify.contested.models import ContestedPage
from verify.contested.texts import web_link
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.limits import TITLE_CHARS
from verify.dossiers.models import ActKind, Dossier
from verify.dossiers.services.dossiers import require_open
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import line, paragraphs


@dataclass(frozen=True, slots=True)
class Written:
    """What a draft says besides its pieces; every text as somebody typed it."""

    title: str
    claim: str = ""
    claim_by: str = ""
    claim_link: str = ""
    shown: str = ""
    not_shown: str = ""


@transaction.atomic
def page_begin(dossier: Dossier, *, title: str, desk: AtTheDesk) -> ContestedPage:
    """Begin a draft; any member of the team may. Raises Unfit and NotNow."""
    require_open(dossier)
    if dossier.contested.count() >= MOST_PAGES:
        raise NotNow(_("This dossier has %(count)d such pages, as many as one may have.") % {"count": MOST_PAGES})
    at = wiring.now()
    made = ContestedPage.objects.create(
        **desk.rows, dossier=dossier, title=_title(title), created=at, created_by=desk.user, changed=at
    )
    act_add(dossier, desk, ActKind.PAGE_BEGUN, page=made.pk)
    return made


@transaction.atomic
def page_write(page: ContestedPage, *, words: Written) -> None:
    """Set what the draft says; what is published stays as it is. Raises Unfit and NotNow."""
    require_not_withdrawn(page)
    ContestedPage.objects.filter(pk=page.pk).update(
        title=_title(words.title),
        claim=paragraphs(words.claim, CLAIM_CHARS),
        claim_by=line(words.claim_by, NAME_CHARS),
        claim_link=web_link(words.claim_link),
        shown=paragraphs(words.shown, SHOWN_CHARS),
        not_shown=paragraphs(words.not_shown, SHOWN_CHARS),
        changed=wiring.now(),
    )


@transaction.atomic
def page_withdraw(page: ContestedPage, *, why: str, desk: AtTheDesk) -> None:
    """Take a published page out of view for good: its address says that, when, by whom and why.

    What was published stays on record by its digest alone. Raises NotAllowed, Unfit and NotNow.
    """
    desk.require_decides()
    reason = line(why, CHANGED_CHARS)
    if not reason:
        raise Unfit(_("Say in a sentence why it is withdrawn: the sentence stands where the page stood."))
    standing = ContestedPage.objects.filter(pk=page.pk, withdrawn=None, versions__isnull=False)
    found = standing.distinct().values_list("pk", flat=True).first()
    if found is None:
        raise NotNow(_("It is not published, or was withdrawn already."))
    ContestedPage.objects.filter(pk=found).update(withdrawn=wiring.now(), withdrawn_by=desk.user, withdrawn_why=reason)
    if page.dossier is not None:
        act_add(page.dossier, desk, ActKind.PAGE_BACK, page=page.pk)


@transaction.atomic
def draft_discard(page: ContestedPage, *, desk: AtTheDesk) -> None:
    """Delete a draft that was never published: who began it may, and who decides. Raises NotAllowed and NotNow."""
    if page.created_by_id != desk.user.pk:
        desk.require_decides()
    if page.versions.exists():
        raise NotNow(_("It was published. Withdraw it instead, with a reason."))
    page.delete()


def require_not_withdrawn(page: ContestedPage) -> None:
    """Refuse what changes a page that is over; raises NotNow."""
    if page.withdrawn is not None:
        raise NotNow(_("This page was withdrawn. Begin another one."))


def _title(title: str) -> str:
    named = line(title, TITLE_CHARS)
    if not named:
        raise Unfit(_("Give the page a title: what was recorded, where and when."))
    return named
