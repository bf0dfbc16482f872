"""From a capture sidecar to evidence: each attestation is checked by its format, for this content and nothing else.

Attestations bind the SHA-256 of the statement, which names the content, or that of the content itself. What a statement
says counts only where an attestation is bound to it; else it is what a stranger wrote beside a file.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.attestation.errors import BadSidecar
from provenance.attestation.formats.every import ALL
from provenance.attestation.judging import refused
from provenance.attestation.levels import Standing
from provenance.attestation.naming import model_id
from provenance.attestation.sidecar import read_sidecar
from provenance.attestation.types import (
    AppStanding,
    Binding,
    ContentDigest,
    Evidence,
    Format,
    Level,
    Measurement,
    Reader,
    RootTier,
    SignedCapture,
)

SIDECAR: Final = "sidecar"
"""The name of the format where a sidecar as a whole could not be read."""

_UNKNOWN_FORMAT: Final = Standing(Level.REFUSED, "format.unknown")
_FORMATS: Final = {one.name: one for one in ALL}


def check_attestations(sidecar: bytes, content: ContentDigest, at: datetime, reader: Reader) -> tuple[Evidence, ...]:
    """The evidence of every attestation in a sidecar, in its order; never raises because of what is in there."""
    try:
        capture = read_sidecar(sidecar)
    except BadSidecar as bad:
        return (refused(SIDECAR, Standing(Level.REFUSED, bad.code)),)
    return tuple(
        _checked(name, attestation, capture, content, at, reader) for name, attestation in capture.attestations
    )


def stated_digest(statement: bytes) -> ContentDigest:
    """What attestations sign where there is a statement."""
    return ContentDigest(hashlib.sha256(statement).digest())


def _checked(
    name: str, attestation: bytes, capture: SignedCapture, content: ContentDigest, at: datetime, reader: Reader
) -> Evidence:
    format_ = _FORMATS.get(name)
    if format_ is None:
        return refused(SIDECAR, _UNKNOWN_FORMAT)
    if capture.content != content.hex():
        return _beside_another(format_, attestation, capture, content, at, reader)
    if not capture.statement:
        return format_.verify(attestation, content, at, reader)
    return _with_statement(format_, attestation, capture, content, at, reader)


def _beside_another(
    format_: Format, attestation: bytes, capture: SignedCapture, content: ContentDigest, at: datetime, reader: Reader
) -> Evidence:
    """A sidecar that names another file: unbound where it holds for that one, and broken only where it holds for none.

    Some signatures cover a digest that they do not carry, so beside an edited or exchanged picture they just do not
    fit; whoever took the picture that they do fit forged nothing.
    """
    here = format_.verify(attestation, content, at, reader)
    if here.binding is not Binding.NOT_CHECKED:
        return here
    named = stated_digest(capture.statement) if capture.statement else ContentDigest(bytes.fromhex(capture.content))
    there = format_.verify(attestation, named, at, reader)
    return replace(there, binding=Binding.UNBOUND, ids=()) if there.binding is Binding.BOUND else here


def _with_statement(
    format_: Format, attestation: bytes, capture: SignedCapture, content: ContentDigest, at: datetime, reader: Reader
) -> Evidence:
    """Bound to the statement if it is; else the statement is nobody's and the content itself may be what was signed."""
    stated = stated_digest(capture.statement)
    evidence = format_.verify(attestation, stated, at, replace(reader, claimed_at=capture.captured_at))
    if evidence.binding is Binding.BOUND:
        return _saying(evidence, capture)
    plain = format_.verify(attestation, content, at, reader)
    if plain.binding is not Binding.BOUND:
        return plain
    return replace(plain, measurements=tuple(_by(one, "", signed=False) for one in capture.measurements))


def _saying(evidence: Evidence, capture: SignedCapture) -> Evidence:
    """The evidence with what the statement says; under a listed root it is the word of that root's maker.

    A phone signs whatever any app writes into a statement: only of an app that counts is it the word of anybody.
    """
    heard = evidence.root is not RootTier.NONE and evidence.app in (AppStanding.NONE, AppStanding.COUNTED)
    maker = evidence.maker if heard else ""
    named = (model_id(maker, *capture.model),) if capture.model and maker else ()
    word = maker if evidence.level is not Level.REFUSED else ""
    return replace(
        evidence,
        captured_at=capture.captured_at or evidence.captured_at,
        beacon=capture.beacon,
        measurements=tuple(_by(one, word, signed=True) for one in capture.measurements),
        ids=(*evidence.ids, *named),
        claims={**evidence.claims, **({"model": capture.model[0]} if named and capture.model else {})},
    )


def _by(one: Measurement, maker: str, *, signed: bool) -> Measurement:
    return replace(one, by=maker, signed=signed)
