"""How much of anything is read; each with its reason."""

from __future__ import annotations

from typing import Final

ACT_BYTES: Final = 65_536
"""A set of nine maintainers with proposals is about 5 KB; ten times that is no act."""

ACT_DEPTH: Final = 6
"""Rules inside a proposal inside a body are four deep."""

BALLOT_BYTES: Final = 4_096
"""A signed ballot is about 700 bytes of JSON."""

IDS_A_CASE: Final = 16
"""A file names up to eight ids, and a report may join those of two."""

SEATS: Final = 32
"""Five to nine maintainers are meant; more than a few dozen never meet."""

ACTS_A_CASE: Final = 500
"""Sixty days of rounds, one after another, are fewer than two hundred acts."""
