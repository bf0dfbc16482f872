"""Sentences about credentials that were recovered for a copy; none says that they are bound to it."""

from __future__ import annotations

from typing import Final

_WORK: Final = "Recovered, approximate match: {recorder} published the credentials of the recorded work, "
_LISTED: Final = "whose newest step was signed by {signer}"
_UNLISTED: Final = "whose newest step names {signer} as its signer, who is on none of your lists"
_BOUND: Final = ", as checked on {checked}. They are bound to the recorded file and not to this copy."
_APART: Final = ", as checked on {checked}. They speak of the recorded file; content of this one differs from it."
_ELSEWHERE: Final = "{said_by} says that it knows published credentials of a work like this one, "
_UNCOMPARED: Final = ": approximate, and not bound to this file. Nothing here compared the two."

SENTENCES: Final[dict[str, str]] = {
    "recovered.approximate": _WORK + _LISTED + _BOUND,
    "recovered.approximate.unlisted": _WORK + _UNLISTED + _BOUND,
    "recovered.differing": _WORK + _LISTED + _APART,
    "recovered.differing.unlisted": _WORK + _UNLISTED + _APART,
    "recovered.beside_own": "This file also carries credentials of its own. Only those are bound to it; compare both.",
    "recovered.said_elsewhere": _ELSEWHERE + _LISTED + _UNCOMPARED,
    "recovered.said_elsewhere.unlisted": _ELSEWHERE + _UNLISTED + _UNCOMPARED,
    "recovered.unusable": "{said_by} named published credentials of a work like this one, but they do not hold by "
    "themselves, so nothing is told from them. That says nothing about the file.",
    "recovered.nothing_elsewhere": "{said_by} knows no published credentials of a work like this one. Most works have "
    "none; that says nothing against this one.",
    "recovered.unavailable": "{said_by} could not be asked for published credentials. "
    "That says nothing about the file.",
}
