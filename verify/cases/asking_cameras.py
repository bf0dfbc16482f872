"""Asking the camera list about a file that was just examined: in the worker, blinded, and nothing of it is kept but
what was answered.

Device ids are in memory only; whatever goes wrong is an answer that could not be had, and never takes a report away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import structlog

from provenance.attestation.types import DeviceId
from provenance.blindlist.errors import BlindListError
from provenance.blindlist.types import Answer, AnswerState
from provenance.camera_list import with_camera_list
from provenance.types import Examination
from verify import list_wiring, wiring

MOST_IDS = 24
"""Three full requests: a camera and a few tools have fewer, and a file of hundreds of steps would spend the budget."""

log = structlog.get_logger("cases")


def with_cameras_asked(examination: Examination) -> Examination:
    """The examination with what the camera list says, and without the ids it was asked about.

    Where this installation asks no list, or the file could not be read, the report stays as it is.
    """
    bare = replace(examination, device_ids=(), captures=())
    if examination.report.headline.code == "unreadable" or not list_wiring.is_asked():
        return bare
    answers = answers_about(examination.device_ids)
    return replace(bare, report=with_camera_list(examination.report, answers, wiring.now()))


def answers_about(ids: Sequence[DeviceId]) -> tuple[Answer, ...]:
    """What the list says of each id; unavailable where it cannot be asked."""
    if not ids:
        return ()
    beyond = _without(ids[MOST_IDS:], AnswerState.NOT_ASKED, "too_many")
    try:
        asked = list_wiring.camera_list()
        if asked is not None:
            return (*asked.ask(ids[:MOST_IDS], wiring.now()), *beyond)
    except (BlindListError, OSError) as problem:
        # Which kind of trouble, and nothing of what was asked.
        log.warning("camera list could not be asked", problem=type(problem).__name__)
    return _without(ids, AnswerState.UNAVAILABLE, "list")


def _without(ids: Sequence[DeviceId], state: AnswerState, why: str) -> tuple[Answer, ...]:
    return tuple(Answer(state, one.kind.value, why=why) for one in ids)
