"""Which steps of a history may be shown as history, and which lie behind a step that does not hold.

C2PA's guidance for user interfaces (section 10) leaves out what lies behind a failure: nobody vouches for it any more.
"""

from __future__ import annotations

from dataclasses import dataclass

from provenance.types import Integrity, SigningTime, State, Step, StepId, Trust

LISTED = frozenset({Trust.OFFICIAL, Trust.INTERIM, Trust.NEWSROOM})
BROKEN = frozenset({Integrity.CHANGED, Integrity.RECORDED_FAILURE})


@dataclass(frozen=True, slots=True)
class Chain:
    """The steps to show (newest first), and those behind a broken step, said by the file and not confirmed."""

    shown: tuple[Step, ...]
    behind: tuple[Step, ...]

    def number(self, step: Step) -> int:
        """Return a step's number in the whole history, 1 for the oldest, as every sentence counts."""
        return len(self.shown) + len(self.behind) - step.position


def follow(steps: tuple[Step, ...]) -> Chain:
    """Walk from the newest step towards the origins and stop at each step that does not hold."""
    ordered = tuple(sorted(steps, key=lambda step: step.position))
    reached = _reached(ordered)
    shown = tuple(step for step in ordered if step.id in reached)
    return Chain(shown, tuple(step for step in ordered if step.id not in reached))


def origins(chain: Chain) -> tuple[Step, ...]:
    """Return the shown steps that name no earlier step: where the file says it begins."""
    return tuple(step for step in chain.shown if not step.ingredients)


def state_of(step: Step) -> State:
    """Return what was found out about one step: its bytes first, its signer second."""
    if step.integrity in BROKEN:
        return State.BROKEN
    if step.integrity is Integrity.NOT_CHECKABLE or has_lapsed(step):
        return State.UNAVAILABLE
    return State.HOLDS if step.trust in LISTED else State.UNTRUSTED


def has_lapsed(step: Step) -> bool:
    """Say whether the signer can no longer be looked up: lapsed is never forged, and not the same as unknown."""
    return step.time is SigningTime.LAPSED and step.trust is Trust.UNKNOWN


def _reached(ordered: tuple[Step, ...]) -> set[StepId]:
    known = {step.id: step for step in ordered}
    reached: set[StepId] = set()
    waiting = [ordered[0].id] if ordered else []
    while waiting:
        step = known.get(waiting.pop())
        if step is None or step.id in reached:
            continue
        reached.add(step.id)
        waiting.extend(() if step.integrity in BROKEN else step.ingredients)
    return reached
