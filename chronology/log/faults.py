"""Named places in the way of an entry, where rigs and tests kill the process or make a step fail.

| point | what is true there | killed there | raising there is |
| --- | --- | --- | --- |
| `lease.before` | nobody knows of our lease | the former holder's lease runs out | failed and not stored |
| `lease.after` | our lease is durable | our lease runs out | failed yet stored |
| `commit.before` | all rows are written, none is committed | nothing is stored | failed and not stored |
| `commit.after` | entries are durable, no caller knows | stored, not acknowledged | failed yet stored |
| `acknowledge.after` | a group of callers has its receipts | stored and acknowledged | (not asked) |
| `file.before` | full tiles are known, not written | tiles are filed later | failed and not stored |
| `file.after` | tiles are durable in their store | tiles are written again, the same | failed yet stored |
| `filing.before` | the rows that say so are not committed | as `file.after` | failed and not stored |
| `filing.after` | the rows that say so are committed | rows are pruned later | failed yet stored |
| `index.before` | a slice of keys is in the index, not committed | keys are indexed later | failed and not stored |
| `index.after` | a slice of keys is in the index | the same keys are written again | failed yet stored |
| `prune.before` | filed rows are deleted, not committed | rows are pruned later | failed and not stored |
| `prune.after` | filed rows are gone | nothing is missing | failed yet stored |
| `sign.before` | entries are read back and re-hashed | nothing is signed | failed and not stored |
| `sign.after` | a note exists in memory only | nothing is signed | failed and not stored |
| `record.before` | the signing record holds the former note | the note is forgotten | failed and not stored |
| `record.sync` | the new record lies beside the old one, not renamed | the note is forgotten | failed and not stored |
| `record.after` | the signing record holds the new note | the next start publishes this very note | failed yet stored |
| `publish.before` | the checkpoint's row is written, not committed | as `record.after` | failed and not stored |
| `publish.after` | the checkpoint is published | nothing is missing | failed yet stored |

A fault raises `OSError` (or StoreUnavailable); the code under test treats it exactly as the real error of that step.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Point(StrEnum):
    """The places; the table above says what is true at each."""

    LEASE_BEFORE = "lease.before"
    LEASE_AFTER = "lease.after"
    COMMIT_BEFORE = "commit.before"
    COMMIT_AFTER = "commit.after"
    ACKNOWLEDGE_AFTER = "acknowledge.after"
    FILE_BEFORE = "file.before"
    FILE_AFTER = "file.after"
    FILING_BEFORE = "filing.before"
    FILING_AFTER = "filing.after"
    INDEX_BEFORE = "index.before"
    INDEX_AFTER = "index.after"
    PRUNE_BEFORE = "prune.before"
    PRUNE_AFTER = "prune.after"
    SIGN_BEFORE = "sign.before"
    SIGN_AFTER = "sign.after"
    RECORD_BEFORE = "record.before"
    RECORD_SYNC = "record.sync"
    RECORD_AFTER = "record.after"
    PUBLISH_BEFORE = "publish.before"
    PUBLISH_AFTER = "publish.after"


class Faults(Protocol):
    """Is told each place as it is passed; may raise, kill, or do nothing."""

    def __call__(self, point: Point, /) -> None: ...


def no_faults(_point: Point, /) -> None:
    """Do nothing: what runs everywhere but in rigs."""
