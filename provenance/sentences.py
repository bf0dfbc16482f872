"""The one catalogue of sentences, keyed by code; stored reports hold codes, so a better sentence reaches old ones too.

The English text is the message id: a site may pass its own `translate` for other languages.
"""

from __future__ import annotations

from collections.abc import Callable

from provenance.sentences_of_credentials import SENTENCES as CREDENTIALS
from provenance.sentences_of_findings import SENTENCES as FINDINGS
from provenance.types import Param, Params

UNSPEAKABLE = "No sentence is known for the code {code}; see the expert view."
"""What a newer report says on an older installation: the code itself, never a guess."""


def sentence(code: str, params: Params, translate: Callable[[str], str] = str) -> str:
    """The sentence for a code, its parameters put in; texts from files come out as they are and must be escaped."""
    text = catalogue().get(code)
    if text is None:
        return translate(UNSPEAKABLE).format(code=code)
    return _Filled(params).into(translate(text))


def catalogue() -> dict[str, str]:
    """Every code that this version can say, with its English sentence."""
    # Imported here because the gate is loaded by the web process alone with its own sentences.
    from provenance.claims.sentences import SENTENCES as CLAIMS
    from provenance.gate.sentences import SENTENCES as GATE

    return {**CREDENTIALS, **FINDINGS, **GATE, **CLAIMS}


class _Filled:
    """Parameters that fill a sentence; a missing or empty one reads as “not named”."""

    def __init__(self, params: Params) -> None:
        self._params = params

    def into(self, text: str) -> str:
        return text.format_map(self)

    def __getitem__(self, name: str) -> str:
        value: Param = self._params.get(name, "")
        spoken = ", ".join(value) if isinstance(value, tuple | list) else str(value)
        return spoken or "(not named)"
