"""Consents to the likeness of a person, and objections to its use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

NOT_WHO = _("Whether the person who signed is the one whom the work shows is not checked.")
MAYBE_ELSEWHERE = _("Whether a consent was needed, or was given elsewhere, is not known here.")

ENTRIES = (
    explained(
        _("A consent that covers this"),
        _("A key whose owner you can tell signed a consent for this work, this purpose and this time."),
        NOT_WHO,
        "consent.covers",
    ),
    explained(
        _("A consent of somebody unknown"),
        _("A consent is signed, and nobody you go by says whose key that is."),
        _("Anyone can sign such a consent in any name."),
        "consent.unvouched",
    ),
    explained(
        _("A consent that waits or could not be checked"),
        _("A consent was handed in; it has no place on the log yet, or its signature could not be asked about."),
        _("That says nothing for or against it."),
        "consent.waiting",
        "consent.unavailable",
    ),
    explained(
        _("A consent whose signature does not fit"),
        _("What was handed in as a consent was not signed by the key that it names."),
        _("It does not show who handed it in, and does not say that no consent exists."),
        "consent.broken",
    ),
    explained(
        _("A consent for another work"),
        _("The consent names another work, or a work to which nothing shows this one to belong."),
        MAYBE_ELSEWHERE,
        "consent.other_work",
        "consent.not_a_member",
    ),
    explained(
        _("A consent that was taken back"),
        _("Whoever gave the consent took it back at the day that is named."),
        _("When this was published is not known here; before that day it may have been covered."),
        "consent.revoked",
    ),
    explained(
        _("A consent of a revoked key"),
        _(
            "The key that signed was declared not to be its owner’s any more, and nothing shows that the consent is "
            "older."
        ),
        MAYBE_ELSEWHERE,
        "consent.key_revoked",
    ),
    explained(
        _("A consent for another time"),
        _("The term of the consent has not begun, or is over."),
        _("When this was published is not known here."),
        "consent.not_yet",
        "consent.ended",
    ),
    explained(
        _("A consent for another use or user"),
        _("The consent is for another purpose, or for somebody else than who uses it here."),
        MAYBE_ELSEWHERE,
        "consent.other_purpose",
        "consent.other_grantee",
    ),
    explained(
        _("A consent given to oneself"),
        _(
            "Who signed the consent is also who is allowed something by it, so nobody apart from the user vouches "
            "for it."
        ),
        NOT_WHO,
        "consent.own_grantee",
    ),
    explained(
        _("A consent for another track"),
        _("Pictures and sound can be consented to apart, and no consent covers the track that this file has."),
        MAYBE_ELSEWHERE,
        "consent.other_track",
        "consent.none_for_track",
    ),
    explained(
        _("No consent on record"),
        _("The file declares a likeness made with AI, and no consent that counts is on record here."),
        _("Whether a real person is shown, and whether a consent was needed or given elsewhere, is not known here."),
        "consent.none",
        "consent.none_that_counts",
    ),
    explained(
        _("An objection that was agreed to"),
        _(
            "Somebody who says to be shown, or to speak for who is, objected to this use; the desk of this "
            "installation looked at it and agreed."
        ),
        _("It is that desk’s decision on the use of a likeness, not on what the work shows."),
        "consent.objection",
    ),
)
