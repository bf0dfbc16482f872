"""What stands on a page: chosen piece by piece, and what was not public before only with somebody's explicit word."""

from __future__ import annotations

import re
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from verify import wiring
from verify.authors.errors import NoSuchStatement
from verify.authors.models import StatementRow
from verify.authors.selectors import statement_get
from verify.contested.limits import MOST_CHECKS, MOST_PIECES, NAME_CHARS, NOTE_CHARS
from verify.contested.models import ContestedPage, Piece, PieceKind, Side
from verify.contested.services.pages import require_not_withdrawn
from verify.contested.texts import web_link
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.models import ActKind, HumanFinding, Item
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import line
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Form, OpenContent, Record
from verify.ledger.selectors import is_of, record_get
from verify.ledger.values import PUBLIC, Viewer

RECORD: Final = re.compile(r"(?:^|/r/)([\w-]{22})(?:[/?#].*)?$", re.ASCII)
STATEMENT: Final = re.compile(r"(?:^|/s/)(?:0x)?([0-9a-f]{64})(?:[/?#].*)?$", re.ASCII | re.IGNORECASE)


def viewer_of_desk(desk: AtTheDesk) -> Viewer:
    """Who is at work, as the ledger knows people."""
    organisation = desk.team.organisation
    return Viewer(organisation.pk if organisation else None, desk.user.pk)


@transaction.atomic
def check_add(page: ContestedPage, *, item: Item, words: str, opened: bool, desk: AtTheDesk) -> Piece:
    """Put a check of the dossier on the page; raises Unfit, NotAllowed and NotNow.

    Its version tells the file's SHA-256 and the whole answer: where neither is public through the team yet, somebody
    who decides has to say so with `opened`.
    """
    if not item.sha256:
        raise Unfit(_("This file was not read to its end, so that nothing can be said about exactly its bytes."))
    if page.pieces.filter(kind=PieceKind.CHECK).count() >= MOST_CHECKS:
        raise NotNow(_("A page holds at most %(count)d checks.") % {"count": MOST_CHECKS})
    secret = not _is_public(item, viewer_of_desk(desk))
    if secret:
        _require_opened(opened, desk, _("Nothing public of your team names this file yet."))
    return _add(page, desk, words, opened=secret, kind=PieceKind.CHECK, item=item)


@transaction.atomic
def finding_add(page: ContestedPage, *, finding: HumanFinding, words: str, desk: AtTheDesk) -> Piece:
    """Put a published finding on the page; raises Unfit and NotNow."""
    if finding.published is None or not finding.stands or finding.hidden is not None:
        raise Unfit(_("Only a published finding that still stands is put on a page. Publish it first."))
    return _add(page, desk, words, kind=PieceKind.FINDING, finding=finding)


@transaction.atomic
def named_add(page: ContestedPage, *, named: str, side: str, words: str, opened: bool, desk: AtTheDesk) -> Piece:
    """Put a record or a statement on the page, by its number or link; raises Unfit, NotAllowed and NotNow.

    Open ones of anybody. A sealed record only by its own team, on the side of the recording, and with `opened`; of
    others' sealed ones it is answered as if there were none.
    """
    if side not in Side.values:
        raise Unfit(_("Choose where it stands."))
    text = named.strip()
    if found := STATEMENT.search(text):
        return _statement(page, found[1].lower(), side, words, desk)
    if found := RECORD.search(text):
        return _record(page, found[1], side, words, opened, desk)
    raise Unfit(_("This is neither the number nor the link of a record or a statement."))


@transaction.atomic
def elsewhere_add(page: ContestedPage, *, said_by: str, link: str, words: str, desk: AtTheDesk) -> Piece:
    """Put a claim that stands elsewhere on the page: by whom, in what words, where. Raises Unfit and NotNow."""
    who, said = line(said_by, NAME_CHARS), line(words, NOTE_CHARS)
    if not who or not said:
        raise Unfit(_("Say who claims it, and quote what they claim."))
    given = {"kind": PieceKind.ELSEWHERE, "side": Side.RIVAL, "said_by": who, "link": web_link(link)}
    return _add(page, desk, said, **given)


@transaction.atomic
def piece_remove(piece: Piece) -> None:
    """Take a piece out of the draft; versions that were published hold it still. Raises NotNow."""
    require_not_withdrawn(piece.page)
    piece.delete()
    ContestedPage.objects.filter(pk=piece.page_id).update(changed=wiring.now())


def _statement(page: ContestedPage, number: str, side: str, words: str, desk: AtTheDesk) -> Piece:
    try:
        row = statement_get(number, viewer=PUBLIC)
    except NoSuchStatement as nothing:
        raise Unfit(_("There is no open statement of this number.")) from nothing
    if not isinstance(row, StatementRow):
        raise Unfit(_("This is signed, and it is no statement about a work."))
    return _add(page, desk, words, kind=PieceKind.STATEMENT, side=side, number=number)


def _record(page: ContestedPage, number: str, side: str, words: str, opened: bool, desk: AtTheDesk) -> Piece:
    nothing, viewer = Unfit(_("There is no open record of this number, and none of your own.")), viewer_of_desk(desk)
    try:
        found = record_get(number, viewer=viewer)
    except NoSuchRecord as missing:
        raise nothing from missing
    if found.hidden is not None:
        raise nothing
    secret = found.form == Form.SEALED
    if secret and (side != Side.OWN or not is_of(found, viewer)):
        raise nothing
    if secret:
        _require_opened(opened, desk, _("This record is sealed."))
    return _add(page, desk, words, opened=secret, kind=PieceKind.RECORD, side=side, number=number)


def _require_opened(opened: bool, desk: AtTheDesk, why: str) -> None:
    desk.require_decides()
    if not opened:
        raise Unfit(_("%(why)s Tick that it may become public, if that is what you want.") % {"why": why})


def _is_public(item: Item, viewer: Viewer) -> bool:
    """Whether the team itself made this digest public: by an open record, or by a published finding."""
    own = OpenContent.objects.filter(sha256=item.sha256, record__hidden=None).select_related("record")
    if any(is_of(one.record, viewer) for one in own):
        return True
    said = HumanFinding.objects.filter(sha256=item.sha256, published__isnull=False, taken_back=None, hidden=None)
    return viewer.organisation is not None and said.filter(dossier__organisation=viewer.organisation).exists()


def _add(page: ContestedPage, desk: AtTheDesk, words: str, *, opened: bool = False, **given: object) -> Piece:
    require_not_withdrawn(page)
    if page.pieces.count() >= MOST_PIECES:
        raise NotNow(_("A page holds at most %(count)d pieces. Take some out.") % {"count": MOST_PIECES})
    if page.pieces.filter(**given).exists():
        raise NotNow(_("This stands on the page already."))
    at = wiring.now()
    made = Piece.objects.create(
        page=page, words=line(words, NOTE_CHARS), opened=opened, added=at, added_by=desk.user, **given
    )
    ContestedPage.objects.filter(pk=page.pk).update(changed=at)
    if opened and page.dossier is not None:
        act_add(page.dossier, desk, ActKind.PAGE_OPENED, page=page.pk, piece=made.kind)
    return made


def is_sealed(number: str) -> bool:
    """Whether a record is sealed; asked of pieces alone, which were put there by its own team."""
    return Record.objects.filter(pk=number, form=Form.SEALED).exists()
