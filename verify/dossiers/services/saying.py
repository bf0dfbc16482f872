"""What people found: said for the team, published in its organisation's name, taken back; never edited."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from provenance.statements.types import Role as SignedAs
from verify import wiring
from verify.accounts.models import User
from verify.authors.services import AtDesk, DeskWords, desk_statement
from verify.dossiers.documents import digest_of_document, document_of
from verify.dossiers.errors import NotAllowed, NotNow, Unfit
from verify.dossiers.limits import MOST_SAID, WHY_CHARS, WORDS_CHARS
from verify.dossiers.models import ActKind, HumanFinding, Item, Outcome, Subject
from verify.dossiers.services.dossiers import require_open
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import line


@transaction.atomic
def finding_say(item: Item, *, kind: str, outcome: str, words: str, named: bool, desk: AtTheDesk) -> HumanFinding:
    """Say what somebody found about the file of a check, for the team; raises Unfit and NotNow."""
    dossier = item.dossier
    require_open(dossier)
    plain = _words(kind, outcome, words)
    if not item.sha256:
        raise Unfit("This file was not read to its end, so that nothing can be said about exactly its bytes.")
    if dossier.said.count() >= MOST_SAID:
        raise NotNow(f"A dossier holds at most {MOST_SAID} findings of people.")
    made = HumanFinding.objects.create(
        dossier=dossier,
        item=item,
        sha256=item.sha256,
        kind=kind,
        outcome=outcome,
        words=plain,
        at=wiring.now(),
        by=desk.user,
        named=named,
    )
    act_add(dossier, desk, ActKind.SAID, finding=made.pk, kind=kind)
    return made


@transaction.atomic
def finding_publish(finding: HumanFinding, *, desk: AtTheDesk) -> HumanFinding:
    """Publish a finding in the organisation's name, for everybody who checks exactly these bytes here.

    Raises NotAllowed and NotNow.
    """
    desk.require_decides()
    organisation = desk.team.organisation
    if organisation is None:
        raise NotAllowed("A finding is published in the name of an organisation, and you work for none here.")
    found = HumanFinding.objects.select_for_update().get(pk=finding.pk)
    if found.published is not None or not found.stands:
        raise NotNow("It is published already, or was taken back.")
    at = wiring.now()
    found.published, found.published_by = at, desk.user
    found.document = document_of(
        about=found.sha256,
        kind=found.kind,
        outcome=found.outcome,
        words=found.words,
        organisation=organisation.name,
        person=found.by.get_username() if found.named and found.by else "",
        found=found.at,
        at=at,
    )
    found.save(update_fields=["published", "published_by", "document"])
    act_add(found.dossier, desk, ActKind.PUBLISHED, finding=found.pk, kind=found.kind)
    return found


def finding_sign(finding: HumanFinding, *, desk: AtDesk) -> None:
    """Have the desk's key sign the published document; raises NotNow, and what `desk_statement` raises.

    No transaction: the signer only signs what is durable before it is asked.
    """
    if finding.published is None or not finding.stands or finding.statement:
        raise NotNow("Only what is published and still stands is signed, and only once.")
    words = DeskWords(sha256=digest_of_document(finding.document), role=SignedAs.AUTHOR, member_named=finding.named)
    finding_signed(finding, desk_statement(desk, words).pk)


def may_be_signed_by(finding: HumanFinding, user: User) -> bool:
    """Whether somebody may sign it with their own wallet: who said it, once it is published and while it stands."""
    return finding.by_id == user.pk and bool(finding.document) and finding.stands and not finding.statement


def finding_signed(finding: HumanFinding, statement: str) -> None:
    """Note which recorded statement signs what was published; the first one stands."""
    HumanFinding.objects.filter(pk=finding.pk, statement="").update(statement=statement)


@transaction.atomic
def finding_take_back(finding: HumanFinding, *, desk: AtTheDesk, why: str = "") -> None:
    """Take a finding back: who said it may, and who decides. That it was said stays.

    A published one only with a sentence for those who read it: it stands where the finding stood. Raises NotAllowed,
    Unfit and NotNow.
    """
    if finding.by_id != desk.user.pk:
        desk.require_decides()
    reason = line(why, WHY_CHARS)
    if finding.published is not None and not reason:
        raise Unfit(_("Say in a sentence why you take it back: everybody who read it reads that."))
    standing = HumanFinding.objects.filter(pk=finding.pk, taken_back=None)
    if not standing.update(taken_back=wiring.now(), taken_back_by=desk.user, taken_back_why=reason):
        raise NotNow("It was taken back already.")
    act_add(finding.dossier, desk, ActKind.TAKEN_BACK, finding=finding.pk, kind=finding.kind)


def _words(kind: str, outcome: str, words: str) -> str:
    if kind not in Subject.values:
        raise Unfit("Choose what you looked into.")
    if outcome not in Outcome.values:
        raise Unfit("Choose what came of it.")
    plain = line(words, WORDS_CHARS)
    if not plain:
        raise Unfit("Say in a sentence what you looked at, so that others can follow it.")
    return plain
