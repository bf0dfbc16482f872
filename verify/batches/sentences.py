"""What people read about an item of a batch; every other code has its sentence below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext

from provenance.types import Param
from verify.batches.limits import MOST_ITEMS, MOST_RATIO, TOTAL_BYTES
from verify.cases.sentences import case_sentence

ON_RECORD: Final = "on_record"
NOT_ON_RECORD: Final = "not_on_record"

SENTENCES: Final[Mapping[str, str]] = {
    ON_RECORD: "Something with exactly this SHA-256 is on record here.",
    NOT_ON_RECORD: "Nothing with this SHA-256 is on record here for everybody to see. That says nothing against it.",
    "batch.unreadable": "This is no zip archive that can be read within limits. Pack the files anew, or send fewer.",
    "batch.empty": "There are no files in this archive.",
    "batch.too_many_files": f"There are more than {MOST_ITEMS:,} files in this archive. Send several smaller ones.",
    "batch.too_much": (
        f"The files of this archive take more than {TOTAL_BYTES // 1_000_000_000} GB unpacked. Send smaller archives."
    ),
    "batch.encrypted": "This file is locked with a password inside the archive. Pack it without one.",
    "batch.packing": "This file is packed in a way that is not read here. Pack it as ordinary zip (deflate).",
    "batch.ratio": (
        f"This file unpacks to more than {MOST_RATIO} times what it takes in the archive. Send it by itself."
    ),
    "batch.damaged": "This file is damaged inside the archive. Pack it anew.",
    "batch.not_a_link": "This line is neither a full link nor a SHA-256 of 64 hexadecimal digits.",
    "batch.gone": "What was sent for this is no longer here. Send it again.",
    "batch.too_long": "The batch had not ended after a day, and what was sent was deleted. Send this again.",
}


def item_sentence(code: str, params: Mapping[str, Param]) -> str:
    """One sentence about how an item ended; empty while it has not."""
    if not code:
        return ""
    return gettext(SENTENCES[code]) if code in SENTENCES else case_sentence(code, params)
