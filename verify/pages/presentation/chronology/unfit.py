"""Why something brought to the bundle page was not checked, and what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Words

TROUBLES: dict[str, tuple[Words, Words]] = {
    "nothing": (_("Nothing was chosen."), _("Choose a bundle, or a report together with its signature.")),
    "half": (
        _("A report and its signature belong together."),
        _("Choose both files: report.json and report.note. Or choose the zip in which they came."),
    ),
    "unreadable": (
        _("This is not a bundle as Firstlight writes them."),
        _(
            "Ask for the file anew: mail programs and chats sometimes pack or cut it. This says nothing about "
            "what it holds."
        ),
    ),
    "report": (
        _("These are not a report of Firstlight and its signature."),
        _("Choose report.json and report.note as they were downloaded. This says nothing about what they hold."),
    ),
    "too_large": (
        _("This is larger than any bundle or report."),
        _("A bundle has at most 8 MB. The picture or film itself goes into the field for the file."),
    ),
    "report_too_large": (
        _("This report is longer than any that is read on this page."),
        _(
            "Nearly all have less than 512 kB. The command reads a bundle with a report of up to 4 MB on your own "
            "machine. This says nothing about what it holds."
        ),
    ),
    "media": (
        _("The file did not arrive whole."),
        _(
            "It is larger than what is accepted here, or there is no room right now. The command checks files of "
            "any size."
        ),
    ),
}


def unfit(code: str) -> tuple[Words, Words]:
    """Return what is the matter, and what to do."""
    return TROUBLES[code]
