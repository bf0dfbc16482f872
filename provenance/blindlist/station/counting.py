"""Counting rounds and comparing appeals: each once, whatever the list server asks.

A server that could have the same round counted with other ballots, or guesses compared as appeals, would learn votes
and ids one answer at a time; so a station answers each question once, and few appeals a day.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final

from provenance.blindlist import sealing
from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.handling import match_bytes
from provenance.blindlist.government.outcomes import outcome_bytes, outcome_to_json
from provenance.blindlist.government.tasks import matches_of_task, outcome_of_task
from provenance.blindlist.government.types import Outcome, Register
from provenance.blindlist.proposing import match_topic, outcome_body, outcome_topic
from provenance.blindlist.signing import Purpose
from provenance.blindlist.station.parts import Parts

MOST_APPEALS_A_DAY: Final = 50
"""More proven appeals a day would be guesses: each answer of this kind says whether an id is the one of a case."""


def count_rounds(parts: Parts, register: Register, tasks: Sequence[Any]) -> None:
    """Count what is closed and this station sits on."""
    for task in tasks:
        if parts.journal.word(f"passed/{_digest(task)}"):
            continue
        try:
            outcome = outcome_of_task(task, register, parts.keys.index, lambda one: _words(parts, one))
        except BlindListError as error:
            parts.say("round.refused", why=getattr(error, "code", type(error).__name__))
            continue
        if outcome is None:
            parts.journal.note(f"passed/{_digest(task)}", value=True)
        else:
            _tell(parts, outcome)


def compare_appeals(parts: Parts, register: Register, tasks: Sequence[Any], at: datetime) -> None:
    """Say whether the device that an appeal shows is one of those its case is about."""
    for task in tasks:
        if parts.journal.word(f"passed/{_digest(task)}"):
            continue
        if not _has_room(parts, at):
            parts.say("appeals.too_many")
            return
        try:
            case, appeal, matches = matches_of_task(
                task, register, lambda one: sealing.open_id(one, parts.keys.index, parts.keys.sealing)
            )
        except BlindListError as error:
            parts.say("appeal.refused", why=getattr(error, "code", type(error).__name__))
            continue
        parts.journal.note(f"passed/{_digest(task)}", value=True)
        if parts.journal.word(f"appeal/{appeal}") is None:
            parts.journal.note(f"appeal/{appeal}", matches)
            signature = parts.keys.signing.sign(Purpose.MATCH, match_bytes(case, appeal, matches=matches))
            parts.desk.pin(match_topic(appeal), outcome_body(matches, signature))
            parts.say("appeal.compared")


def _tell(parts: Parts, outcome: Outcome) -> None:
    """Sign an outcome once; the same one is sent again where it got lost, another one never."""
    name, content = f"round/{outcome.case}/{outcome.round}", outcome_bytes(outcome).hex()
    before = parts.journal.word(name)
    if before is not None and before != content:
        parts.say("round.asked_twice", round=outcome.round)
        return
    parts.journal.note(name, content)
    signature = parts.keys.signing.sign(Purpose.OUTCOME, outcome_bytes(outcome))
    parts.desk.pin(outcome_topic(outcome.case, outcome.round), outcome_body(outcome_to_json(outcome), signature))
    if before is None:
        parts.say("round.counted", round=outcome.round)


def _open(parts: Parts, sealed: sealing.SealedId) -> sealing.Opened:
    return sealing.open_id(sealed, parts.keys.index, parts.keys.sealing)


def _words(parts: Parts, sealed: sealing.SealedWords) -> bytes:
    return sealing.open_words(sealed, parts.keys.index, parts.keys.sealing)


def _has_room(parts: Parts, at: datetime) -> bool:
    day = f"{at:%Y-%m-%d}"
    seen, count = parts.journal.word("appeals.day") or ["", 0]
    count = count + 1 if seen == day else 1
    parts.journal.note("appeals.day", [day, count])
    return bool(count <= MOST_APPEALS_A_DAY)


def _digest(task: Any) -> str:
    return sha256(json.dumps(task, sort_keys=True).encode()).hexdigest()
