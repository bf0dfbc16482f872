"""Where the unsigned claims and the signed history disagree.

A contradiction is a reason to ask, never a verdict: it changes no headline. Its parameters hold no value of a claim
beyond the well-known name of a maker or of a program, because findings are stored and claims are not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from provenance.claims.names import AI_SOURCE_TYPES, CAPTURE_SOURCE_TYPES, editor_named, makers_named
from provenance.types import Claim, Finding, Params, State, Step

_CLOCK_TOLERANCE: Final = timedelta(days=1)
"""Cameras write local time without a zone, up to fourteen hours from that of the signature, and drift by minutes."""

_Found = tuple[str, Params, str]
"""Code, parameters, subject."""


def contradictions(claims: Sequence[Claim], steps: Sequence[Step], at: datetime) -> tuple[Finding, ...]:
    """Compare the claims of a file with its signed steps (position 0 is the newest) as seen at the time `at`."""
    found = [*_dates(claims, steps, at), *_cameras(claims, steps), *_software(claims, steps), *_labels(claims, steps)]
    return tuple(
        Finding("claims", State.UNTRUSTED, code, params, subject, at) for code, params, subject in _once_each(found)
    )


def _once_each(found: Sequence[_Found]) -> list[_Found]:
    """Keep the first of each code: two entries that say the same contradict once."""
    kept: dict[str, _Found] = {}
    for one in found:
        kept.setdefault(one[0], one)
    return list(kept.values())


def _dates(claims: Sequence[Claim], steps: Sequence[Step], at: datetime) -> Iterator[_Found]:
    days = [day for claim in claims if claim.name == "captured_at" and (day := _day(claim.value))]
    if not days:
        return
    if max(days) > (at.astimezone(UTC) + _CLOCK_TOLERANCE).date():
        yield "claims.date_in_future", {}, "file"
    signed = [(day, step.id) for step in steps if (day := _day(step.signed_at or ""))]
    if signed and min(days) > min(signed)[0] + _CLOCK_TOLERANCE:
        yield "claims.date_after_signing", {"signed": min(signed)[0].isoformat()}, min(signed)[1]


def _day(text: str) -> date | None:
    """Read the day from `2026-11-21...`, from EXIF's `2026:11:21 ...` or from IPTC's `20261121`."""
    digits = "".join(letter for letter in text[:10] if letter.isdigit() and letter.isascii())
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _cameras(claims: Sequence[Claim], steps: Sequence[Step]) -> Iterator[_Found]:
    """Compare makers; a signer that makes no cameras, such as a capture app, contradicts none."""
    makers = makers_named(claim.value for claim in claims if claim.name == "camera_make")
    if not makers:
        return
    for step in _first_steps(steps):
        if _source_types(step) & AI_SOURCE_TYPES:
            yield "claims.camera_but_generated", {}, step.id
        signed = makers_named(_texts(step)) if _source_types(step) & CAPTURE_SOURCE_TYPES else set()
        if signed and not signed & makers:
            yield "claims.camera_differs", {"claimed": min(makers), "signed": min(signed)}, step.id


def _first_steps(steps: Sequence[Step]) -> list[Step]:
    return [step for step in steps if not step.ingredients and not step.ingredients_without_credentials]


def _software(claims: Sequence[Claim], steps: Sequence[Step]) -> Iterator[_Found]:
    """Compare editing programs; a history that starts from an unsigned file may have passed through any of them."""
    if not steps or any(step.ingredients_without_credentials for step in steps):
        return
    history = {name for step in steps for text in _texts(step) if (name := editor_named(text))}
    for claim in claims:
        editor = editor_named(claim.value) if claim.name == "software" else None
        if editor and editor not in history:
            yield "claims.software_not_in_history", {"software": editor}, "file"


def _labels(claims: Sequence[Claim], steps: Sequence[Step]) -> Iterator[_Found]:
    labelled = any(
        claim.name == "ai_label"
        or (claim.name == "digital_source_type" and claim.value.rstrip("/").rsplit("/", 1)[-1] in AI_SOURCE_TYPES)
        for claim in claims
    )
    if labelled and not any(_source_types(step) & AI_SOURCE_TYPES for step in steps):
        yield "claims.ai_label_unsigned", {}, "file"


def _source_types(step: Step) -> set[str]:
    """Give the short names of the digital source types that a step declares."""
    declared = [step.digital_source_type, *(action.digital_source_type for action in step.actions)]
    return {one.rstrip("/").rsplit("/", 1)[-1] for one in declared if one}


def _texts(step: Step) -> Iterator[str]:
    """Give what a step says about who and what made it."""
    signer = step.signer
    yield from (text for text in (step.tool, signer and signer.organisation, signer and signer.common_name) if text)
    yield from (text for action in step.actions for text in (action.tool, action.description) if text)
