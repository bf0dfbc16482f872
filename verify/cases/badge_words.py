"""What a badge says of a digest as a whole; its lines are those of the one catalogue."""

from __future__ import annotations

from typing import Final

WORDS: Final = {
    "badge.on_record": "On record",
    "badge.waiting": "Almost on record",
    "badge.taken_back": "Taken back",
    "badge.signed": "Signed for",
    "badge.unconfirmed": "Not confirmed",
    "badge.nothing": "Nothing on record",
}

SENTENCES: Final = {
    "badge.on_record": "A file with exactly this SHA-256 is on open record here. That shows by when it existed, and "
    "not that what it shows took place.",
    "badge.waiting": "Somebody asked to put a file with exactly this SHA-256 on record; it has no place on the log "
    "yet.",
    "badge.taken_back": "What was on open record here about exactly this SHA-256 was taken back by who put it there. "
    "Why is not said there.",
    "badge.signed": "Somebody signed for a file with exactly this SHA-256. A signature shows who says so.",
    "badge.unconfirmed": "Something signed is on open record here about exactly this SHA-256, and the signature could "
    "not be confirmed now. That says nothing against the file.",
    "badge.nothing": "No open record and no published statement here is about exactly this SHA-256. Most files have "
    "none: that says nothing against this one.",
}

OF_WHICH_FILE: Final = (
    "This is about the file with this SHA-256. Whether the picture beside this sign is that file was not checked: save "
    "it and check it."
)
OF_COPIES: Final = (
    "A copy that was cropped, made smaller or saved anew has another SHA-256. What a file itself carries is not looked "
    "at here."
)
LIMITS: Final = (OF_WHICH_FILE, OF_COPIES)
