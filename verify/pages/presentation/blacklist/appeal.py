"""One appeal as its owner's page shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from verify.blacklist.selectors import AppealView
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Sign, Words

SIGNS: Final[dict[str, Sign]] = {
    "proving": Sign("hour", _("waiting for the camera")),
    "proved": Sign("hour", _("being compared")),
    "matched": Sign("hour", _("with the maintainers")),
    "not_the_device": Sign("untrusted", _("another camera"), "look"),
    "upheld": Sign("holds", _("agreed to")),
    "declined": Sign("absent", _("not agreed to"), "quiet"),
    "timed_out": Sign("holds", _("decided by time")),
    "ended": Sign("absent", _("ended"), "quiet"),
}
NEXT: Final[dict[str, Words]] = {
    "proving": _("Nothing counts before the camera of this case has signed the card below."),
    "proved": _("The maintainers’ own machines compare the key with that of the case. That takes some minutes."),
    "matched": _("It is the camera of this case. Maintainers who had no part in the first decision look at it now."),
    "not_the_device": _(
        "The card was signed by another camera than the one of this case. Begin a new appeal with the right one."
    ),
    "upheld": _("The maintainers agreed with you. The next edition of the list says so."),
    "declined": _("The maintainers did not agree. That does not say that you are wrong; you can appeal again later."),
    "timed_out": _("Nobody decided in time, so the appeal won. The next edition of the list says so."),
    "ended": _(
        "The time of this appeal is over, or what it was about has ended. Nothing was decided about the device."
    ),
}


@dataclass(frozen=True, slots=True)
class AppealPage:
    """What an owner is shown."""

    number: str
    sign: Sign
    next: Words
    by: Moment | None
    asks: bool
    open: bool
    challenge: str = field(repr=False)


def appeal_page(one: AppealView) -> AppealPage:
    """Return how an appeal stands, in words."""
    return AppealPage(
        number=one.number,
        sign=SIGNS[one.state],
        next=NEXT[one.state],
        by=moment(one.by) if one.by else None,
        asks=one.state == "proving",
        open=one.state in ("proving", "proved", "matched"),
        challenge=one.challenge,
    )
