"""The one catalogue of sentences, keyed by code; stored reports hold codes, so a better sentence reaches old ones too.

The English text is the message id: a site may pass its own `translate` for other languages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from provenance.claims.sentences import SENTENCES as CLAIMS
from provenance.gate.sentences import SENTENCES as GATE
from provenance.sentences_of_authors import CODED, SIGNED_WORDS
from provenance.sentences_of_authors import SENTENCES as AUTHORS
from provenance.sentences_of_camera_list import SENTENCES as CAMERA_LIST
from provenance.sentences_of_camera_list import list_phrases
from provenance.sentences_of_cameras import SENTENCES as CAMERAS
from provenance.sentences_of_consents import SENTENCES as CONSENTS
from provenance.sentences_of_consents import consent_phrases
from provenance.sentences_of_credentials import LISTS
from provenance.sentences_of_credentials import SENTENCES as CREDENTIALS
from provenance.sentences_of_findings import SENTENCES as FINDINGS
from provenance.sentences_of_likeness import SENTENCES as LIKENESS
from provenance.sentences_of_likeness import phrases
from provenance.sentences_of_records import SENTENCES as RECORDS
from provenance.sentences_of_recovery import SENTENCES as RECOVERY
from provenance.sentences_of_signatures import SENTENCES as SIGNATURES
from provenance.sentences_of_sources import SENTENCES as SOURCES
from provenance.types import Params

CATALOGUE: Mapping[str, str] = {
    **CREDENTIALS,
    **FINDINGS,
    **RECORDS,
    **AUTHORS,
    **SIGNATURES,
    **SOURCES,
    **LIKENESS,
    **RECOVERY,
    **CONSENTS,
    **CAMERA_LIST,
    **CAMERAS,
    **GATE,
    **CLAIMS,
}
"""Every code that this version can say, with its English sentence.

`.one` is the form for a history of one step, `.several` for several unknown signers; other forms are named by the
parameter `form`.
"""

UNSPEAKABLE = "No sentence is known for the code {code}; see the expert view."
"""What a newer report says on an older installation: the code itself, never a guess."""

UNNAMED = "(not named)"
"""What stands for a parameter that is missing or empty."""

SEPARATOR = ", "
"""Between the parts of a list that a file or a record names."""

Translate = Callable[[str], str]


def sentence(code: str, params: Params, translate: Translate = str) -> str:
    """The sentence for a code, its parameters put in; texts from files come out as they are and must be escaped."""
    text = CATALOGUE.get(form_of(code, params))
    if text is None:
        return translate(UNSPEAKABLE).format(code=code)
    return translate(text).format_map(_Spoken(params, translate))


def form_of(code: str, params: Params) -> str:
    """The name in the catalogue under which a code with these parameters is said: its form, or the plain code."""
    unknown, named = params.get("unknown"), params.get("form")
    if named:
        form = f"{code}.{named}"
    elif params.get("steps") == 1:
        form = f"{code}.one"
    else:
        form = f"{code}.several" if isinstance(unknown, int) and unknown > 1 else code
    return form if form in CATALOGUE else code


class _Spoken(dict[str, str]):
    """Parameters as words; a missing or empty one reads as not named."""

    def __init__(self, params: Params, translate: Translate) -> None:
        self._unnamed, between = translate(UNNAMED), translate(SEPARATOR)
        super().__init__({name: _words(value, between) for name, value in params.items() if value not in ("", ())})
        for name in CODED & self.keys():
            self[name] = _signed(params[name], between, translate)
        if tier := LISTS.get(self.get("list", "")):
            self["list"] = translate(tier)
        if "medium" in params:
            self.update(phrases(params, translate))
        if "case" in params or "kinds" in params:
            self.update(list_phrases(params, translate))
        if "declared" in params:
            self.update(consent_phrases(params, translate))

    def __missing__(self, name: str) -> str:
        return self._unnamed


def _signed(value: object, between: str, translate: Translate) -> str:
    words = value if isinstance(value, tuple | list) else [value]
    return between.join(translate(SIGNED_WORDS[str(one)]) if one in SIGNED_WORDS else str(one) for one in words)


def _words(value: object, between: str) -> str:
    return between.join(str(one) for one in value) if isinstance(value, tuple | list) else str(value)
