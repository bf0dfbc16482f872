"""Whether second factors that are stored here were sealed under the key that this machine has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from allauth.mfa.models import Authenticator

from verify.accounts.errors import Unreadable
from verify.accounts.veil import unseal

PURPOSE: Final = "second factor"
MOST: Final = 1000
"""As many are tried, the oldest first: some hundredths of a second, and a key that was made anew shows in the first."""
MEMBERS: Final = ("secret", "seed")
"""Where the library keeps what it sealed: the secret of an app of codes, the seed of recovery codes."""


@dataclass(frozen=True, slots=True)
class Tried:
    """`shut` of those `tried` were sealed under another key."""

    tried: int
    shut: int


def factors_tried() -> Tried:
    """Open what was sealed, up to `MOST`; passkeys hold nothing secret and are not looked at."""
    kept = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk").values_list("data", flat=True)
    sealed = [data[member] for data in kept[:MOST] for member in MEMBERS if member in data]
    return Tried(len(sealed), sum(not _opens(text) for text in sealed))


def _opens(text: str) -> bool:
    try:
        unseal(PURPOSE, text)
    except Unreadable:
        return False
    return True
