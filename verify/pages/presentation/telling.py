"""The library's sentences with every foreign text in them made harmless first."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from provenance.sentences import sentence
from provenance.types import Param, Params
from verify.pages.presentation.text import isolated, visible

NAMES = frozenset(
    {"signer", "tool", "recorder", "author", "organisation", "member", "claimed", "consent_of", "who", "issuer"}
)
LONGEST_SENTENCE = 900  # one of our longest with its longest names; a list of names ends here
LONGEST_NAME = 80


def told(code: str, params: Params, name: Callable[[str, int], str] = isolated) -> str:
    """Return the sentence for `code`; `name` dresses the names in it."""
    inert = {key: _inert(key, value, name) for key, value in params.items()}
    return sentence(code, inert, gettext)[:LONGEST_SENTENCE]


def _inert(key: str, value: Param, name: Callable[[str, int], str]) -> Param:
    if isinstance(value, tuple | list):
        return tuple(visible(one, LONGEST_NAME) for one in value)
    if not isinstance(value, str) or not value:
        return value
    return name(value, LONGEST_NAME) if key in NAMES else visible(value)
