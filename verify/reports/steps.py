"""The steps of a file's history, its camera, its authors and its look-alikes, as entries of a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from provenance.comparison.types import PictureComparison
from verify.cases.likenesses import LikenessView
from verify.pages.presentation.authors.panel import AuthorPanel, SignedBy
from verify.pages.presentation.camera import CameraPanel, CameraRow
from verify.pages.presentation.history import History, StepCard
from verify.pages.presentation.regions import MOST_SHOWN, in_words
from verify.pages.presentation.similar import Row, row
from verify.reports.document import Entry, Pairs, Told
from verify.reports.plain import first_large, plain, told


def step_entries(history: History) -> tuple[Entry, ...]:
    """Return every step that is shown, newest first."""
    return tuple(_step(card) for card in (*history.first, *history.rest))


def _step(card: StepCard) -> Entry:
    more = _("and %(count)d more") % {"count": card.more_actions} if card.more_actions else ""
    did = [*card.actions, *([more] if more else [])]
    sentences = (card.problem, card.ai, card.redacted, card.made_from)
    return Entry(
        title=card.title,
        state=first_large(card.sign.word),
        sentences=tuple(plain(one) for one in sentences if one),
        facts=tuple(_step_facts(card)),
        items=tuple((_("Did"), one) for one in did),
        tone=card.sign.tone,
        number=card.number,
    )


def _step_facts(card: StepCard) -> Iterable[tuple[str, str]]:
    yield _("Signed by"), plain(card.signer)
    if card.issuer:
        yield _("Certificate issued by"), card.issuer
    yield _("Signer"), plain(card.listed)
    yield _("Bytes"), plain(card.integrity)
    at = f": {card.signed_at.text}" if card.signed_at else ""
    yield _("Time"), f"{card.time}{at}"


def camera_entries(panel: CameraPanel) -> tuple[Entry, ...]:
    """Return what cameras signed and measured."""
    return tuple(_camera(one) for one in (*panel.attested, *panel.measured))


def _camera(row: CameraRow) -> Entry:
    unchecked = "; ".join(map(plain, row.not_checked))
    facts = (*_pairs(row.facts), *(((_("Not checked"), unchecked),) if unchecked else ()))
    title = plain(row.title) or _("Measured by the camera")
    return Entry(title, first_large(row.sign.word), (plain(row.sentence),), facts, tone=row.sign.tone)


def camera_list_lines(panel: CameraPanel) -> tuple[Told, ...]:
    """Return what the camera list says, with the case and the edition behind it."""
    return tuple(_listed(one) for one in panel.listed)


def _listed(row: CameraRow) -> Told:
    question = _("Case %(case)s") % {"case": row.case} if row.case else _("Answer")
    facts = "".join(f" {name}: {value}." for name, value in row.facts)
    return told(question, row.sign, f"{row.sentence}{facts}")


def author_entries(panel: AuthorPanel, address: str) -> tuple[Entry, ...]:
    """Return everybody who signed a statement about these bytes; `address` is where this installation stands."""
    return tuple(_author(one, address) for one in panel.signed)


def _author(one: SignedBy, address: str) -> Entry:
    warnings = tuple((first_large(remark.sign.word), remark.sentence) for remark in one.warnings)
    there = f"{address}/s/{one.statement}" if one.statement else ""
    sentences = (plain(one.sentence),) if one.sentence else ()
    return Entry(one.title, first_large(one.sign.word), sentences, items=warnings, tone=one.sign.tone, address=there)


def similar_entries(views: Sequence[LikenessView], address: str) -> tuple[Entry, ...]:
    """Return the recorded works that resemble the file, the earliest first, with their differences in words."""
    return tuple(_similar(row(view, None), _places(view), address) for view in views)


def _similar(shown: Row, places: Pairs, address: str) -> Entry:
    words = {"recorder": shown.recorder, "at": shown.by.text if shown.by else ""}
    named = _("%(recorder)s, on record by %(at)s") if shown.by else _("Recorded by %(recorder)s")
    return Entry(
        title=named % words,
        state=first_large(shown.sign.word),
        sentences=(shown.sentence,),
        facts=_pairs(shown.facts),
        items=(*places, *shown.stretches),
        tone=shown.sign.tone,
        number=shown.number,
        address=f"{address}/r/{shown.record}",
    )


def _places(view: LikenessView) -> Pairs:
    """Where the pictures differ, counted as the page counts them."""
    if view.exact or not isinstance(view.comparison, PictureComparison):
        return ()
    boxes = view.comparison.asked_boxes[:MOST_SHOWN]
    return tuple((_("Differs, place %(number)d") % {"number": at}, in_words(box)) for at, box in enumerate(boxes, 1))


def _pairs(rows: Iterable[tuple[object, object]]) -> Pairs:
    return tuple((str(name), str(value)) for name, value in rows)
