"""The sets of certificates that one reading believes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pools:
    """Certificates for one reading, as PEM: two pools of anchors."""

    system: str = ""
    user: str = ""
    judge_stamps: bool = True
