"""What attestations show as findings: codes and scrubbed parameters, never a serial number, a key or a score."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from provenance.attestation.types import Binding, Evidence, Level, Measurement
from provenance.types import Finding, Params, State

KIND: Final = "camera"

MOST_FLAT_PERMILLE: Final = 5
"""A screen or print leaves less than this share of its distance beside a plane; a room leaves more."""

_STATES: Final = {
    Level.HARDWARE_LOCKED: State.HOLDS,
    Level.HARDWARE: State.HOLDS,
    Level.SOFTWARE: State.HOLDS,
    Level.ROOT_UNKNOWN: State.UNTRUSTED,
    Level.QUESTIONED: State.UNTRUSTED,
    Level.REFUSED: State.UNTRUSTED,
}
_STATES_OF_CODES: Final = {
    "signature.broken": State.BROKEN,
    "chain.broken": State.BROKEN,
    "chain.lapsed": State.UNAVAILABLE,
    "chain.not_yet_valid": State.UNAVAILABLE,
    "attestation.unreadable": State.UNAVAILABLE,
    "signature.not_understood": State.UNAVAILABLE,
    "format.unknown": State.NOT_CHECKED,
    "key.not_given": State.UNAVAILABLE,
    "revocation.unknown": State.UNAVAILABLE,
    "revocation.unreachable": State.UNAVAILABLE,
    "revocation.stale": State.UNAVAILABLE,
}
"""Where knowledge is missing nothing speaks against the capture; only signatures that do not fit are broken."""

_NOT_THESE_BYTES: Final = {
    Binding.UNBOUND: ("unbound", State.UNTRUSTED),
    Binding.EARLIER_VERSION: ("earlier_version", State.ABSENT),
    Binding.NOT_CHECKED: ("binding_not_checked", State.NOT_CHECKED),
}
"""An edit that its own signed history tells of is nothing against the file: no camera signs what comes after it."""


def findings_of(evidence: Evidence, at: datetime) -> tuple[Finding, ...]:
    """The lines of one attestation: how strong it is, then the beacon and each measurement."""
    return (_first(evidence, at), *_beacon(evidence, at), *_measured(evidence, at))


def _first(evidence: Evidence, at: datetime) -> Finding:
    if evidence.level is not Level.REFUSED and evidence.binding is not Binding.BOUND:
        code, state = _NOT_THESE_BYTES[evidence.binding]
        return _finding(evidence, at, state, code, _params(evidence))
    state = _STATES_OF_CODES.get(evidence.code, _STATES[evidence.level])
    return _finding(evidence, at, state, evidence.code, _params(evidence))


def _params(evidence: Evidence) -> Params:
    beacon, revocation = evidence.beacon, evidence.revocation
    return {
        "format": evidence.format,
        "maker": evidence.maker,
        "root": evidence.root.value,
        "binding": evidence.binding.value,
        "level": evidence.level.name.lower(),
        "reason": evidence.code,
        "app": evidence.app.value,
        "not_checked": evidence.not_checked,
        "revocation": revocation.state.value,
        "revocation_at": f"{revocation.evidence_at:%Y-%m-%d}" if revocation.evidence_at else "",
        "revoked_since": revocation.since.isoformat() if revocation.since else "",
        "captured_at": evidence.captured_at.isoformat() if evidence.captured_at else "",
        "beacon": f"{beacon.chain}:{beacon.height}" if beacon else "",
        "not_before": beacon.not_before.isoformat() if beacon and beacon.not_before else "",
        **{f"claim_{name}": value for name, value in evidence.claims.items()},
    }


def _beacon(evidence: Evidence, at: datetime) -> Iterator[Finding]:
    if (beacon := evidence.beacon) is None:
        return
    params: Params = {
        "beacon": f"{beacon.chain}:{beacon.height}",
        "not_before": beacon.not_before.isoformat() if beacon.not_before else "",
    }
    known = beacon.not_before is not None
    code, state = ("beacon.known", State.HOLDS) if known else ("beacon.not_looked_up", State.NOT_CHECKED)
    yield _finding(evidence, at, state, code, params)


def _measured(evidence: Evidence, at: datetime) -> Iterator[Finding]:
    for one in evidence.measurements:
        code, state = _measurement(one)
        params: Params = {"by": one.by, "signed": int(one.signed), "format": evidence.format, "flat": _flat(one)}
        yield _finding(evidence, at, state, f"{one.kind.value}.{code}", params)


def _measurement(one: Measurement) -> tuple[str, State]:
    if not one.signed:
        return "unsigned", State.UNTRUSTED
    if not one.by:
        return "unvouched", State.UNTRUSTED
    if one.flat_residual_permille is None:
        return "claimed", State.NOT_CHECKED
    flat = one.flat_residual_permille <= MOST_FLAT_PERMILLE
    return ("flat", State.UNTRUSTED) if flat else ("not_flat", State.HOLDS)


def _flat(one: Measurement) -> int | str:
    return "" if one.flat_residual_permille is None else one.flat_residual_permille


def _finding(evidence: Evidence, at: datetime, state: State, code: str, params: Params) -> Finding:
    return Finding(KIND, state, f"{KIND}.{code}", params, evidence.subject, at)
