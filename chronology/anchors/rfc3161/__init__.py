"""Time stamps of RFC 3161 authorities over our checkpoints."""

from chronology.anchors.rfc3161.anchor import Rfc3161Anchor
from chronology.anchors.rfc3161.check import Authority, StampAnswer, check_stamp

__all__ = ["Authority", "Rfc3161Anchor", "StampAnswer", "check_stamp"]
