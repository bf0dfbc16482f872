"""A file that was not let in: why, in a sentence, and what its owner can do."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from provenance.types import Params
from verify.cases.sentences import case_sentence
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Words

WAYS_ON: dict[str, Words] = {
    "refused.empty": _("Choose the file again. If it is empty on your disk too, ask its sender for it once more."),
    "refused.too_large": _(
        "Send a shorter or smaller copy, and remember that a copy may have lost its credentials. "
        "The command line tool reads larger files on your own machine."
    ),
    "refused.unknown_type": _(
        "Send the picture, video, recording or PDF itself, not an archive or a web page that holds it."
    ),
    "refused.too_many_pixels": _("Ask for the file as the camera wrote it; no camera writes one of these measures."),
    "refused.too_many_frames": _("Send a part of it, or check it on your own machine with the command line tool."),
    "refused.too_complex": _("Files built like this wear a reader out. Ask the sender for the original file."),
    "refused.damaged": _(
        "Download or copy it again: transfers break files more often than people do. If it opens "
        "elsewhere, ask the sender for the original."
    ),
    "refused.active_content": _(
        "Ask for the same document without scripts, actions and outside links. It was not opened here."
    ),
    "refused.limits_reached": _(
        "Try once more. If it stops again, the file needs more time or memory than one check is given here."
    ),
    "link.refused": _("Only public web addresses are looked up: a link must not reach into anybody’s own network."),
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
