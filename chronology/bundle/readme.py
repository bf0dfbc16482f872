"""The words for people that lie in every bundle; nothing rests on them, so they may get better with time.

The checker only says where they are not what this version writes.
"""

from __future__ import annotations

from chronology.bundle.bundle import Bundle

TEXT = """\
This file is a bundle of Firstlight. It shows that {what} on record
in the public log {origin}
and since when, without asking anybody and without a network.

How to check it
---------------
  python -m chronology verify-bundle THIS.zip --media YOUR-FILE
or, on a computer where only Python is installed,
  python check.pyz THIS.zip --media YOUR-FILE

The answer comes in grades, one sentence each, and says what was not checked.
The format is written down in docs/bundle.md of Firstlight, well enough to
write a checker of your own. The files with the ending .tlog-proof, the file
"checkpoint", .tsr (RFC 3161) and .ots (OpenTimestamps) can be read with the
tools of other people.

What it shows, and what it does not
-----------------------------------
The record was written between the two times that the checker names. A recorded
file existed by the later of them and may be much older.
A bundle does not show that a picture is true, who made it, or that nobody
recorded it elsewhere before. First recorded is not original.
It is the state at the checkpoint in here. A retraction after the record need
not be in it: ask the log for retractions, with --refresh.
The key of the log (log.vkey) came with this bundle: compare it with the one
that the log publishes, or anybody could have made up all of this.

Do not unpack and pack it again: the checker reads it only as it was written.
"""


def readme_of(bundle: Bundle) -> bytes:
    """README.txt of a new bundle."""
    count = len(bundle.records)
    what = "an entry is" if count == 1 else f"{count} entries are"
    return TEXT.format(what=what, origin=_origin(bundle.vkey)).encode()


def _origin(vkey: str) -> str:
    return vkey.partition("+")[0]
