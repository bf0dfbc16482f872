"""What one file discloses of its making: whether it carries provenance data, which systems made it, who signed.

For platforms that have to show such data and must not strip it. Everything here is read from a report; nothing is added
and nothing personal is in it. Source: docs/disclosure.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from provenance.credentials.contents import AiDeclaration, ai_declaration_of
from provenance.sentences_of_disclosure import SENTENCES, UNNAMED
from provenance.types import Finding, Integrity, Params, Report, Step, StepId
from provenance.verdict import LISTED, handed_on, name_of

SCHEMA: Final = "firstlight.disclosure/1"
CAPTURES: Final = frozenset({"digitalcapture", "computationalcapture", "negativefilm", "positivefilm"})
"""IPTC digital source types of what a device took; a screen or a composite is none of these."""

_ELSEWHERE: Final = "credentials_elsewhere"
_NOT_READ: Final = frozenset({"unreadable", "credentials_damaged"})


class Made(StrEnum):
    """How one step says that the content came about."""

    GENERATED = "generated"
    ALTERED = "altered"
    CAPTURED = "captured"
    NOT_STATED = "not_stated"


STRONGEST: Final = (Made.GENERATED, Made.ALTERED, Made.CAPTURED)
"""Which statement about making is named first: a reader must not miss AI behind a camera."""

_BY_AI: Final = {AiDeclaration.GENERATED: Made.GENERATED, AiDeclaration.EDITED: Made.ALTERED}


class Available(StrEnum):
    """Whether there is provenance data; `not_readable` is never `none`."""

    PRESENT = "present"
    NONE = "none"
    ELSEWHERE = "elsewhere"
    NOT_READABLE = "not_readable"


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence by its code."""

    code: str
    params: Params

    @property
    def sentence(self) -> str:
        """In words; what a file leaves unnamed is said to be."""
        filled = {name: str(value) if value not in ("", None) else UNNAMED for name, value in self.params.items()}
        return SENTENCES[self.code].format_map(filled)


@dataclass(frozen=True, slots=True)
class System:
    """A generative model, a device or a program that a step names; `listed`: listed signers vouch for it.

    That is, it and every newer step that leads to it is intact and of a listed signer: a stranger can put anybody's
    step beneath a file.
    """

    made: Made
    name: str
    signer: str
    step: StepId
    listed: bool


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything that has to be shown of a report; `marks` and `captures` are its findings about AI and cameras."""

    available: Available
    made: Made
    systems: tuple[System, ...]
    data: Said
    making: Said
    signatures: Said
    count: int
    intact: int
    listed: int
    steps: tuple[Step, ...]
    marks: tuple[Finding, ...]
    captures: tuple[Finding, ...]


def disclosure_of(report: Report) -> Disclosure:
    """What a report lets be shown."""
    available, steps = _available(report), report.steps
    relied = {one.id for one in handed_on(steps)}
    systems = tuple(_system(one, listed=one.id in relied) for one in steps)
    first = _first(systems)
    signed = [one for one in steps if one.signer is not None]
    intact = sum(one.integrity is Integrity.INTACT for one in signed)
    listed = sum(one.trust in LISTED for one in signed)
    return Disclosure(
        available=available,
        made=first.made if first else Made.NOT_STATED,
        systems=systems,
        data=Said(f"data.{available.value}", {"steps": len(steps)}),
        making=_making(first),
        signatures=_signatures(len(signed), intact, listed),
        count=len(signed),
        intact=intact,
        listed=listed,
        steps=steps,
        marks=tuple(_marks(report)),
        captures=tuple(one for one in report.findings if one.kind == "camera"),
    )


def _available(report: Report) -> Available:
    if report.steps:
        return Available.PRESENT
    if report.credentials.code in _NOT_READ:
        return Available.NOT_READABLE
    return Available.ELSEWHERE if report.credentials.code == _ELSEWHERE else Available.NONE


def _system(step: Step, *, listed: bool) -> System:
    return System(_made(step), step.tool or "", name_of(step), step.id, listed)


def _made(step: Step) -> Made:
    declared = ai_declaration_of(step.actions)
    if declared is not None:
        return _BY_AI[declared]
    types = (*(one.digital_source_type for one in step.actions), step.digital_source_type)
    kinds = {(one or "").lower().rpartition("/")[2] for one in types}
    return Made.CAPTURED if kinds & CAPTURES else Made.NOT_STATED


def _first(systems: tuple[System, ...]) -> System | None:
    """What is named first: what listed signers state before what anybody may have added, AI before a camera."""
    stated = [one for one in systems if one.made is not Made.NOT_STATED]
    return min(stated, key=lambda one: (not one.listed, STRONGEST.index(one.made)), default=None)


def _making(first: System | None) -> Said:
    if first is None:
        return Said("made.not_stated", {})
    form = "" if first.listed else ".unlisted"
    return Said(f"made.{first.made.value}{form}", {"signer": first.signer, "tool": first.name})


def _signatures(count: int, intact: int, listed: int) -> Said:
    code = "signatures.some" if count else "signatures.none"
    return Said(code, {"count": count, "intact": intact, "listed": listed})


def _marks(report: Report) -> Iterator[Finding]:
    """Declarations of AI, signed or not, and a redaction of anything: what was taken out is disclosed as well."""
    for one in report.findings:
        if one.kind in {"ai", "redaction"} or one.code == "claims.ai_label_unsigned":
            yield one
