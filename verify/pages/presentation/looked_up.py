"""What came of looking up one line of text: how it was read, what was found, and as what else it could be read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from provenance.on_record import SeenRecord, record_findings
from provenance.types import State
from verify.cases.lookups import PATTERNS, Wanted, read_as
from verify.ledger.models import Record
from verify.ledger.selectors.transactions import AnchoredTree
from verify.pages.presentation.chronology.anchors import AnchorRow, anchor_rows
from verify.pages.presentation.line import Line
from verify.pages.presentation.moments import moment
from verify.pages.presentation.on_record import record_lines
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import STATES, Sign, Words

NAMES: dict[Wanted, Words] = {
    Wanted.LINK: gettext_lazy("a link"),
    Wanted.SHA256: gettext_lazy("a SHA-256"),
    Wanted.TRANSACTION: gettext_lazy("a transaction"),
    Wanted.AUTHOR: gettext_lazy("an author"),
    Wanted.RECORD: gettext_lazy("a record"),
}
SHAPES: dict[Wanted, Words] = {
    Wanted.LINK: gettext_lazy("A link begins with https:// and names a site."),
    Wanted.SHA256: gettext_lazy("A SHA-256 has 64 characters, 0 to 9 and a to f."),
    Wanted.TRANSACTION: gettext_lazy("A transaction has 0x and 64 characters, 0 to 9 and a to f."),
    Wanted.AUTHOR: gettext_lazy("An author is 0x and 40 characters, a number, a domain, or begins with did:."),
    Wanted.RECORD: gettext_lazy("A record has a number, or a name of 22 letters and digits."),
}
SHOWN = 120  # characters of what was asked; a digest fits, a long link is known to who pasted it


@dataclass(frozen=True, slots=True)
class LookedUp:
    """One answer; `others` are the kinds that the line may be read as instead, `fetch` offers to fetch the link."""

    asked: str
    wanted: Wanted | None
    sign: Sign
    sentence: str
    why: str = ""
    lines: tuple[Line, ...] = ()
    anchors: tuple[AnchorRow, ...] = ()
    root: str = ""
    limits: tuple[str, ...] = ()
    fetch: bool = False
    trouble: str = ""

    @property
    def read_as(self) -> Words:
        """Return what the line was read as."""
        return NAMES[self.wanted] if self.wanted else ""

    @property
    def others(self) -> tuple[tuple[str, Words], ...]:
        """Return the other kinds that the line may be, with their names."""
        fits = (kind for kind in NAMES if kind is not self.wanted and read_as(self.asked, kind))
        return tuple((kind.value, NAMES[kind]) for kind in fits)

    @property
    def shown(self) -> str:
        """Return the line, harmless to read."""
        return visible(self.asked, SHOWN)


@dataclass(frozen=True, slots=True)
class Ask:
    """The box: the table by which its script guesses (JSON), every kind with its name, and what stands in it."""

    patterns: str
    kinds: tuple[tuple[str, Words], ...]
    value: str = ""
    kind: str = ""


def ask(value: str = "", kind: Wanted | None = None) -> Ask:
    """Return the box, with what was typed before."""
    patterns = json.dumps([[name.value, pattern] for name, pattern in PATTERNS])
    return Ask(patterns, tuple((one.value, name) for one, name in NAMES.items()), value, kind or "")


def not_understood(asked: str, wanted: Wanted | None) -> LookedUp:
    """Say that a line looks like nothing that is looked up, or not like what it was said to be."""
    trouble = SHAPES[wanted] if wanted else _("Paste one of them whole, without other words around it.")
    sentence = (
        _("This cannot be read as %(kind)s.") % {"kind": NAMES[wanted]}
        if wanted
        else _("This looks like none of the things that can be looked up.")
    )
    return LookedUp(asked, wanted, STATES[State.NOT_CHECKED], sentence, trouble=str(trouble))


def of_digest(asked: str, found: Sequence[SeenRecord] | None, at: datetime) -> LookedUp:
    """Tell the open records of exactly these bytes; None where they cannot be asked for now."""
    limits = (
        _("A copy that was cropped, captioned or saved anew has another SHA-256. Send the file itself to find those."),
        _("Sealed records answer nobody by their SHA-256."),
    )
    answer = LookedUp(asked, Wanted.SHA256, STATES[State.ABSENT], "", limits=limits)
    if found is None:
        sentence = _("The records cannot be asked now. That says nothing about the file.")
        return replace(answer, sign=STATES[State.UNAVAILABLE], sentence=sentence)
    if not found:
        why = _("Most files were never recorded anywhere. That says nothing against this one.")
        return replace(answer, sentence=_("No open record here holds exactly these bytes."), why=why)
    sentence = ngettext(
        "One open record here holds exactly these bytes.",
        "%(count)d open records here hold exactly these bytes.",
        len(found),
    ) % {"count": len(found)}
    lines = record_lines(record_findings(found, at))
    return replace(answer, sign=Sign("holds", _("on record")), sentence=sentence, lines=lines)


def of_transaction(asked: str, found: Sequence[AnchoredTree]) -> LookedUp:
    """Tell which state of the log a transaction anchors."""
    limits = (_("Only transactions that anchor this log are known here; others are no business of it."),)
    answer = LookedUp(asked, Wanted.TRANSACTION, STATES[State.ABSENT], "", limits=limits)
    if not found:
        why = _("It may anchor another log, or something else altogether. An explorer of its chain shows more.")
        return replace(answer, sentence=_("This transaction anchors no checkpoint of this log."), why=why)
    tree = found[0]
    return replace(
        answer,
        sign=Sign("holds", _("an anchor of this log")),
        sentence=_("It anchors the first %(size)d entries of this log.") % {"size": tree.line.size or 0},
        why=_("Every record with a smaller number was there by then. The chain vouches for the time, not this site."),
        anchors=anchor_rows(tuple(one.line for one in found)),
        root=tree.root,
    )


def of_author(asked: str) -> LookedUp:
    """Say that nobody is known by such an address, number or domain; that says nothing about them."""
    return LookedUp(
        asked,
        Wanted.AUTHOR,
        STATES[State.ABSENT],
        _("Nobody is known here by that."),
        why=_("No key, number or bound domain of an author here fits it. Most authors sign nowhere; it is no sign."),
        limits=(_("What a wallet did on its network is no business of this site, and was not asked."),),
    )


def of_record(asked: str) -> LookedUp:
    """Say that no record of this number or name is here for this reader."""
    why = _("It may be a record of another installation, or one that is sealed and not your team’s.")
    return LookedUp(asked, Wanted.RECORD, STATES[State.ABSENT], _("There is no such record here for you."), why=why)


def of_link(asked: str, records: Sequence[Record], names: Sequence[str]) -> LookedUp:
    """Tell who recorded a work and named this link with it; nothing was fetched."""
    sentence = ngettext("One open record names this link.", "%(count)d open records name this link.", len(records)) % {
        "count": len(records)
    }
    return LookedUp(
        asked,
        Wanted.LINK,
        Sign("holds", _("on record")),
        sentence,
        why=_("The link was not fetched: whether what is there now is what was recorded, only a check of it shows."),
        lines=tuple(_of_link(record, name) for record, name in zip(records, names, strict=True)),
        limits=(_("Whoever records a work can name any link with it. That a link is named is their word, not ours."),),
        fetch=True,
    )


def _of_link(record: Record, name: str) -> Line:
    text = _("%(recorder)s recorded a work and said that it is found under this link. It was entered here on %(at)s.")
    at = moment(record.created).text
    return Line(
        _("On record"), Sign("holds", _("named by its recorder")), text % {"recorder": name, "at": at}, record.pk
    )
