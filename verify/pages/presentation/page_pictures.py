"""The list of what a page shows: where each thing lies, what the page says of it, and how its check stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verify.cases.listing import Listed
from verify.cases.models import Verification, VerificationState
from verify.pages.presentation.refusal import refused
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import Sign, Words

KINDS: dict[str, Words] = {
    "image": gettext_lazy("picture"),
    "video": gettext_lazy("film"),
    "audio": gettext_lazy("recording"),
}
LONGEST_NAME = 70  # the end of an address tells pictures of one site apart; the rest is the same for all
NOT_CHOSEN = Sign("not-checked", gettext_lazy("not checked"), "quiet")
RUNNING = Sign("hour", gettext_lazy("being checked"), "quiet")
ANSWERED = Sign("document", gettext_lazy("the answer is ready"))
FAILED = Sign("unavailable", gettext_lazy("our fault, not the file’s"))


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One thing on the page; `link` leads to its check, `running` says that news will come."""

    place: int
    icon: str
    kind: Words
    name: str
    site: str
    words: str
    sign: Sign
    link: str = ""
    running: bool = False


@dataclass(frozen=True, slots=True)
class PagePictures:
    """The whole list; `gone` says that it was forgotten meanwhile."""

    sentence: str
    rows: tuple[PictureRow, ...]

    @property
    def running(self) -> bool:
        """Say whether a check of one of them goes on."""
        return any(row.running for row in self.rows)

    @property
    def choosable(self) -> int:
        """Count what was not chosen yet."""
        return sum(not row.link for row in self.rows)


def page_pictures(found: Sequence[Listed]) -> PagePictures:
    """Return the list as it is shown."""
    sentence = _mixed if any(one.item.kind != "image" for one in found) else _pictures
    return PagePictures(sentence(len(found)), tuple(_row(one) for one in found))


def _pictures(count: int) -> str:
    return ngettext(
        "The link leads to a page. One picture was found on it.",
        "The link leads to a page. %(count)d pictures were found on it.",
        count,
    ) % {"count": count}


def _mixed(count: int) -> str:
    return ngettext(
        "The link leads to a page. One film or recording was found on it.",
        "The link leads to a page. %(count)d pictures, films and recordings were found on it.",
        count,
    ) % {"count": count}


def _row(one: Listed) -> PictureRow:
    address = urlsplit(one.item.url)
    name = unquote(address.path.rstrip("/").rpartition("/")[2]) or address.path
    return PictureRow(
        place=one.place,
        icon=one.item.kind if one.item.kind in KINDS else "file",
        kind=KINDS.get(one.item.kind, _("file")),
        name=isolated(name[-LONGEST_NAME:], LONGEST_NAME),
        site=visible(address.netloc, LONGEST_NAME),
        words=isolated(one.item.words) if one.item.words else "",
        sign=_sign(one.check),
        link=reverse("pages:progress", args=[one.check.pk]) if one.check else "",
        running=one.check is not None and not one.check.is_finished,
    )


def _sign(check: Verification | None) -> Sign:
    if check is None:
        return NOT_CHOSEN
    if check.state == VerificationState.REFUSED:
        return Sign("unavailable", refused(check.refusal_code, check.refusal_params).sentence)
    if check.state == VerificationState.FAILED:
        return FAILED
    return ANSWERED if check.is_finished else RUNNING
