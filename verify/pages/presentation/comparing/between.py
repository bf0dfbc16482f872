"""What the signed steps say happened between two of them, and who says so; nothing is concluded from a difference."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from provenance.types import Integrity, Report, State, Step, StepId
from verify.pages.presentation.actions import counted_actions
from verify.pages.presentation.chain import Chain, follow, state_of
from verify.pages.presentation.comparing.sides import Side
from verify.pages.presentation.history import ACTIONS_SHOWN
from verify.pages.presentation.names import signer_name, step_title
from verify.pages.presentation.similar import Row
from verify.pages.presentation.words import STATES, Sign, Words


@dataclass(frozen=True, slots=True)
class Said:
    """One step between the two, what it says it did, and what that word is worth."""

    title: str
    sign: Sign
    signer: str
    did: tuple[str, ...]
    worth: Words


@dataclass(frozen=True, slots=True)
class Between:
    """In one sentence how the two hang together, and the steps that lead from the older to the newer, oldest first."""

    sentence: str
    steps: tuple[Said, ...] = ()


def between(left: Side, right: Side, report: Report) -> Between:
    """Return how two sides hang together as far as the steps, or the comparison with a record, show."""
    if left.key == right.key:
        return Between(_("Both are the same. Choose two that differ."))
    for one, other in ((left, right), (right, left)):
        if one.work:
            return Between(_of_work(one.work, other))
    chain = follow(report.steps)
    if left.step and right.step:
        return _of_steps(left.step, right.step, chain)
    step = left.step or right.step
    return _of_file(step, chain) if step else Between("")


def _of_work(work: Row, other: Side) -> str:
    if other.is_file:
        return work.sentence
    if other.work:
        return _("Each of these works was compared with the file, and not with the other one.")
    return _(
        "A record was compared with the file, and not with single steps of its history. Lay the file beside it to see "
        "where they differ."
    )


def _of_steps(one: Step, other: Step, chain: Chain) -> Between:
    newer, older = sorted((one, other), key=lambda step: step.position)
    way = _way(newer, older, chain)
    if not way:
        text = _("As far as the steps say, neither of the two was made from the other.")
        return Between(text)
    said = {"newer": chain.number(newer), "older": chain.number(older)}
    text = _(
        "Step %(newer)d says that it was made from step %(older)d. What was done in between is what each step says."
    )
    return Between(text % said, tuple(_said(step) for step in reversed(way)))


def _of_file(step: Step, chain: Chain) -> Between:
    newest = chain.shown[0]
    way = () if step.id == newest.id else _way(newest, step, chain)
    said = {"number": chain.number(step)}
    if newest.integrity is Integrity.INTACT:
        text = (
            _("The file is what step %(number)d signed: nothing was changed after it.")
            if step.id == newest.id
            else _(
                "The file is what the newest step signed. What was done since step %(number)d is what each step says."
            )
        )
    elif newest.integrity is Integrity.CHANGED:
        text = _("The file is not what the newest step signed. What was changed since, and by whom, is not known.")
    else:
        text = _("Whether the file is what the newest step signed cannot be checked here.")
    return Between(text % said, tuple(_said(one) for one in reversed(way)))


def _way(newer: Step, older: Step, chain: Chain) -> tuple[Step, ...]:
    """The shown steps from `newer` down to just before `older`, newest first; empty where none leads there."""
    known = {step.id: step for step in chain.shown}
    below = _below(newer.id, known)
    if older.id not in below:
        return ()
    return tuple(
        step for step in chain.shown if step.id in below and step != older and older.id in _below(step.id, known)
    )


def _below(start: StepId, known: dict[StepId, Step]) -> set[StepId]:
    seen: set[StepId] = set()
    waiting = [start]
    while waiting:
        step = known.get(waiting.pop())
        if step is not None and step.id not in seen:
            seen.add(step.id)
            waiting.extend(step.ingredients)
    return seen


def _said(step: Step) -> Said:
    state = state_of(step)
    did = counted_actions(step.actions)[:ACTIONS_SHOWN]
    return Said(
        step_title(step), STATES[state], signer_name(step), did or (_("It names nothing that it did."),), _worth(state)
    )


def _worth(state: State) -> str:
    if state is State.HOLDS:
        return _("Said by a signer on your lists, and unchanged since it was signed.")
    if state is State.BROKEN:
        return _("This step does not hold. What was changed there, when and by whom, is not known.")
    if state is State.UNTRUSTED:
        return _("Said by a party nobody vouches for: anyone can write this.")
    return _("Whether this is what was signed, and by whom, cannot be told any more.")
