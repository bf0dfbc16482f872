"""Publishing a page: each time a new version that nobody edits, dated by an open record of its digest, and signed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from provenance.statements.types import Role as SignedAs
from verify import wiring
from verify.accounts.models import User
from verify.authors.services import AtDesk, DeskWords, desk_statement
from verify.contested.documents import Told, digest_of, digests_in, document_of
from verify.contested.limits import CHANGED_CHARS, MOST_VERSIONS
from verify.contested.models import ContestedPage, PieceKind, Side, Version
from verify.contested.services.pages import require_not_withdrawn
from verify.contested.services.pieces import viewer_of_desk
from verify.contested.telling import also_told, told_of
from verify.dossiers.errors import NotAllowed, NotNow, Unfit
from verify.dossiers.models import ActKind
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import line
from verify.ledger.services import record_open


@transaction.atomic
def page_publish(page: ContestedPage, *, changed: str, named: bool, desk: AtTheDesk) -> Version:
    """Publish what the draft holds as the next version, and put its digest on record openly.

    In the organisation's name; who works for none agrees with `named` to stand there themselves. From the second
    version on `changed` says what became another: it is the page's log of corrections. Raises NotAllowed, Unfit,
    NotNow, and what the ledger raises.
    """
    desk.require_decides()
    found = ContestedPage.objects.select_for_update().get(pk=page.pk)
    require_not_withdrawn(found)
    number = found.versions.count() + 1
    note = _fit(found, number, changed)
    at = wiring.now()
    document = document_of(
        page=found.pk,
        number=number,
        at=at,
        by=_in_the_name(desk, named),
        words=_words(found, note),
        before=found.versions.values_list("sha256", flat=True).last() or "",
        **_lists(found, desk),
    )
    digest = digest_of(document)
    record = record_open(sha256=digest, owner=viewer_of_desk(desk), media_type="application/json")
    made = Version.objects.create(
        page=found, number=number, document=document, sha256=digest.hex(), published=at, published_by=desk.user,
        changed=note, record=record.pk,
    )  # fmt: skip
    if found.dossier is not None:
        act_add(found.dossier, desk, ActKind.PAGE_OUT, page=found.pk, version=number)
    return made


def version_sign(version: Version, *, desk: AtDesk) -> None:
    """Have the desk's key sign a version; raises NotNow, and what `desk_statement` raises.

    No transaction: the signer only signs what is durable before it is asked.
    """
    if version.statement or version.page.withdrawn is not None:
        raise NotNow(_("Only what stands is signed, and each version once."))
    words = DeskWords(sha256=bytes.fromhex(version.sha256), role=SignedAs.PUBLISHER)
    version_signed(version, desk_statement(desk, words).pk)


def may_be_signed_by(version: Version, user: User) -> bool:
    """Whether somebody may sign it with their own wallet: who published it, once."""
    return version.published_by_id == user.pk and not version.statement and version.page.withdrawn is None


def version_signed(version: Version, statement: str) -> None:
    """Note which recorded statement signs a version; the first one stands."""
    Version.objects.filter(pk=version.pk, statement="").update(statement=statement)


def _fit(page: ContestedPage, number: int, changed: str) -> str:
    if number > MOST_VERSIONS:
        raise NotNow(_("A page has at most %(count)d versions.") % {"count": MOST_VERSIONS})
    if not page.claim or not page.claim_by:
        raise Unfit(_("Quote first what is said against the recording, and say who says it."))
    if not page.not_shown:
        raise Unfit(_("Say first what this does not show: nothing shows everything."))
    if not page.pieces.filter(kind__in=(PieceKind.CHECK, PieceKind.RECORD), side=Side.OWN).exists():
        raise Unfit(_("Put a check or a record of the recording on the page first."))
    note = line(changed, CHANGED_CHARS)
    if number > 1 and not note:
        raise Unfit(_("Say in a sentence what is another thing than in the version before."))
    return note if number > 1 else ""


def _in_the_name(desk: AtTheDesk, named: bool) -> dict[str, str]:
    if desk.team.organisation is not None:
        return {"organisation": desk.team.organisation.name}
    if not named:
        raise NotAllowed(_("A page says who assembled it. Tick that your account’s name may stand there."))
    return {"person": desk.user.get_username()}


def _words(page: ContestedPage, note: str) -> dict[str, object]:
    claim = {"words": page.claim, "by": page.claim_by, "link": page.claim_link}
    return {
        "title": page.title,
        "claim": claim,
        "shown": page.shown,
        "not_shown": page.not_shown,
        "changed": note,
    }


def _lists(page: ContestedPage, desk: AtTheDesk) -> dict[str, list[Told]]:
    viewer = viewer_of_desk(desk)
    rows = list(page.pieces.select_related("item__verification", "finding"))
    pieces = [told_of(one, viewer) for one in rows if one.side == Side.OWN]
    rivals = [told_of(one, viewer) for one in rows if one.side == Side.RIVAL]
    named = (one.get("record") or one.get("statement") for one in (*pieces, *rivals))
    about = digests_in(one for one in pieces if one["kind"] in {PieceKind.CHECK, PieceKind.RECORD})
    also = also_told(about, own=viewer, without=frozenset(str(one) for one in named if one))
    return {"pieces": pieces, "rivals": rivals, "also": also}
