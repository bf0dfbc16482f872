"""From steps to one code: the order of DESIGN section 4, written once and followed by number.

A newest step that is good never hides an older one that is not; of several steps the newest is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from provenance.credentials.contents import AiDeclaration, ai_declaration_of
from provenance.types import Integrity, Outcome, Params, SigningTime, Step, StepId, Trust

LISTED = (Trust.OFFICIAL, Trust.INTERIM, Trust.NEWSROOM)
"""Lists that count, strongest first; a sentence about several signers names the last of these that occurs."""

WORSE_THAN_AI = frozenset(
    {"unreadable", "credentials_damaged", "changed_after_signing", "signer_denied", "problem_in_history"}
)
"""Codes that keep the headline whatever a step declares about AI."""

AI_HEADLINES = (
    ("declared_ai_generated", AiDeclaration.GENERATED),
    ("declared_ai_edited", AiDeclaration.EDITED),
)

BEFORE_RECORDS = WORSE_THAN_AI | {code for code, _ in AI_HEADLINES}
"""Codes that keep the headline whatever is on record."""

BEFORE_COPIES = BEFORE_RECORDS | {"same_as_record", "differs_from_record"}
"""Codes that keep the headline whatever it is a copy of."""

CAPTURED = "captured"
"""A key in a camera signed exactly these bytes."""

BEFORE_CAPTURE = BEFORE_COPIES | {"copy_of_record"}
"""Codes that keep the headline whatever a camera signed."""

Rule = Callable[[Step], bool]


def _damaged(step: Step) -> bool:
    return step.integrity is Integrity.NOT_CHECKABLE


def _changed(step: Step) -> bool:
    return step.position == 0 and step.integrity is Integrity.CHANGED


def _denied(step: Step) -> bool:
    return step.trust is Trust.DENIED


def _problem(step: Step) -> bool:
    return step.integrity is not Integrity.INTACT


def _lapsed(step: Step) -> bool:
    return step.time is SigningTime.LAPSED


def _newest_unknown(step: Step) -> bool:
    return step.position == 0 and step.trust is Trust.UNKNOWN


def _unknown(step: Step) -> bool:
    return step.trust is Trust.UNKNOWN


# 1. what cannot be read  2. what is not what was signed  3. who was refused  4. what went wrong earlier
# 5. what nobody vouches for any more  6. who is not known, newest first  7. else every signer is on a list
ORDER: tuple[tuple[str, Rule], ...] = (
    ("credentials_damaged", _damaged),
    ("changed_after_signing", _changed),
    ("signer_denied", _denied),
    ("problem_in_history", _problem),
    ("certificate_lapsed", _lapsed),
    ("signer_unknown", _newest_unknown),
    ("some_signers_unknown", _unknown),
)


def credentials_outcome(steps: tuple[Step, ...]) -> Outcome:
    """The first code of the order that holds for any step; `steps` must not be empty."""
    for code, rule in ORDER:
        found = next((one for one in steps if rule(one)), None)
        if found:
            return Outcome(code, _params(found, steps), found.id)
    return Outcome("all_signers_trusted", _params(steps[0], steps), steps[0].id)


def headline_outcome(credentials: Outcome, steps: tuple[Step, ...]) -> Outcome:
    """What one file alone can put into its headline; records, cameras and authors may add to it on the site."""
    if credentials.code in WORSE_THAN_AI:
        return credentials
    for code, kind in AI_HEADLINES:
        found = next((one for one in handed_on(steps) if _declares(one, kind, steps)), None)
        if found:
            return Outcome(code, _params(found, steps), found.id)
    return credentials


def headline_with_records(headline: Outcome, same: Outcome | None) -> Outcome:
    """The headline once records of these bytes were looked up; `same` only where the reader goes by their recorder."""
    return headline if same is None or headline.code in BEFORE_RECORDS else same


def headline_with_copy(headline: Outcome, copy: Outcome | None) -> Outcome:
    """The headline once a copy was found among the records of a recorder that the reader goes by."""
    return headline if copy is None or headline.code in BEFORE_COPIES else copy


def headline_with_difference(headline: Outcome, differs: Outcome | None) -> Outcome:
    """The headline once another version was found there; what is wrong with the file itself comes before that."""
    return headline if differs is None or headline.code in WORSE_THAN_AI else differs


def headline_with_capture(headline: Outcome, capture: Outcome | None) -> Outcome:
    """The headline once a camera's signature over exactly these bytes was found to hold."""
    return headline if capture is None or headline.code in BEFORE_CAPTURE else capture


def vouched(step: Step) -> bool:
    """Whether a listed signer stands behind an intact step; only then does its declaration make a headline."""
    return step.trust in LISTED and step.integrity is Integrity.INTACT and step.time is not SigningTime.LAPSED


def handed_on(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The vouched steps that only vouched steps lead to; newest first.

    That an older step belongs to these bytes is the word of every signer after it: a stranger can put anybody's
    declaration beneath a photograph.
    """
    by_id = {one.id: one for one in steps}
    found: dict[StepId, Step] = {}
    waiting = [one.id for one in steps[:1]]
    while waiting:
        step = by_id[waiting.pop()]
        if step.id not in found and vouched(step):
            found[step.id] = step
            waiting.extend(step.ingredients)
    return tuple(one for one in steps if one.id in found)


def _declares(step: Step, kind: AiDeclaration, steps: tuple[Step, ...]) -> bool:
    declared = ai_declaration_of(step.actions)
    if declared is AiDeclaration.GENERATED and step.id not in main_line(steps):
        # A made picture that was placed into another one makes the whole edited, not made.
        declared = AiDeclaration.EDITED
    return declared is kind


def main_line(steps: tuple[Step, ...]) -> frozenset[StepId]:
    """The newest step and, going back, the steps each was opened from; parts placed into it are not on the line."""
    by_id = {one.id: one for one in steps}
    line: list[StepId] = []
    current = steps[0].id if steps else None
    while current is not None and current not in line:
        line.append(current)
        current = by_id[current].parent
    return frozenset(line)


def lowest_list(steps: Iterable[Step]) -> str:
    """The weakest list on which a signer of these steps was found; empty where none was."""
    found = {one.trust for one in steps}
    return next((tier.value for tier in reversed(LISTED) if tier in found), "")


def _params(step: Step, steps: tuple[Step, ...]) -> Params:
    unknown = sum(one.trust is Trust.UNKNOWN for one in steps)
    return {
        "steps": len(steps),
        "unknown": unknown,
        "number": len(steps) - step.position,
        "tool": step.tool or "",
        "signer": name_of(step),
        "list": lowest_list(steps),
        "failures": step.failures[:10],
    }


def name_of(step: Step) -> str:
    """How the signer of a step is called in a sentence: the organisation, else the certificate's name."""
    return (step.signer and (step.signer.organisation or step.signer.common_name)) or ""
