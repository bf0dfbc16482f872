"""What a likeness may be used for: a closed list, so that two purposes are the same or they are not.

Intimate use is not on it: no consent for it is taken down here.
"""

from __future__ import annotations

from typing import Final

from provenance.statements.errors import BadMessage
from provenance.statements.types import NOTHING, Consent, ConsentTo, Track

PURPOSES: Final[dict[str, str]] = {
    "accessibility": "accessibility, such as a voice given back",
    "advertising": "advertising",
    "documentary": "a documentary",
    "education": "education",
    "entertainment": "film, series or another entertainment",
    "games": "games",
    "news": "news",
    "political_advertising": "political advertising",
    "research": "research",
    "satire": "satire",
    "translation": "dubbing or translation",
}
"""The word that is signed, and how a sentence calls it. Political advertising is never meant by advertising."""

LONGEST_SCOPE: Final = 200
"""Characters: a country, a network, a run; more is a contract, which belongs elsewhere."""


def require_consent(consent: Consent) -> None:
    """Raise BadMessage where this is no consent that can be recorded, with what to mend."""
    if consent.purpose not in PURPOSES:
        raise BadMessage("consent.purpose", f"`purpose` is one of: {', '.join(PURPOSES)}.")
    if not consent.tracks or len(set(consent.tracks)) != len(consent.tracks) or not set(Track) >= set(consent.tracks):
        raise BadMessage("consent.tracks", "`tracks` names picture, voice or both, each once.")
    if not consent.scope.strip() or len(consent.scope) > LONGEST_SCOPE or not consent.scope.isprintable():
        raise BadMessage("consent.scope", f"`scope` says where, in one line of at most {LONGEST_SCOPE} characters.")
    if not 0 <= consent.valid_from < consent.valid_to:
        raise BadMessage("consent.term", "`validTo` is later than `validFrom`, in Unix seconds.")
    if consent.content == NOTHING or (consent.to is ConsentTo.WORK and consent.members_root != NOTHING):
        raise BadMessage("consent.content", "`content` is a SHA-256; only a campaign has a `membersRoot`.")
