"""What a page says when there is nothing to show: what is the matter, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class Problem:
    """One HTTP status in words."""

    status: int
    title: Words
    way_on: Words


PROBLEMS: dict[int, Problem] = {
    400: Problem(400, _("That request could not be understood."), _("Go back, and send the form once more.")),
    403: Problem(
        403,
        _("This page is not open to you."),
        _(
            "If the form stood open for long, load its page again and send it once more; cookies "
            "must be allowed for this site. Otherwise sign in."
        ),
    ),
    404: Problem(
        404,
        _("There is nothing at this address."),
        _(
            "A result is kept for a limited time and can be discarded earlier; a sealed record is shown to its own "
            "team only. Whether there ever was anything here cannot be said."
        ),
    ),
    405: Problem(
        405, _("This address is asked in another way."), _("Go to the start page and send the file from there.")
    ),
    413: Problem(
        413,
        _("This is larger than what is accepted here."),
        _("Images may have 100 MB, video and audio 800 MB. The command line tool reads files on your own machine."),
    ),
    429: Problem(
        429, _("Too many requests at once."), _("Wait a minute and try again. Nothing of your file was kept.")
    ),
    500: Problem(
        500,
        _("Something failed here."),
        _("It is our fault and says nothing about your file. Try again; if it fails again, tell the operator."),
    ),
    503: Problem(
        503,
        _("Something that this page stands on does not answer now."),
        _("That says nothing about any file or record, and nothing is lost. Try again in half a minute."),
    ),
}


def problem(status: int) -> Problem:
    """Return the words for one status; an unknown one counts as our fault."""
    return PROBLEMS.get(status, PROBLEMS[500])
