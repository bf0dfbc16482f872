"""Files that were refused, previews, and what a file claims about itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

NOT_ABOUT_CONTENT = _("A refusal says nothing about what the file shows, and nothing of the file is kept.")
UNSIGNED = _("Unsigned entries can be written by anyone; a clock or a program may simply be wrong.")

ENTRIES = (
    explained(_("An empty file"), _("The file holds no bytes at all."), NOT_ABOUT_CONTENT, "refused.empty"),
    explained(
        _("A file that is too large"),
        _(
            "The file, its pixels, its frames or its parts go beyond what is opened here. Limits keep a single file "
            "from occupying the whole installation."
        ),
        NOT_ABOUT_CONTENT,
        "refused.too_large",
        "refused.too_many_pixels",
        "refused.too_many_frames",
        "refused.too_complex",
    ),
    explained(
        _("A type that is not read"),
        _("The content of the file is of no type that can be checked here, whatever its name says."),
        NOT_ABOUT_CONTENT,
        "refused.unknown_type",
    ),
    explained(
        _("A damaged file"),
        _("The file is cut off, or its structure does not hold, so it cannot be opened to its end."),
        _("It does not show who damaged it. Copies break on the way."),
        "refused.damaged",
        "refused.structure",
    ),
    explained(
        _("A file with active content"),
        _("The file contains script, actions or references to other places, and such files are not opened."),
        _("It does not show that the script does harm."),
        "refused.active_content",
    ),
    explained(
        _("Opening took too long"),
        _("The sandbox in which files are opened reached its limit of time or memory."),
        NOT_ABOUT_CONTENT,
        "refused.limits_reached",
    ),
    explained(
        _("A file that belongs beside another"),
        _(
            "What was sent is a detached set of credentials or a camera’s signature, or was given as one and is "
            "none. Such a file is read together with the picture, film or recording it belongs to."
        ),
        NOT_ABOUT_CONTENT,
        "refused.sidecar_alone",
        "refused.not_a_sidecar",
        "refused.capture_alone",
        "refused.not_a_capture",
    ),
    explained(
        _("Opened completely"),
        _("The picture was decoded to its end without errors."),
        _("That a picture can be opened shows nothing about what it shows."),
        "preview.decoded",
    ),
    explained(
        _("No preview"),
        _(
            "Only the header or the structure was read, because of the size or the type of the file, so there is no "
            "small picture of it."
        ),
        _("Credentials are checked all the same. It says nothing against the file."),
        "preview.header_only",
        "preview.streams_read",
        "preview.no_decoder",
    ),
    explained(
        _("Dates that do not fit"),
        _("The file’s own date, which is unsigned, lies after its oldest signature or in the future."),
        UNSIGNED,
        "claims.date_after_signing",
        "claims.date_in_future",
    ),
    explained(
        _("Cameras or programs that do not fit"),
        _("The unsigned entries name another camera, or a program, than the signed steps do."),
        UNSIGNED,
        "claims.camera_differs",
        "claims.software_not_in_history",
    ),
    explained(
        _("Unsigned entries about AI"),
        _("An unsigned entry says that AI was used and no signed step does, or the other way round."),
        _("Anyone can add or remove such an entry. The signed step counts for more."),
        "claims.ai_label_unsigned",
        "claims.camera_but_generated",
    ),
)
