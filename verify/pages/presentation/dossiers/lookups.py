"""The history of look-ups in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from verify.dossiers.models import Lookup
from verify.pages.presentation.dossiers.desk import named
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import HEADLINES, Words

KINDS: Final[dict[str, Words]] = {
    "file": _("A file"),
    "link": _("A link: where it led is not kept"),
    "sha256": _("A SHA-256"),
    "tx": _("A transaction"),
    "author": _("An author"),
    "record": _("A record"),
}


@dataclass(frozen=True, slots=True)
class LookupLine:
    """One look-up; `link` leads to the answer while it is here."""

    what: Words
    value: str
    answer: Words
    link: str
    by: Words
    at: Moment


def lookup_lines(found: Iterable[Lookup]) -> tuple[LookupLine, ...]:
    """Look-ups in the order in which they come."""
    return tuple(
        LookupLine(
            what=KINDS.get(one.kind, one.kind),
            value=isolated(one.value, 80) if one.value else "",
            answer=HEADLINES[one.headline].word if one.headline in HEADLINES else "",
            link=reverse("pages:result", args=[one.verification]) if one.verification else "",
            by=named(one.by),
            at=moment(one.at),
        )
        for one in found
    )
