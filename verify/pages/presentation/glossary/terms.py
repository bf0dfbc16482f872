"""The words that pages use."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import term

ENTRIES = (
    term(
        "content-credentials",
        _("Content credentials"),
        _(
            "Signed notes inside a file, or beside it, about how it was made and edited, by the open standard C2PA. "
            "Each note is one step."
        ),
        _("They show who signed what, not that what was signed is so."),
    ),
    term(
        "manifest",
        _("Manifest"),
        _(
            "The bundle in which one step of the credentials is kept: what was done, from which files, and the "
            "signature over it."
        ),
        _("That there is a manifest does not show who vouches for it."),
    ),
    term(
        "step",
        _("Step"),
        _("One signed stage of a file’s history: a capture, an edit, a publication. Step 1 is the oldest."),
        _("Nothing is known of what happened between steps beyond what they say."),
    ),
    term(
        "assertion",
        _("Assertion"),
        _("One single statement within a step, for instance a list of actions or a place."),
        _("It is the signer’s word."),
    ),
    term(
        "ingredient",
        _("Ingredient"),
        _("A file that went into a step: the picture that was edited, or one part of a montage."),
        _("An ingredient without credentials is a file about which nothing is known."),
    ),
    term(
        "action",
        _("Action"),
        _("What a step says was done to the picture: cropped, resized, drawn on, made with AI."),
        _("A step that names no action may still have changed something."),
    ),
    term(
        "signer",
        _("Signer"),
        _(
            "Whoever holds the key that signed a step: a camera, a program, a newsroom. Names that no list vouches "
            "for stand in quotation marks."
        ),
        _("A name in a certificate is not an identity card; anyone can make a certificate with any name."),
    ),
    term(
        "certificate",
        _("Certificate"),
        _("A statement of an issuer that a key belongs to a name, for a certain term."),
        _("A term that is over does not make what was signed wrong."),
    ),
    term(
        "list",
        _("Trust list"),
        _(
            "The roots of certificates that count for you: the official list, the frozen interim list, and your "
            "newsroom’s own. A signer is trusted through a list, never through a name."
        ),
        _("That a signer is on no list says nothing about what they did."),
    ),
    term(
        "time-stamp",
        _("Time stamp"),
        _("A signature of a time-stamp authority which says that something existed by a certain time."),
        _("It does not show how much older it is."),
    ),
    term(
        "digest",
        _("Digest (SHA-256)"),
        _("A number of 64 signs that is computed from all bytes of a file. One changed bit gives another number."),
        _("Other digests do not mean another picture: two files with different digests can look exactly the same."),
    ),
    term(
        "fingerprint",
        _("Fingerprint of a picture, film or sound"),
        _(
            "A short code that stays nearly the same when a work is scaled, cropped or saved anew, so that copies "
            "can be found."
        ),
        _("Near codes only nominate; whether it is a copy shows a close comparison."),
    ),
    term(
        "record",
        _("Record"),
        _("An entry in the chronology: the digest of a file, or of several, put there by somebody with an account."),
        _("Whoever records a file is not thereby its author, and first recorded is not original."),
    ),
    term(
        "open-record",
        _("Open record"),
        _("A record that anybody can find who has the file."),
        _("It does not show the picture to anybody."),
    ),
    term(
        "sealed",
        _("Sealed record"),
        _(
            "A record that holds only commitments. It answers nobody but its owners, exactly as if there were "
            "nothing, until they open it."
        ),
        _("That nothing is found does not show that nothing is recorded."),
    ),
    term(
        "commitment",
        _("Commitment"),
        _("A number that fixes something without telling it. Who has the opening can show later what was fixed."),
        _("By itself it tells nothing, neither what nor whose."),
    ),
    term(
        "chronology",
        _("Chronology, the log"),
        _(
            "A list to which entries are only ever added. Anybody can copy it and check that nothing was taken out "
            "or put in between."
        ),
        _("It shows since when something is on record, not since when it exists."),
    ),
    term(
        "checkpoint",
        _("Checkpoint"),
        _("The signed size and digest of the whole log at one moment."),
        _("Alone it is the operator’s word; witnesses and anchors make it more."),
    ),
    term(
        "witness",
        _("Witness"),
        _("Somebody else’s program that has seen every checkpoint and signs only what continues the one before."),
        _(
            "A witness does not look at what is recorded. Below three witnesses of separate operators only the "
            "operator’s word is printed."
        ),
    ),
    term(
        "anchor",
        _("Anchor"),
        _("A checkpoint written into a block of a public chain, so that its time does not rest on the operator."),
        _("It shows that the record existed by then, not when the file was made."),
    ),
    term(
        "development-chain",
        _("Development chain"),
        _("A small chain that this installation runs for itself, to try things out."),
        _("It proves nothing to outsiders."),
    ),
    term(
        "inclusion-proof",
        _("Inclusion proof"),
        _(
            "The few digests that lead from one entry to the checkpoint, so that anybody can compute that the entry "
            "is in it."
        ),
        _("It shows that something is on the log, not that it is so."),
    ),
    term(
        "bundle",
        _("Bundle"),
        _("One file with everything that is needed to check a record without this site, years later and offline."),
        _("It shows the state at its checkpoint; what was taken back later is not in it."),
    ),
    term(
        "attestation",
        _("Attestation"),
        _("A statement of a device’s maker about a key: that it is kept in hardware, and which system runs around it."),
        _("It says something about the key, not about the scene."),
    ),
    term(
        "camera-list",
        _("Camera list"),
        _(
            "A list of cameras and versions that are not to be relied on, kept by several maintainers who decide "
            "together. It is asked without telling it which camera is meant."
        ),
        _("It is advice. That a camera is on no list shows nothing about what it took."),
    ),
    term(
        "statement",
        _("Statement of an author"),
        _("What somebody signed with a key of their own about a work, for instance to be its photographer."),
        _("Who signed is shown; that it is so is their word."),
    ),
    term(
        "wallet",
        _("Wallet"),
        _("Where somebody keeps a key and signs with it. Some wallets are programs on a chain and are asked there."),
        _("An address is not a name; whose it is shows only who said so and who confirms it."),
    ),
    term(
        "delegation",
        _("Delegation"),
        _("An organisation’s signed word that somebody may sign for it, in which role and how long."),
        _("It does not make what is signed the organisation’s own finding."),
    ),
    term(
        "consent",
        _("Consent"),
        _("A signed word of somebody that a likeness of them may be made or used, for which purpose and until when."),
        _("Whether the signer is who the work shows is not checked."),
    ),
    term(
        "redaction",
        _("Redaction"),
        _("Something that an earlier step had written down and that was withheld later on purpose, with a signature."),
        _("It is not an edit of the picture."),
    ),
    term(
        "recovered",
        _("Recovered credentials"),
        _("Credentials that a copy has lost and that its recorded original still has."),
        _("Nothing binds them to the copy."),
    ),
    term(
        "headline",
        _("The answer on top"),
        _(
            "One sentence by fixed rules: what weighs most comes first, so that a good newest step never hides an "
            "older one that does not hold."
        ),
        _("It is a summary and no more; the evidence below counts line by line."),
    ),
    term(
        "holds",
        _("holds"),
        _("This one check came out as it should."),
        _("It does not say that everything else holds as well."),
    ),
    term(
        "broken",
        _("does not hold"),
        _("What was signed and what is there do not agree."),
        _("It does not say who is the cause, or whether anybody meant ill."),
    ),
    term(
        "untrusted",
        _("signer unknown"),
        _("The check came out, and nobody on your lists vouches for who is behind it."),
        _("Untrusted is never tampered."),
    ),
    term(
        "absent",
        _("nothing there"),
        _("It was looked for and not found."),
        _("Absent is not evidence of anything."),
    ),
    term(
        "unavailable",
        _("cannot be told"),
        _("It was looked for, and what is needed to tell is not there or does not answer."),
        _("Unavailable is never invalid."),
    ),
    term(
        "not-checked",
        _("not checked"),
        _("Nobody looked. Every answer lists what was not checked."),
        _("It is neither good nor bad."),
    ),
    term(
        "where-from",
        _("Where from"),
        _(
            "The line that says where the signed history begins: with a capture, with a model, or with a file about "
            "which nothing is known."
        ),
        _("It is the word of the oldest signer."),
    ),
    term(
        "what-was-done",
        _("What was done"),
        _("The line that sums up what the signed steps say was done to the file."),
        _("What nobody declared does not stand there."),
    ),
    term(
        "when",
        _("When"),
        _("The line on the time of the newest signature, and who vouches for it."),
        _("It does not show when the picture was taken."),
    ),
    term(
        "who-says-so",
        _("Who says so"),
        _("The line on the newest signer, the list it is on, and who issued its certificate."),
        _("A name that no list vouches for can be anybody’s."),
    ),
)
