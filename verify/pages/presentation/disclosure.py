"""What a file discloses, for people: three sentences, and what each step says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.disclosure import Available, Disclosure, Made, System
from provenance.types import Finding, Step
from verify.pages.presentation.camera_lines import sign_of
from verify.pages.presentation.moments import Moment, stated
from verify.pages.presentation.names import step_title
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import INTEGRITY, STATES, TRUST, Sign, Words

MADE: dict[Made, Words] = {
    Made.GENERATED: gettext_lazy("made with generative AI"),
    Made.ALTERED: gettext_lazy("altered with generative AI"),
    Made.CAPTURED: gettext_lazy("captured by a device"),
    Made.NOT_STATED: gettext_lazy("not stated"),
}
SIGNS: dict[Available, Sign] = {
    Available.PRESENT: Sign("holds", gettext_lazy("Provenance data available")),
    Available.NONE: Sign("absent", gettext_lazy("No provenance data"), "quiet"),
    Available.ELSEWHERE: Sign("not-checked", gettext_lazy("Provenance data kept elsewhere")),
    Available.NOT_READABLE: Sign("unavailable", gettext_lazy("Provenance data not readable")),
}
NAME, DOING = 120, 80


@dataclass(frozen=True, slots=True)
class DisclosedStep:
    """One step: what made it so, with what, by whom, when, and what it says was done."""

    number: int
    title: Words
    made: Words
    tool: str
    signer: str
    on_list: Words
    integrity: Words
    signed: Moment | None
    doings: tuple[str, ...]
    redactions: tuple[str, ...]
    vouched: bool


@dataclass(frozen=True, slots=True)
class DisclosedLine:
    """A declaration of AI or an attestation of a device."""

    sign: Sign
    sentence: str


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Everything that the page shows."""

    sign: Sign
    making: str
    data: str
    signatures: str
    steps: tuple[DisclosedStep, ...]
    marks: tuple[DisclosedLine, ...]
    captures: tuple[DisclosedLine, ...]


def disclosure_page(found: Disclosure) -> DisclosurePage:
    """The page of a disclosure."""
    return DisclosurePage(
        sign=SIGNS[found.available],
        making=visible(found.making.sentence, 600),
        data=found.data.sentence,
        signatures=found.signatures.sentence,
        steps=tuple(
            _step(len(found.steps) - place, step, system)
            for place, (step, system) in enumerate(zip(found.steps, found.systems, strict=True))
        ),
        marks=tuple(_line(one) for one in found.marks),
        captures=tuple(DisclosedLine(sign_of(one), told(one.code, one.params)) for one in found.captures),
    )


def _step(number: int, step: Step, system: System) -> DisclosedStep:
    return DisclosedStep(
        number=number,
        title=step_title(step),
        made=MADE[system.made],
        tool=isolated(system.name, NAME) if system.name else _("not named"),
        signer=isolated(system.signer, NAME) if system.signer else _("not named"),
        on_list=TRUST[step.trust],
        integrity=INTEGRITY[step.integrity],
        signed=stated(step.signed_at),
        doings=tuple(_doing(one.code, one.description) for one in step.actions),
        redactions=tuple(visible(one, DOING) for one in step.redactions),
        vouched=system.listed,
    )


def _doing(code: str, description: str | None) -> str:
    return f"{visible(code, DOING)}: {visible(description, NAME)}" if description else visible(code, DOING)


def _line(one: Finding) -> DisclosedLine:
    return DisclosedLine(STATES[one.state], told(one.code, one.params))
