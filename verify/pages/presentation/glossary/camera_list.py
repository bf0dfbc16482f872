"""The list of cameras that maintainers keep together, and that is asked without telling it which camera is meant."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

ADVICE = _("It is advice of several maintainers together; it does not show that this file was changed.")
NOTHING_KNOWN = _("What was not asked is neither listed nor unlisted. It says nothing about the file.")

ENTRIES = (
    explained(
        _("On the camera list"),
        _(
            "Several maintainers decided together that keys or software of this camera are not to be relied on, for "
            "the reason and since the day that are named."
        ),
        ADVICE,
        "camera_list.listed",
    ),
    explained(
        _("Questioned by the camera list"),
        _(
            "The maintainers have put a question mark at this camera, or at some versions of it; nothing was "
            "decided for good."
        ),
        ADVICE,
        "camera_list.questioned",
        "camera_list.questioned.version_not_known",
    ),
    explained(
        _("Listed for another time"),
        _(
            "The camera is on the list, for captures of a time into which this one does not fall by the evidence of "
            "others."
        ),
        ADVICE,
        "camera_list.listed_later",
    ),
    explained(
        _("An entry that your organisation leaves out"),
        _("The camera is on the list, and your organisation decided not to go by this entry."),
        ADVICE,
        "camera_list.not_followed",
    ),
    explained(
        _("Not on the camera list"),
        _("The list was asked about everything in the file that names a camera, and knows none of it."),
        _("That a camera is on no list shows nothing about what it took."),
        "camera_list.not_listed",
    ),
    explained(
        _("The camera list was not asked"),
        _(
            "Nothing in the file names a camera in a way that may be asked about, or as much was asked as is "
            "allowed. A bare serial number is not asked about: anybody could have written it."
        ),
        NOTHING_KNOWN,
        "camera_list.not_asked",
        "camera_list.not_asked.no_ids",
        "camera_list.not_asked.serial_not_proven",
        "camera_list.not_asked.id_unreadable",
        "camera_list.not_asked.too_many",
        "camera_list.not_asked.budget",
    ),
    explained(
        _("The camera list could not be asked"),
        _(
            "No edition of the list that is signed and in date is here, too few of its key holders answered, or the "
            "day’s questions are used up."
        ),
        NOTHING_KNOWN,
        "camera_list.unavailable",
        "camera_list.unavailable.list",
        "camera_list.unavailable.holders",
        "camera_list.unavailable.budget",
    ),
)
