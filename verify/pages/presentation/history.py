"""The history as a list of steps, newest first: the accessible form of what the graph draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from provenance.types import Integrity, Report, State, Step, StepId
from verify.pages.presentation.actions import counted_actions, source_of
from verify.pages.presentation.chain import follow, has_lapsed, state_of
from verify.pages.presentation.moments import Moment, stated
from verify.pages.presentation.names import issuer_name, signer_name, step_title
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import INTEGRITY, STATES, TIMES, TRUST, Sign, Words

SHOWN_AT_ONCE = 4  # C2PA's guidance for summaries: at most four steps, then a way to see the rest
ACTIONS_SHOWN = 12  # one step may list thousands; the expert view has them all
IN_THE_TITLE = frozenset({"c2pa.redacted", "c2pa.created", "c2pa.published"})  # the title says it already


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step as the page shows it; `ai` and `redacted` are notes apart from `actions`, the edits.

    `before` is the number of the step that it was mainly made from, or 0.
    """

    number: int
    anchor: str
    title: str
    sign: Sign
    kind: str
    signer: str
    issuer: str | None
    listed: Words
    integrity: Words
    time: Words
    signed_at: Moment | None
    actions: tuple[str, ...]
    more_actions: int
    made_from: str
    before: int
    ai: str
    redacted: str
    problem: str


@dataclass(frozen=True, slots=True)
class History:
    """The steps shown at once, the earlier ones behind a fold, and how many lie behind a break."""

    first: tuple[StepCard, ...]
    rest: tuple[StepCard, ...]
    behind: int
    fold: str


def history(report: Report) -> History:
    """Return the cards of a report's steps, newest first."""
    chain = follow(report.steps)
    numbers = {step.id: chain.number(step) for step in chain.shown}
    cards = tuple(card_of(step, numbers) for step in chain.shown)
    rest = cards[SHOWN_AT_ONCE:]
    fold = ngettext("Show %(count)d earlier step", "Show %(count)d earlier steps", len(rest)) % {"count": len(rest)}
    return History(cards[:SHOWN_AT_ONCE], rest, len(chain.behind), fold)


def kind_of(step: Step) -> str:
    """Return how a step is drawn: `ai`, `redaction`, `broken`, `untrusted`, `unavailable` or `holds`."""
    state = state_of(step)
    if state is not State.HOLDS:
        return str(STATES[state].icon)
    if source_of(step) in {"ai_generated", "ai_edited"}:
        return "ai"
    return "redaction" if step.redactions else "holds"


def anchor_of(number: int) -> str:
    """Return under which name the card of a step can be led to on its page."""
    return f"step-{number}"


def card_of(step: Step, numbers: Mapping[StepId, int]) -> StepCard:
    """Return one step as it is shown; `numbers` are those of the steps that are shown."""
    said = IN_THE_TITLE | ({"c2pa.opened"} if step.ingredients else set())
    edits = counted_actions(one for one in step.actions if one.description or one.code not in said)
    return StepCard(
        number=numbers[step.id],
        anchor=anchor_of(numbers[step.id]),
        title=step_title(step),
        sign=STATES[state_of(step)],
        kind=kind_of(step),
        signer=signer_name(step),
        issuer=issuer_name(step),
        listed=_listed(step),
        integrity=INTEGRITY[step.integrity],
        time=TIMES[step.time],
        signed_at=stated(step.signed_at),
        actions=edits[:ACTIONS_SHOWN],
        more_actions=max(0, len(edits) - ACTIONS_SHOWN),
        made_from=_made_from(step, numbers),
        before=next((numbers[one] for one in (step.parent, *step.ingredients) if one and one in numbers), 0),
        ai=_ai_note(step),
        redacted=_redaction_note(step),
        problem=_problem(step),
    )


def _listed(step: Step) -> Words:
    return _("no list can say any more") if has_lapsed(step) else TRUST[step.trust]


def _made_from(step: Step, numbers: Mapping[StepId, int]) -> str:
    parts = sorted(numbers[ingredient] for ingredient in step.ingredients if ingredient in numbers)
    bare = step.ingredients_without_credentials
    named = _("Made from the steps %(steps)s.") % {"steps": ", ".join(map(str, parts))} if len(parts) > 1 else ""
    if not bare:
        return named
    extra = ngettext(
        "It also took in %(count)d file without credentials, about which nothing is known.",
        "It also took in %(count)d files without credentials, about which nothing is known.",
        bare,
    )
    return f"{named} {extra % {'count': bare}}".strip()


def _ai_note(step: Step) -> str:
    source = source_of(step)
    if source not in {"ai_generated", "ai_edited"}:
        return ""
    declared = (
        _("declared as made by generative AI")
        if source == "ai_generated"
        else _("declared as edited with generative AI")
    )
    if state_of(step) is State.HOLDS:
        return _("%(declared)s, by a listed signer") % {"declared": declared}
    return _("%(declared)s, by a party nobody vouches for: anyone can add this") % {"declared": declared}


def _redaction_note(step: Step) -> str:
    if not step.redactions:
        return ""
    what = ", ".join(isolated(name.rsplit("/", 1)[-1], 60) for name in step.redactions[:ACTIONS_SHOWN])
    return _("withheld on purpose: %(what)s. This is a redaction, not an edit of the picture.") % {"what": what}


def _problem(step: Step) -> str:
    if step.integrity is Integrity.CHANGED:
        return _(
            "The bytes are no longer what this step signed. Who changed them, and whether in good faith, is not known."
        )
    if step.integrity is Integrity.RECORDED_FAILURE:
        return _(
            "A later signer took this step in although it did not hold. This says something about "
            "this step, not about the whole file."
        )
    return ""
