"""Recorded works that resemble the file, and credentials that were found again through them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

NO_ACCUSATION = _("A look-alike accuses nobody, and whoever recorded first is not thereby right.")
NOT_BOUND = _("Nothing binds those credentials to this file; they speak of the recorded one.")

ENTRIES = (
    explained(
        _("The same bytes as a recorded work"),
        _("The file is a recorded work, byte by byte."),
        _("Whoever records a file is not thereby its author."),
        "likeness.exact",
    ),
    explained(
        _("A copy"),
        _(
            "The two lie on each other nearly everywhere; what differs is no more than scaling, cropping, filters "
            "or saving anew do."
        ),
        NO_ACCUSATION,
        "likeness.copy",
    ),
    explained(
        _("Content differs"),
        _(
            "The two lie on each other, and some part of what they show is not the same. Where there is evidence "
            "which of them was changed, the sentence names the evidence."
        ),
        _("Without such evidence it is not known which of the two was changed, and never by whom."),
        "likeness.differs",
        "likeness.differs.this.capture",
        "likeness.differs.this.proof",
        "likeness.differs.recorded.capture",
    ),
    explained(
        _("Two versions"),
        _("Somebody whom you do not go by recorded another version of the same picture, film or sound."),
        NO_ACCUSATION,
        "likeness.two_versions",
    ),
    explained(
        _("Made from each other"),
        _("The signed history of one of the two says that it was made from the other."),
        _("An edit that is declared is not a forgery."),
        "likeness.derived",
        "likeness.source",
    ),
    explained(
        _("Not compared closely"),
        _("Codes of the details fit, and nothing was kept of the recorded work that could be compared closely."),
        _("Whether anything differs is not known."),
        "likeness.uncompared",
    ),
    explained(
        _("Looks or sounds alike"),
        _("Codes of the two are near each other, and nothing confirms that they are the same."),
        _("They may be two shots of one scene, or of two things that look alike. A look-alike accuses nobody."),
        "likeness.similar",
        "likeness.similar.sound",
    ),
    explained(
        _("A similar work that was taken back"),
        _("A recorded work resembles the file, and whoever recorded it took that back."),
        _("Why it was taken back is not said there."),
        "likeness.retracted",
    ),
    explained(
        _("A similar work that waits"),
        _("Somebody asked to record a work that resembles the file; it has no place on the log yet."),
        NO_ACCUSATION,
        "likeness.waiting",
    ),
    explained(
        _("Several recorders of one work"),
        _("Different accounts recorded the same picture, film or sound."),
        _("The order of records does not say who made it."),
        "likeness.rivals",
    ),
    explained(
        _("No similar work found"),
        _("Among the works whose owners let them be found, none resembles the file."),
        _("Most files are on no record; that says nothing against this one."),
        "likeness.none",
        "likeness.none.beside",
    ),
    explained(
        _("Similar works could not be searched"),
        _("The index of recorded works did not answer, or there is too little in the file to search with."),
        _("What could not be searched is neither there nor missing."),
        "likeness.unavailable",
        "likeness.no_codes",
    ),
    explained(
        _("Recovered credentials"),
        _(
            "The file is a copy of a recorded work whose owner published its credentials; what they say is shown "
            "beside it."
        ),
        NOT_BOUND,
        "recovered.approximate",
        "recovered.approximate.unlisted",
    ),
    explained(
        _("Recovered credentials of a version that differs"),
        _("The recorded work has published credentials, and content of this file differs from it."),
        NOT_BOUND,
        "recovered.differing",
        "recovered.differing.unlisted",
    ),
    explained(
        _("Recovered, beside credentials of its own"),
        _("The file carries credentials itself, and others were recovered through a recorded work."),
        _("Only its own are bound to it."),
        "recovered.beside_own",
    ),
    explained(
        _("What another service says"),
        _("A service outside was asked and names published credentials of a work like this one."),
        _("Nothing here compared the two. It is that service’s word."),
        "recovered.said_elsewhere",
        "recovered.said_elsewhere.unlisted",
    ),
    explained(
        _("Nothing usable from another service"),
        _("A service outside knows nothing, could not be asked, or named credentials that do not hold by themselves."),
        _("That says nothing about the file."),
        "recovered.unusable",
        "recovered.nothing_elsewhere",
        "recovered.unavailable",
    ),
)
