"""A file that was not let in: why, in a sentence, and what its owner can do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from provenance.types import Params
from verify.cases.sentences import case_sentence
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Words

# The sentence of a refusal says what to do; this adds what its reader may be wondering about.
WAYS_ON: dict[str, Words] = {
    "refused.empty": _("Some programs leave an empty file behind when a download breaks off."),
    "refused.too_large": _("A smaller copy may have lost its credentials: prefer the original."),
    "refused.unknown_type": _("Send the picture itself, not an archive or a web page that holds it."),
    "refused.too_many_pixels": _("No camera writes a picture of these measures."),
    "refused.too_many_frames": _("A part of it can be checked as well."),
    "refused.too_complex": _("Files built like this wear a reader out, by accident or on purpose."),
    "refused.damaged": _("Transfers break files more often than people do."),
    "refused.active_content": _("A picture needs none of that."),
    "refused.structure": _("Transfers break files more often than people do."),
    "refused.sidecar_alone": _("Choose the picture first, then its credentials beside it."),
    "refused.capture_alone": _("Choose the picture first, then its capture sidecar beside it."),
    "refused.not_a_sidecar": _("The picture itself goes into the first field."),
    "refused.not_a_capture": _("The picture itself goes into the first field."),
    "refused.limits_reached": _("Once more may help: a busy machine takes longer."),
}
BY_LINK: Words = _("Or save the file on your device and send the file itself.")
OTHERWISE: Words = _("Check the file or the link and try once more.")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file was refused and what to do; `code` for those who report it."""

    code: str
    sentence: str
    way_on: Words


def refused(code: str, params: Params) -> Refused:
    """Return the words for one refusal code."""
    return Refused(code, visible(case_sentence(code, params), 700), WAYS_ON.get(code, _otherwise(code)))


def _otherwise(code: str) -> Words:
    return BY_LINK if code.startswith("link.") else OTHERWISE
