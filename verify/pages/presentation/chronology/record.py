"""The page of one record: what is on record, since when, and what that does not tell."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chronology.records.kinds import Kind
from verify.ledger.values import TimeView
from verify.pages.presentation.chronology.kinds import FORMS, kind_words, role_words
from verify.pages.presentation.chronology.panel import Panel, panel
from verify.pages.presentation.chronology.path import counted
from verify.pages.presentation.facts import GROUP
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Sign, Words

# Kinds that speak about an earlier record: what they name is no file that existed by then.
ABOUT_OTHERS: dict[int, Words] = {
    Kind.RETRACTED: gettext_lazy("It says that its recorder no longer stands by an earlier record. That one stays."),
    Kind.NOTICE: gettext_lazy("It says that the operator took an earlier record out of display. That one stays."),
}
LIMITS: tuple[Words, ...] = (
    gettext_lazy(
        "that what it shows happened, who made it, or that nobody had it before. First recorded is never original."
    ),
    gettext_lazy("how old the file is. A record gives the latest moment by which it existed, never its beginning."),
)
NO_LIMITS: tuple[Words, ...] = (gettext_lazy("anything yet: nothing can be shown before the log has written it."),)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a recorded work."""

    role: str
    digest: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The whole page; `panel` holds everything about time."""

    sign: Sign
    sentence: str
    why: str
    limits: tuple[Words, ...]
    form: Words
    sealed: bool
    kind: str
    waiting: bool
    index: int | None
    number: str
    origin: str
    recorder: str
    asked: Moment
    digest_groups: tuple[str, ...]
    digest: str
    parts: tuple[Part, ...]
    leaf: dict[str, object]
    previous: str
    retractions: tuple[str, ...]
    hidden: bool
    retracted: bool
    can_be_retracted: bool
    panel: Panel


def record_page(view: TimeView, recorder: str) -> RecordPage:
    """Return the page of a record; `recorder` is the name of who recorded it, as it may be shown to this reader."""
    shown = panel(view)
    waiting = view.index is None
    return RecordPage(
        sign=_sign(view),
        sentence=_sentence(view, shown),
        why=_why(view, shown),
        limits=NO_LIMITS if waiting else LIMITS,
        form=FORMS.get(view.form, view.form),
        sealed=view.form == "sealed",
        kind=kind_words(view.kind),
        waiting=waiting,
        index=view.index,
        number="" if view.index is None else counted(view.index),
        origin=view.origin,
        recorder=recorder,
        asked=moment(view.created),
        digest_groups=grouped(view.sha256),
        digest=view.sha256,
        parts=tuple(Part(role_words(role), digest) for role, digest in view.members),
        leaf=view.leaf,
        previous=view.previous_id,
        retractions=view.retraction_ids,
        hidden=view.hidden,
        retracted=view.retracted,
        can_be_retracted=not waiting and not view.retracted and view.kind not in ABOUT_OTHERS,
        panel=shown,
    )


def grouped(digest: str) -> tuple[str, ...]:
    """Return a digest in groups that an eye can compare."""
    return tuple(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def _sign(view: TimeView) -> Sign:
    if view.retracted:
        return Sign("untrusted", _("On record, and retracted"), "look")
    if view.index is None:
        return Sign("hour", _("Waiting for the log"), "quiet")
    if not view.readable:
        return Sign("unavailable", _("Cannot be read right now"), "quiet")
    if view.by is None:
        return Sign("untrusted", _("On record, not anchored yet"))
    return Sign("holds", _("On record"))


def _sentence(view: TimeView, shown: Panel) -> str:
    if view.index is None:
        return _("This record waits for the next batch of the log.")
    if not view.readable:
        return _("This record is on the log. Its time cannot be read right now.")
    return shown.interval.written


def _why(view: TimeView, shown: Panel) -> str:
    if not view.readable:
        return _("That says nothing about the record: the log’s store does not answer here. Try again in a minute.")
    if view.index is not None:
        return str(ABOUT_OTHERS.get(view.kind) or shown.interval.existed)
    if view.form == "sealed":
        return _(
            "Sealed records enter at fixed intervals, shuffled and with padding, so that the moment tells nobody "
            "anything."
        )
    return _("It is stored here and will be written within seconds. You may close this page.")
