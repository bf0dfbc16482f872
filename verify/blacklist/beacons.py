"""The public value that draws a panel: the first block that the log tells of behind the leaf of the case.

Without a chain nothing is drawn: whatever the operator could choose instead would choose the panel.
"""

from __future__ import annotations

from typing import Final

from provenance.blindlist.government.types import ActKind
from verify.blacklist.errors import NotNow
from verify.blacklist.models import ActRow, CaseRow
from verify.ledger.models import BeaconEntry, Record

WAITING: Final = "The panel is drawn by the next block of the chain that the log tells of. Try again in a moment."


def beacon_for(case: CaseRow) -> str:
    """The block hash that draws the panels of this case, in hexadecimal; raises NotNow while there is none."""
    opened = ActRow.objects.get(case=case.hash, kind=ActKind.CASE_OPENED.value)
    record = Record.objects.filter(pk=opened.record_id).first() if opened.record_id else None
    if record is not None and record.index is not None:
        behind = BeaconEntry.objects.filter(log=record.log, index__gt=record.index).exclude(block_hash="")
        if (found := behind.order_by("index").first()) is not None:
            return found.block_hash
    raise NotNow("panel.no_beacon", WAITING)
