"""OpenTimestamps proofs over our checkpoints: through public calendars into Bitcoin."""

from chronology.anchors.opentimestamps.anchor import OpenTimestampsAnchor
from chronology.anchors.opentimestamps.check import OtsAnswer, OtsState, check_ots

__all__ = ["OpenTimestampsAnchor", "OtsAnswer", "OtsState", "check_ots"]
