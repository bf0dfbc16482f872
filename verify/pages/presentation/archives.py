"""Archived posts in words: where one stands, what came, what did not, and what it shows and does not show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from verify.archiving.codes import INTERRUPTED, NO_ROOM, NO_TIME, TOO_LARGE, TOO_MANY, UNREAD
from verify.archiving.models import Archive, ArchiveState, Shot
from verify.fetch.sentences import sentence
from verify.pages.presentation.moments import Moment, day, moment
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import Sign, Words

SHOWS: Words = _lazy(
    "This shows that this server received these bytes from this address at this time. It does not show that the "
    "post’s content is so, nor that others were sent the same."
)
STATES: dict[str, Sign] = {
    ArchiveState.WAITING: Sign("hour", _lazy("being made"), "quiet"),
    ArchiveState.MADE: Sign("document", _lazy("kept")),
    ArchiveState.REFUSED: Sign("absent", _lazy("nothing came"), "quiet"),
    ArchiveState.FAILED: Sign("unavailable", _lazy("our fault"), "quiet"),
}
SHOTS: dict[str, Words] = {
    Shot.NOT_ASKED: "",
    Shot.MADE: "",
    Shot.NO_BROWSER: _lazy("No screenshot: this installation has no browser."),
    Shot.FAILED: _lazy("No screenshot: the browser did not show the page in time."),
}
OWN: dict[str, Words] = {
    TOO_LARGE: _lazy("More came than is kept of one post. Archive the picture itself by its own address."),
    INTERRUPTED: _lazy("The work was interrupted twice. That says nothing about the post. Try again later."),
}
LEFT_OUT: dict[str, Words] = {
    UNREAD: _lazy("the page could not be read for its pictures"),
    TOO_MANY: _lazy("further down on the page than is followed"),
    NO_TIME: _lazy("there was no time left for it"),
    NO_ROOM: _lazy("there was no room left for it"),
    "link.too_large": _lazy("larger than is fetched of one picture"),
}
LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """One archive in a list."""

    link: str
    address: str
    sign: Sign
    at: Moment
    by: str


@dataclass(frozen=True, slots=True)
class ArchiveShown:
    """One archive on its page."""

    sign: Sign
    address: str
    final: str
    asked: Moment
    received: Moment | None
    until: Moment
    by: str
    trouble: Words
    size: str
    sha256: str
    came: str
    left_out: tuple[str, ...]
    no_shot: Words
    waiting: bool
    made: bool
    has_shot: bool


def archive_lines(found: Sequence[Archive]) -> tuple[ArchiveLine, ...]:
    """Return the rows of a list."""
    return tuple(
        ArchiveLine(
            reverse("pages:archive", args=[one.pk]), _address(one.url), STATES[one.state], moment(one.asked), _by(one)
        )
        for one in found
    )


def archive_shown(found: Archive) -> ArchiveShown:
    """Return what the page of an archive says."""
    made = found.state == ArchiveState.MADE
    return ArchiveShown(
        sign=STATES[found.state],
        address=_address(found.url),
        final=_address(found.final_url) if found.final_url not in {"", found.url} else "",
        asked=moment(found.asked),
        received=moment(found.received) if found.received else None,
        until=day(found.keep_until),
        by=_by(found),
        trouble=_trouble(found),
        size=filesizeformat(found.size),
        sha256=found.sha256,
        came=_came(found.pictures),
        left_out=tuple(_left_out(code, count) for code, count in found.left_out.items()),
        no_shot=SHOTS[found.shot],
        waiting=found.state == ArchiveState.WAITING,
        made=made,
        has_shot=made and found.shot == Shot.MADE,
    )


def note_of(found: Archive, address: str) -> str:
    """Return the words with which an archive is put into a dossier: its address here, its digest, and what it shows."""
    at = moment(found.received or found.asked).text
    return "\n".join((
        _("Archived post: %(url)s") % {"url": visible(found.url, LONGEST_ADDRESS)},
        _("Received %(at)s") % {"at": at},
        f"SHA-256 {found.sha256}",
        address,
        str(SHOWS),
    ))  # fmt: skip


def _trouble(found: Archive) -> Words:
    if not found.code:
        return ""
    return OWN.get(found.code) or sentence(found.code, found.params)


def _came(pictures: int) -> str:
    if not pictures:
        return _("the page, without pictures")
    return ngettext("the page and %d picture", "the page and %d pictures", pictures) % (pictures,)


def _left_out(code: str, count: int) -> str:
    why = str(LEFT_OUT.get(code) or sentence(code, {}))
    return _("%(count)d × %(why)s") % {"count": count, "why": why}


def _address(url: str) -> str:
    return isolated(url, LONGEST_ADDRESS)


def _by(found: Archive) -> str:
    return isolated(found.by.get_username(), 80) if found.by else _("somebody whose account is gone")
