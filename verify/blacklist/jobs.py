"""The worker's side: whatever is due in the government is written down within seconds."""

from __future__ import annotations

from typing import Final

from verify.blacklist.services.ticking import sweep, tick
from verify.jobs.kinds import Kind

JOB: Final = "governing"

GOVERNING: Final = Kind(JOB, run=lambda _: tick(), give_up=lambda _: None, sweep=sweep)
