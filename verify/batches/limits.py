"""Every bound of a batch, with its reason."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from provenance.gate.limits import MAX_BYTES

MOST_ITEMS: Final = 10_000
"""A day of a picture desk; whoever has more sends several."""

MOST_RUNNING: Final = 5
"""Batches of one team at the same time: one more gains nobody anything, since a team's take turns anyway."""

LIST_BYTES: Final = 8 * 1024 * 1024
"""Ten thousand links of 800 characters."""

ENTRY_BYTES: Final = max(MAX_BYTES.values())
"""Of one file in an archive: the largest that is checked at all."""

TOTAL_BYTES: Final = 20 * ENTRY_BYTES
"""Of all files of an archive: pictures and films hardly pack, so 16 GB out of 800 MB are a bomb."""

MOST_RATIO: Final = 200
RATIO_FROM: Final = 1_000_000
"""A file that unpacks to more than this many bytes, and to 200 times what it takes, is a bomb and no picture."""

LEFT_FREE_BYTES: Final = 10_000_000_000
LEFT_FREE_SHARE: Final = 0.1
"""Of the disk, whichever is less: one team's ten thousand files wait for hours, and must not turn everybody else's
single file away meanwhile."""

UNPACK_ITEMS: Final = 100
UNPACK_BYTES: Final = 200_000_000
"""What is unpacked ahead in one go: enough for seconds of work, and little beside the archive."""

FEW_READY: Final = 8
"""Below this the next files are unpacked, so that nobody waits for them."""

UNPACK_SECONDS: Final = 20.0
"""A gigabyte is unpacked in about five; a slow disk takes some more."""
UNPACK_MEMORY: Final = 600_000_000
"""The list of an archive with 10,000 entries takes about twenty megabytes; a hostile one ends here."""
ANSWER_BYTES: Final = 2_000_000

LOST_AFTER: Final = timedelta(seconds=10)
"""Between drawing an item and starting its check lie milliseconds: older ones lost their process."""
UNPACKING_FOR: Final = timedelta(seconds=UNPACK_SECONDS + 5)

WORK_TIME: Final = timedelta(hours=24)
"""A batch that has not ended by then is ended: what it was sent lies here no longer."""
FILLING_TIME: Final = timedelta(minutes=2)
"""How long a batch of files waits for its next ones before it counts as whole."""

PAGE_LINKS: Final = 100
"""Links sealed together: one key opens few, and ten thousand links need a hundred keys."""

DIGESTS_AT_ONCE: Final = 100
MOST_RECORDS: Final = 10
"""Records told of one digest; the look-up alone tells more."""

BEHIND: Final = -50
"""Priority of a batch's checks: every single check goes first."""
