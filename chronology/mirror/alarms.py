"""What is wrong with another log, and the signed notes that show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class AlarmCode(Enum):
    """Kinds of alarms; only the first two accuse the holder of the log's key."""

    REWRITTEN = "rewritten"  # a newer signed tree does not begin with an older signed one
    SPLIT_VIEW = "split_view"  # two places show trees of one log of which neither begins with the other
    SHRANK = "shrank"  # fewer entries than the same place showed before
    BEHIND = "behind"  # others hold a larger tree than any place shows, for too long
    BAD_SIGNATURE = "bad_signature"  # a checkpoint that the log's key has not signed
    WRONG_LOG = "wrong_log"  # a checkpoint of another log
    NO_CHECKPOINT = "no_checkpoint"  # something that is no checkpoint
    UNFIT_TILES = "unfit_tiles"  # tiles or entries that do not make the signed root: damaged, or another tree
    SILENT = "silent"  # no answer for too long
    STILL = "still"  # no growth for too long


@dataclass(frozen=True, slots=True)
class Alarm:
    """One alarm about one place; `held` is what was known before, `shown` what the place shows now.

    Where both are notes that the log has signed, they are the evidence to hand on.
    """

    code: AlarmCode
    origin: str
    source: str
    sentence: str
    held: bytes | None = None
    shown: bytes | None = None
