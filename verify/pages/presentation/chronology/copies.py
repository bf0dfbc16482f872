"""What the owner of a record allows so that copies of it are found: three choices in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.cases.indexing import IndexChoice
from verify.pages.presentation.words import Words

OPEN: tuple[tuple[str, Words, Words], ...] = (
    (
        "findable",
        _("Find copies of it by its fingerprint"),
        _(
            "Codes of it are kept in an index of this installation that nobody can read. Whoever checks a copy, "
            "cropped, captioned or saved anew, is told of this record."
        ),
    ),
    (
        "comparable",
        _("Say where a copy differs"),
        _("A small version, at most 512 pixels, is kept for comparing. Nobody but your team sees it."),
    ),
    (
        "showable",
        _("Show that small version beside copies"),
        _("Everybody who checks a copy then sees both side by side."),
    ),
)
SEALED: tuple[tuple[str, Words, Words], ...] = (
    (
        "findable",
        _("Let my own team find copies of it"),
        _("Codes of it are kept in the index, for your team’s questions alone. Erasing the record takes them out."),
    ),
    (
        "comparable",
        _("Say where a copy differs"),
        _("A small version, at most 512 pixels, is kept for comparing. Nobody but your team sees it."),
    ),
)
SAVED: Words = _("Saved. What you took back is being taken out of the index.")


@dataclass(frozen=True, slots=True)
class CopyOption:
    """One choice: its field, its label, what it means, and whether it is ticked; `id` is unique on a page."""

    name: str
    id: str
    label: Words
    meaning: Words
    ticked: bool


def copy_options(form: str, choice: IndexChoice | None = None, *, may_be_shown: bool = True) -> tuple[CopyOption, ...]:
    """Return the choices for an open or a sealed record, as they are by default or as they were made."""
    standing = choice or (IndexChoice.OPEN_DEFAULT if form == "open" else IndexChoice.SEALED_DEFAULT)
    offered = [one for one in (OPEN if form == "open" else SEALED) if may_be_shown or one[0] != "showable"]
    return tuple(CopyOption(name, f"{form}-{name}", *words, getattr(standing, name)) for name, *words in offered)


def chosen(sent: Mapping[str, object], form: str) -> IndexChoice:
    """Return what a posted form allows; a sealed record is shown to nobody, whatever was sent."""
    return IndexChoice(
        findable=bool(sent.get("findable")),
        comparable=bool(sent.get("comparable")),
        showable=form == "open" and bool(sent.get("showable")),
    )
