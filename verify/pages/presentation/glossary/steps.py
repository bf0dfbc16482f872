"""What is found out about single steps of a history, and about the credentials as a whole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

ANYONE = _("Anyone can write a name, a time or a label into credentials of their own.")
IDENTITY_ONLY = _("It says who stands behind the step, not that what the step says is so.")

ENTRIES = (
    explained(
        _("A step is unchanged"),
        _("What this step signed is what the file still holds."),
        _("It does not show that what the signer declared is so, only that it was declared and not altered since."),
        "step.intact",
    ),
    explained(
        _("A step was changed"),
        _("The bytes are no longer what this step signed."),
        _("It does not show who changed them, when, or why. Many services save files anew without ill will."),
        "step.changed",
    ),
    explained(
        _("A later signer noted a problem"),
        _(
            "When this step was taken over into the next one, the software of the next signer found that it did not "
            "hold, and wrote that down."
        ),
        _("It says something about this step, not about the whole file, and not about who is to blame."),
        "step.recorded_failure",
    ),
    explained(
        _("A step cannot be checked"),
        _("The credentials of this step do not follow the standard, so a check has nothing to go by."),
        _("It does not show that the step is wrong. What cannot be checked is not thereby invalid."),
        "step.not_checkable",
    ),
    explained(
        _("Signer on the official list"),
        _(
            "The certificate leads to a root on the official list of claim signers, which the conformance programme "
            "of the standard keeps."
        ),
        IDENTITY_ONLY,
        "signer.official",
    ),
    explained(
        _("Signer on the interim list"),
        _(
            "The certificate leads to a root on the list that was used before the official one and is frozen now. "
            "It asked for less, so it is a lower tier."
        ),
        IDENTITY_ONLY,
        "signer.interim",
    ),
    explained(
        _("Signer on your newsroom’s list"),
        _("Your own organisation put this signer’s root on its list."),
        _("Others may not go by your list; to them this signer may be unknown."),
        "signer.newsroom",
    ),
    explained(
        _("Signer on no list"),
        _("The signature fits, and nobody on your lists vouches for whoever made it."),
        _("It does not show that the step is dishonest. Unknown is not the same as tampered with."),
        "signer.unknown",
    ),
    explained(
        _("Signer on the deny list"),
        _("The certificate stands on a list of signers that are refused, with you or with this installation."),
        _("It does not show what is wrong with this one step."),
        "signer.denied",
    ),
    explained(
        _("Time stamped"),
        _("A time-stamp authority on your lists signed that this signature existed by that time."),
        _("It does not show when the picture was taken; what was signed may be older."),
        "time.trusted",
    ),
    explained(
        _("Time not vouched for"),
        _("The signature names a time, and no authority on your lists stands behind it."),
        ANYONE,
        "time.unverified",
    ),
    explained(
        _("Lapsed without a time stamp"),
        _("The certificate’s term is over, and nothing shows that it signed while the term ran."),
        _("Lapsed does not mean altered, and is no sign of forgery."),
        "time.lapsed",
    ),
    explained(
        _("No time given"),
        _("The signature carries no time at all."),
        _("It does not show that it is old or new. Most signatures of phones carry none."),
        "time.none",
    ),
    explained(
        _("AI declared in a step"),
        _("This step says that a generative model made it, or was used in it."),
        _("It is the word of whoever signed the step; how much was made that way is not shown."),
        "ai.generated_declared",
        "ai.edited_declared",
    ),
    explained(
        _("An AI label of an unknown party"),
        _("Somebody whom nobody on your lists vouches for labelled the file as made or edited with AI."),
        _("Anyone can add such a label to anybody’s picture, also to discredit it."),
        "ai_label_unverified",
    ),
    explained(
        _("Redaction"),
        _(
            "A part of what an earlier step had written down was taken out on purpose, for instance a place or a "
            "name, and that was signed."
        ),
        _("It is no edit of the picture, and does not show what the withheld part said."),
        "redaction.declared",
    ),
    explained(
        _("Files without credentials went in"),
        _("The step used other files, for instance as parts of a montage, that carried no credentials."),
        _("It does not show what those files were. Most files carry none."),
        "ingredient.without_credentials",
    ),
    explained(
        _("An identity on a list"),
        _(
            "A person or organisation attached their identity to the step, and a list of identities you go by "
            "vouches for whoever issued it."
        ),
        IDENTITY_ONLY,
        "identity.listed",
    ),
    explained(
        _("An identity on no list"),
        _("An identity is attached and its signature may fit, but nobody you go by vouches for whoever issued it."),
        _("Anybody can make such a certificate with any name. That does not show that the name is wrong."),
        "identity.untrusted",
    ),
    explained(
        _("An identity that has lapsed"),
        _(
            "The certificate of the attached identity is not valid at this time, and nothing shows that it was used "
            "while it was."
        ),
        _("Lapsed does not mean altered."),
        "identity.lapsed",
    ),
    explained(
        _("An identity that is refused"),
        _("Who attached the identity stands on a list of refused signers."),
        _("It does not show that the step itself does not hold."),
        "identity.denied",
    ),
    explained(
        _("An identity that a service collected"),
        _(
            "A service says whose accounts or names belong to the step. Whether that service is to be believed is "
            "not checked here."
        ),
        _("It does not show that those accounts belong to the signer."),
        "identity.aggregated",
    ),
    explained(
        _("An identity for other content"),
        _("The identity was attached to what was signed then; the file holds something else now."),
        _("So it says nothing about this file, neither for it nor against it."),
        "identity.of_other_content",
    ),
    explained(
        _("An identity that a later signer questioned"),
        _("A later signer wrote down that an attached identity did not hold; nothing that was found here says so."),
        _("Which of the two is right is not shown."),
        "identity.recorded_failure",
    ),
    explained(
        _("Two checks of an identity disagree"),
        _("An attached identity is checked twice, by independent readers, and they came to different ends."),
        _("Therefore nothing is said to hold, and nothing is said against it."),
        "identity.disagreed",
    ),
    explained(
        _("An identity that was not looked up"),
        _("An identity is attached; where it could be looked up was not asked, or it was not checked."),
        _("What was not checked is neither right nor wrong."),
        "identity.unavailable",
        "identity.not_checked",
    ),
    explained(
        _("An identity that does not hold"),
        _("An identity is attached, and its signature or what it covers does not fit."),
        _("It does not show who attached it, or that the picture was changed."),
        "identity.broken",
    ),
    explained(
        _("An identity whose signature holds"),
        _("The signature of the attached identity fits; more was not asked of it."),
        IDENTITY_ONLY,
        "identity.holds",
    ),
    explained(
        _("An address of credentials"),
        _("The file names where its credentials are kept. The address was not visited."),
        _("It does not show that anything is there."),
        "credentials.remote",
    ),
    explained(
        _("No trace of credentials"),
        _("The whole file was searched for content credentials, and none were found."),
        _("It is no evidence of anything. Services take credentials out every day."),
        "credentials.absent",
    ),
    explained(
        _("Traces of credentials"),
        _("Parts of credentials lie in the file and cannot be read as a whole."),
        _("It does not show who damaged them or why."),
        "credentials.damaged",
    ),
    explained(
        _("Credentials beside the file"),
        _("The credentials came as a file of their own, and any inside the file were not read."),
        _("Where the two do not fit, the credentials may simply belong to another file."),
        "sidecar.given",
    ),
    explained(
        _("A history that was cut"),
        _("The history has more steps than are read here; the oldest ones were left out."),
        _("Nothing is said about the steps that were left out."),
        "history.cut",
    ),
)
