"""All look-ups of one run, over two processes that share what was recorded."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.edits.planting import piece_from
from bench.likeness.asking import Answer, edited, look_up
from bench.likeness.photos import PhotoSet
from bench.likeness.recording import Recorded

PROCESSES = 2

_SHARED: dict[str, Any] = {}
"""Recorded photos and edits, put here before the processes are forked: neither can be sent through a pipe."""


def answers(photos: PhotoSet, recorded: Recorded, edits: dict[str, Any], forced: int) -> Iterator[Answer]:
    """One answer for every edit of every asked photo, in no order; `forced` strangers are compared with each."""
    piece_from(photos.donors)
    _SHARED.update(recorded=recorded, edits=edits, forced=forced)
    with multiprocessing.get_context("fork").Pool(PROCESSES, initializer=_alone) as pool:
        for part in pool.imap_unordered(_all_edits, photos.asked):
            yield from part


def _alone() -> None:
    import cv2

    cv2.setNumThreads(1)


def _all_edits(photo: Path) -> Sequence[Answer]:
    recorded, forced = _SHARED["recorded"], _SHARED["forced"]
    return [
        look_up(recorded, photo, name, edited(edit, photo, name), forced) for name, edit in _SHARED["edits"].items()
    ]
