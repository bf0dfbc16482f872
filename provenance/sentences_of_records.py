"""Sentences about open records of exactly these bytes; none says who made them."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "same_as_record": "Exactly these bytes were put on record by your own organisation, {recorder}. "
    "This shows that nothing changed since, not that the scene was real.",
    "same_as_record.listed": "Exactly these bytes were put on record by {recorder}, whom your organisation lists. "
    "This shows that nothing changed since, not that the scene was real.",
    "on_record": "{recorder} put exactly these bytes on record between {not_before} and {by}. The file may be much "
    "older, and whoever records it is not thereby its author.",
    "on_record.by": "{recorder} put exactly these bytes on record by {by}. The file may be much older, and whoever "
    "records it is not thereby its author.",
    "on_record.after": "{recorder} put exactly these bytes on record after {not_before}; nobody outside vouches yet by "
    "when. The file may be older, and whoever records it is not thereby its author.",
    "on_record.undated": "{recorder} put exactly these bytes on record; nobody outside vouches yet for when. "
    "Whoever records a file is not thereby its author.",
    "on_record.development": "{recorder} put exactly these bytes on record. The time rests on this installation's own "
    "development chain, which proves nothing to outsiders.",
    "on_record.member": "{recorder} put exactly these bytes on record as one part ({role}) of a larger work. "
    "Whoever records a file is not thereby its author.",
    "on_record.retracted": "{recorder} put exactly these bytes on record and took that back later. The record stays on "
    "the log; why it was taken back is not said there.",
    "on_record.waiting": "{recorder} asked to put exactly these bytes on record; it has no place on the log yet.",
    "on_record.rivals": "{count} different accounts put exactly these bytes on record. The order of records does not "
    "say who made the file.",
    "on_record.none": "No open record of exactly these bytes was found. Most files are on no record; that says nothing "
    "against this one. Sealed records answer nobody.",
    "on_record.none_in_mirror": "Not found in the copy of {origin} as of {as_of}. That does not mean that there is no "
    "record: it may be newer, sealed, or on another log. It says nothing against this file.",
    "on_record.mirror": "Records were looked up in a copy of {origin} as of {as_of}. What was recorded or taken back "
    "since is not in it.",
    "on_record.mirror_stale": "The copy of {origin} in which records were looked up is {age} old (as of {as_of}). "
    "Whether anything was recorded or taken back since is not known: fetch it again.",
    "on_record.unavailable": "Records could not be looked up now. That says nothing about the file.",
}
