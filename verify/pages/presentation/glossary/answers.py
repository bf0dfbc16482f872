"""The answers that stand on top of a result."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

NOT_THE_SCENE = _("It does not show that the scene was real, or that a caption fits it.")
NOT_AGAINST = _("It says nothing against the file.")

ENTRIES = (
    explained(
        _("Could not be read"),
        _("The bytes could not be opened as any of the formats that are read here, so nothing in them was looked at."),
        _("It does not show that somebody damaged the file: copies are cut off on the way all the time."),
        "unreadable",
    ),
    explained(
        _("Credentials damaged"),
        _(
            "There are traces of content credentials in the file, but they break the rules of the standard or are "
            "cut off, so no step of them could be checked."
        ),
        _("It does not show who damaged them, or that the picture was touched."),
        "credentials_damaged",
    ),
    explained(
        _("Changed after signing"),
        _(
            "The newest step signed a digest of the bytes, and the bytes that are here give another one. Saving a "
            "file anew is enough for that."
        ),
        _("It does not show what was changed, by whom, when, or whether anybody meant ill."),
        "changed_after_signing",
    ),
    explained(
        _("A signer that your lists refuse"),
        _("A step was signed with a certificate that stands on a deny list which applies to you."),
        _("It does not show that this step is wrong; it shows that somebody you go by does not accept this signer."),
        "signer_denied",
        "signer_denied.one",
    ),
    explained(
        _("A problem in an earlier step"),
        _(
            "The newest step is as it was signed, but further back one step does not agree with what the next one "
            "took over. What lies behind it is not shown as history."
        ),
        _("It does not show that later steps are dishonest: whoever took the file over may not have noticed."),
        "problem_in_history",
        "problem_in_history.one",
    ),
    explained(
        _("A certificate has lapsed"),
        _(
            "The certificate that signed had run out by now, and no time stamp shows that the signature is older "
            "than its end."
        ),
        _("It does not show that anything was forged or changed. Lapsed is not the same as wrong."),
        "certificate_lapsed",
        "certificate_lapsed.one",
    ),
    explained(
        _("Signer unknown"),
        _(
            "The signature of the newest step fits the bytes, but none of your lists vouches for whoever made it. "
            "Anyone can make a certificate with any name."
        ),
        _("It does not show that anything was tampered with; the step may be entirely honest."),
        "signer_unknown",
        "signer_unknown.one",
    ),
    explained(
        _("An earlier signer unknown"),
        _(
            "The newest signer is on your lists, and at least one earlier step was signed by somebody who is on "
            "none of them."
        ),
        _("It does not show that the earlier step is dishonest, only that nobody you go by vouches for it."),
        "some_signers_unknown",
        "some_signers_unknown.several",
    ),
    explained(
        _("Credentials kept elsewhere"),
        _(
            "The file names an address where its credentials are kept. That address is not visited here, since a "
            "visit would tell somebody that you look at the file."
        ),
        _("It does not show whether those credentials exist, or what they say."),
        "credentials_elsewhere",
    ),
    explained(
        _("No credentials"),
        _("The file carries no content credentials. Most files carry none, and many services take them out."),
        _("It is no evidence of anything, neither for the file nor against it."),
        "no_credentials",
    ),
    explained(
        _("Every signer is on a list"),
        _(
            "Every step is as it was signed, and each signer is on one of your lists. The sentence names the lowest "
            "of these lists."
        ),
        _("It does not show that the scene was real, nor what a signer did before signing."),
        "all_signers_trusted",
        "all_signers_trusted.one",
    ),
    explained(
        _("Declared as made by AI"),
        _(
            "A signer on your lists says, in a step that is unchanged, that a generative model made this. Where a "
            "consent to a likeness was signed for it, the sentence names it."
        ),
        _("It is the signer’s declaration. That a file declares nothing does not show that no AI was used."),
        "declared_ai_generated",
        "declared_ai_generated.consented",
    ),
    explained(
        _("Declared as edited with AI"),
        _("A signer on your lists says, in a step that is unchanged, that generative AI was used in editing this."),
        _(
            "It does not show how much was edited, or where. That a file declares nothing does not show that no AI "
            "was used."
        ),
        "declared_ai_edited",
        "declared_ai_edited.consented",
    ),
    explained(
        _("Same as a record that counts for you"),
        _(
            "Exactly these bytes were put on record by your own organisation, by a recorder it lists, or by an "
            "author it counts."
        ),
        NOT_THE_SCENE,
        "same_as_record",
        "same_as_record.listed",
        "same_as_record.counted",
        "same_as_record.counted_for",
    ),
    explained(
        _("A copy of a recorded work"),
        _(
            "The picture, film or sound lies on a recorded work nearly everywhere. It may be smaller, cropped, "
            "captioned or saved anew."
        ),
        _("It does not show who made the work first, or that its scene was real."),
        "copy_of_record",
    ),
    explained(
        _("Differs from a recorded work"),
        _(
            "The file lies on a recorded work, and some part of what they show is not the same. Where evidence "
            "points to one of the two as the one that was changed, the sentence says which evidence."
        ),
        _("Without such evidence it does not show which of the two was changed, and never who did it."),
        "differs_from_record",
        "differs_from_record.this_capture",
        "differs_from_record.this_proof",
        "differs_from_record.recorded_capture",
    ),
    explained(
        _("Signed by a camera’s key"),
        _(
            "A key inside a camera or phone signed exactly these bytes as they were taken, and a root on your lists "
            "vouches for that key."
        ),
        _("It does not show that the scene was real: a camera cannot tell a scene from a screen or a print of one."),
        "captured",
        "camera.captured",
    ),
)
