"""The one catalogue of sentences, keyed by code; stored reports hold codes, so a better sentence reaches old ones too.

The English text is the message id: a site may pass its own `translate` for other languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from provenance.claims.sentences import SENTENCES as CLAIMS
from provenance.gate.sentences import SENTENCES as GATE
from provenance.sentences_of_credentials import LISTS
from provenance.sentences_of_credentials import SENTENCES as CREDENTIALS
from provenance.sentences_of_findings import SENTENCES as FINDINGS
from provenance.types import Params

CATALOGUE: Mapping[str, str] = {**CREDENTIALS, **FINDINGS, **GATE, **CLAIMS}
"""Every code that this version can say, with its English sentence.

`.one` is the form for a history of one step, `.several` for several unknown signers.
"""

UNSPEAKABLE = "No sentence is known for the code {code}; see the expert view."
"""What a newer report says on an older installation: the code itself, never a guess."""

Translate = Callable[[str], str]


def sentence(code: str, params: Params, translate: Translate = str) -> str:
    """The sentence for a code, its parameters put in; texts from files come out as they are and must be escaped."""
    text = CATALOGUE.get(_form(code, params))
    if text is None:
        return translate(UNSPEAKABLE).format(code=code)
    return translate(text).format_map(_Spoken(params, translate))


def _form(code: str, params: Params) -> str:
    unknown = params.get("unknown")
    if params.get("steps") == 1:
        form = f"{code}.one"
    else:
        form = f"{code}.several" if isinstance(unknown, int) and unknown > 1 else code
    return form if form in CATALOGUE else code


class _Spoken(dict[str, str]):
    """Parameters as words; a missing or empty one reads as not named."""

    def __init__(self, params: Params, translate: Translate) -> None:
        super().__init__({name: _words(value) for name, value in params.items() if value not in ("", ())})
        if tier := LISTS.get(self.get("list", "")):
            self["list"] = translate(tier)

    def __missing__(self, name: str) -> str:
        return "(not named)"


def _words(value: object) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, tuple | list) else str(value)
