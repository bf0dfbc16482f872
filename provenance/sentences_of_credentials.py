"""Sentences for the summary of an edit chain; words a desk could print, none of them a verdict about the scene."""

from __future__ import annotations

from typing import Final

LISTS: Final[dict[str, str]] = {
    "official": "the official list",
    "interim": "the frozen interim list",
    "newsroom": "your newsroom’s own list",
}

SENTENCES: Final[dict[str, str]] = {
    "unreadable": "This file could not be read, so nothing can be said about it.",
    "credentials_damaged": "The file carries content credentials, but they are damaged or do not follow the standard, "
    "so they cannot be checked. How that happened is not known.",
    "changed_after_signing": "Something in this file is not what {signer} signed in the newest step. "
    "What was changed, when and by whom is not known.",
    "signer_denied": "Step {number} of {steps} was signed by {signer}, a signer that your lists refuse.",
    "signer_denied.one": "The file was signed by {signer}, a signer that your lists refuse.",
    "problem_in_history": "The newest step is as it was signed, but step {number} of {steps} has a problem: what was "
    "signed there and what was passed on do not agree. Later steps may be entirely honest.",
    "problem_in_history.one": "The file is as it was signed, but something that went into it does not agree with what "
    "was signed before. Later steps may be entirely honest.",
    "certificate_lapsed": "Nothing shows that {signer} signed step {number} of {steps} before the certificate lapsed. "
    "Nothing was found changed; who signed it can no longer be confirmed.",
    "certificate_lapsed.one": "Nothing shows that {signer} signed this file before the certificate lapsed. Nothing was "
    "found changed; who signed it can no longer be confirmed.",
    "signer_unknown": "The file is as it was signed, but the newest signer, {signer}, is on none of your lists. "
    "Anyone can make such a signature.",
    "signer_unknown.one": "The file is as it was signed, but the signer, {signer}, is on none of your lists. "
    "Anyone can make such a signature.",
    "some_signers_unknown": "The newest signer is on your lists, but step {number} of {steps} was signed by {signer}, "
    "who is on none of them.",
    "some_signers_unknown.several": "The newest signer is on your lists, but {unknown} of {steps} steps were signed by "
    "others who are on none of them; the newest of these is step {number}, {signer}.",
    "credentials_elsewhere": "The file points to credentials that are kept somewhere else. They were not fetched, so "
    "nothing about them was checked.",
    "no_credentials": "The file carries no content credentials. Most files do not, and many services remove them; "
    "this says nothing about what the file shows.",
    "all_signers_trusted": "An unbroken chain of {steps} steps, each signed by someone on your lists; the lowest of "
    "these is {list}. This shows who signed and that nothing changed since, not that the scene was real.",
    "all_signers_trusted.one": "{signer}, on {list}, signed this file, and nothing in it has changed since. "
    "This does not show that the scene was real.",
    "declared_ai_generated": "{signer}, a signer on your lists, declares that this was made by a generative AI model.",
    "declared_ai_edited": "{signer}, a signer on your lists, declares that generative AI was used in editing this.",
}
