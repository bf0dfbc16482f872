"""The site's own words for input that could not be taken and for our faults; the library's catalogue knows the rest."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from provenance.sentences import sentence
from provenance.types import Param
from verify.cases.models import Verification
from verify.fetch.sentences import SENTENCES as LINKS

SENTENCES = {
    "failed.interrupted": "The check was interrupted twice. That says nothing about the file. Try again later.",
    "failed.internal": "Something went wrong on our side. That says nothing about the file. Try again later.",
    "failed.busy": "Too many files are waiting. Nothing was stored. Try again in half a minute.",
    "failed.caller_busy": "You have sent many files, and many are waiting. Nothing was stored. Try again in a minute.",
    "failed.no_room": "There is no room left to take a file in. Nothing was stored. Tell the operator.",
    "failed.store_away": "The store of files does not answer now. Nothing was taken in. Try again in half a minute.",
    "failed.not_found": "There is no such result. It may have expired or been discarded, or be somebody else's.",
}


def case_sentence(code: str, params: Mapping[str, Param] | None = None) -> str:
    """One sentence for people about a refusal or a failure."""
    known = SENTENCES if code in SENTENCES else LINKS
    if code in known:
        return gettext(known[code]).format_map(dict(params or {}))
    return sentence(code, params or {}, gettext)


def refusal_sentence(verification: Verification) -> str:
    """Why this verification was refused or failed; empty where it was not."""
    return case_sentence(verification.refusal_code, verification.refusal_params) if verification.refusal_code else ""
