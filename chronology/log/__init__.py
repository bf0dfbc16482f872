"""The log itself: entries, keys, tiles, checkpoints and the one writer."""

from chronology.log.faults import Faults, Point, no_faults
from chronology.log.log import Log
from chronology.log.opening import open_log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord

__all__ = ["CheckpointSigner", "Faults", "Log", "Point", "SigningRecord", "no_faults", "open_log"]
