"""Sentences for the summary of an edit chain; words a desk could print, none of them a verdict about the scene."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "unreadable": "This file could not be read, so nothing can be said about it.",
    "credentials_damaged": "The file carries content credentials, but they are damaged or do not follow the standard, "
    "so they cannot be checked. How that happened is not known.",
    "changed_after_signing": "Something in this file is not what was signed in the newest step by {signer}. "
    "The credentials do not say what was changed, when, or by whom.",
    "signer_denied": "Step {number} of {steps} was signed by {signer}, a signer that your lists refuse.",
    "problem_in_history": "The newest step is intact, but step {number} of {steps} has a problem: what it signed and "
    "what was passed on do not agree. Later steps may be entirely honest.",
    "certificate_lapsed": "Nothing shows that step {number} of {steps}, signed by {signer}, was signed before its "
    "certificate lapsed. No byte of it was found changed; who signed it can no longer be confirmed.",
    "signer_unknown": "The file is as it was signed, but the newest signer, {signer}, is on none of your lists. "
    "Anyone can make such a signature.",
    "some_signers_unknown": "The newest signer is on your lists, but {unknown} of {steps} steps were signed by someone "
    "who is on none of them; the newest of these is step {number}, {signer}.",
    "credentials_elsewhere": "The file points to credentials that are kept somewhere else. They were not fetched, so "
    "nothing about them was checked.",
    "no_credentials": "The file carries no content credentials. Most files do not; many services remove them. "
    "This says nothing about what the file shows.",
    "all_signers_trusted": "An unbroken chain: steps in all {steps}, every signer on your lists, lowest list: {list}. "
    "This says who signed and that nothing was changed since; not that the scene was real.",
    "declared_ai_generated": "{signer}, a signer on your lists, declares that this was made by a generative AI model.",
    "declared_ai_edited": "{signer}, a signer on your lists, declares that generative AI was used in editing this.",
}
