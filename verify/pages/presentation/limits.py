"""What an answer does not tell, said beside it: people take provenance for truth unless told otherwise.

Source: Feng et al., arXiv 2303.12118; DESIGN section 4.
"""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Words

ALWAYS: Words = _("whether the scene was staged, what happened outside the frame, or whether a caption fits it.")

BY_HEADLINE: dict[str, Words] = {
    "unreadable": _("anything about the picture itself. That a file cannot be read is no sign of bad intent."),
    "credentials_damaged": _(
        "what the credentials said, who damaged them, or whether anybody meant to. Ordinary software damages them."
    ),
    "changed_after_signing": _(
        "who changed the bytes, what was changed, or whether in good faith. Some services "
        "rewrite files without telling."
    ),
    "signer_denied": _("that what is shown is wrong. It says that this signer’s word is not accepted here."),
    "problem_in_history": _(
        "that the file in front of you is wrong. It names one earlier step whose word cannot be relied on."
    ),
    "certificate_lapsed": _(
        "that anything was changed. The signature may be as good as on its first day; that can no longer be shown."
    ),
    "signer_unknown": _(
        "that the signer is dishonest. Nobody on the lists vouches for the name, and anyone can "
        "make a certificate with any name."
    ),
    "some_signers_unknown": _(
        "what the unknown signer did beyond the actions it declared, or that it did anything wrong."
    ),
    "credentials_elsewhere": _(
        "what those credentials say. They are kept on another server, and nobody here asked it."
    ),
    "no_credentials": _(
        "that anything is wrong with the file. Most files carry no credentials, and most services strip them."
    ),
    "declared_ai_generated": _("how much a person had a hand in it, or whether what it shows happened anyway."),
    "same_as_record": _("who made it first, or what happened before. First recorded is never original."),
    "captured": _(
        "that a scene stood before the lens: a camera can photograph a screen, and whoever holds its key can sign "
        "anything."
    ),
    "copy_of_record": _("who made it first, or whether what it shows happened. A record says since when, not by whom."),
    "differs_from_record": _(
        "which of the two was changed, unless that is said above, nor why. First recorded is never original."
    ),
    "declared_ai_edited": _("which part was made by a machine, or how much of the picture it is."),
}


BY_UNCHECKED: dict[str, Words] = {
    "lists_since": _(
        "what today’s lists say of its signers: lists or refused signers changed after this check. Check the file "
        "again before you rely on a name."
    ),
}
"""Parts that were not looked at and that belong beside the answer itself."""


def does_not_tell(headline: str, not_checked: Collection[str] = ()) -> tuple[Words, ...]:
    """Return what an answer with this headline leaves open, what was left unchecked first."""
    special = BY_HEADLINE.get(headline)
    first = tuple(words for code, words in BY_UNCHECKED.items() if code in not_checked)
    return (*first, special, ALWAYS) if special and headline != "unreadable" else (*first, special or ALWAYS)
