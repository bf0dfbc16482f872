"""The findings about the steps of an edit chain: one line of evidence each, in codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from provenance.credentials.contents import AiDeclaration, ai_declaration_of
from provenance.types import Finding, Integrity, Params, SigningTime, State, Step, Trust
from provenance.verdict import name_of, vouched

_INTEGRITY = {
    Integrity.INTACT: (State.HOLDS, "step.intact"),
    Integrity.CHANGED: (State.BROKEN, "step.changed"),
    Integrity.RECORDED_FAILURE: (State.BROKEN, "step.recorded_failure"),
    Integrity.NOT_CHECKABLE: (State.UNAVAILABLE, "step.not_checkable"),
}
_TIME = {
    SigningTime.TRUSTED: (State.HOLDS, "time.trusted"),
    SigningTime.UNVERIFIED: (State.UNTRUSTED, "time.unverified"),
    SigningTime.LAPSED: (State.UNAVAILABLE, "time.lapsed"),
    SigningTime.NONE: (State.ABSENT, "time.none"),
}
_AI_CODES = {AiDeclaration.GENERATED: "ai.generated_declared", AiDeclaration.EDITED: "ai.edited_declared"}


def findings_of(steps: tuple[Step, ...], at: datetime) -> tuple[Finding, ...]:
    """Every line of evidence about every step, newest step first; attached identities have their own (`identities`)."""
    return tuple(one for step in steps for line in _LINES for one in line(step, at))


def _integrity(step: Step, at: datetime) -> Iterator[Finding]:
    state, code = _INTEGRITY[step.integrity]
    yield _about(step, at, "integrity", state, code)


def _signer(step: Step, at: datetime) -> Iterator[Finding]:
    if step.trust is Trust.DENIED:
        yield _about(step, at, "signer", State.UNTRUSTED, "signer.denied")
    elif step.trust is Trust.UNKNOWN:
        yield _about(step, at, "signer", State.UNTRUSTED, "signer.unknown")
    else:
        yield _about(step, at, "signer", State.HOLDS, f"signer.{step.trust.value}")


def _time(step: Step, at: datetime) -> Iterator[Finding]:
    state, code = _TIME[step.time]
    yield _about(step, at, "time", state, code)


def _ai(step: Step, at: datetime) -> Iterator[Finding]:
    declared = ai_declaration_of(step.actions)
    if declared and vouched(step):
        yield _about(step, at, "ai", State.HOLDS, _AI_CODES[declared])
    elif declared:
        yield _about(step, at, "ai", State.UNTRUSTED, "ai_label_unverified")


def _redactions(step: Step, at: datetime) -> Iterator[Finding]:
    if step.redactions:
        yield _about(step, at, "redaction", State.HOLDS, "redaction.declared")


def _ingredients(step: Step, at: datetime) -> Iterator[Finding]:
    if step.ingredients_without_credentials:
        yield _about(step, at, "ingredient", State.NOT_CHECKED, "ingredient.without_credentials")


_LINES: tuple[Callable[[Step, datetime], Iterator[Finding]], ...] = (
    _integrity,
    _signer,
    _time,
    _ai,
    _redactions,
    _ingredients,
)


def _about(step: Step, at: datetime, kind: str, state: State, code: str) -> Finding:
    params: Params = {
        "signer": name_of(step),
        "tool": step.tool or "",
        "count": step.ingredients_without_credentials,
        "names": step.redactions[:20],
        "signed_at": step.signed_at or "",
    }
    return Finding(kind, state, code, params, step.id, at)
