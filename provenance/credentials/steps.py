"""From a chain of manifests to the steps a reader sees, each with its own trust, integrity and time."""

from __future__ import annotations

from collections.abc import Mapping

from provenance.credentials.certificates import handle_of
from provenance.credentials.codes import INTEGRITY_TROUBLE, Trouble, trouble_of
from provenance.credentials.contents import actions_of, code_of, redactions_of, short, source_type_of
from provenance.credentials.reading import Certificate, Chain, Label, Manifest
from provenance.types import Integrity, Signer, SigningTime, Step, StepId, Trust


def steps_of(
    chain: Chain, trust: Mapping[Label, Trust], times: Mapping[Label, SigningTime], handle_key: bytes
) -> tuple[Step, ...]:
    """One step a manifest, newest first; the ids are positions, because labels link pictures to each other."""
    ids = {one.label: StepId(f"s{position}") for position, one in enumerate(chain.manifests)}
    return tuple(_step(one, chain, ids, trust[one.label], times[one.label], handle_key) for one in chain.manifests)


def _step(
    manifest: Manifest,
    chain: Chain,
    ids: Mapping[Label, StepId],
    trust: Trust,
    time: SigningTime,
    handle_key: bytes,
) -> Step:
    actions = actions_of(manifest)
    inside = [ids[one.label] for one in manifest.ingredients if one.label and one.label in ids]
    return Step(
        id=ids[manifest.label],
        position=int(ids[manifest.label][1:]),
        ingredients=tuple(dict.fromkeys(inside)),
        tool=short(manifest.generator),
        actions=actions,
        signed_at=manifest.stamped_at,
        digital_source_type=source_type_of(actions),
        signer=_signer(manifest.certificate, handle_key),
        trust=trust,
        integrity=_integrity(chain, manifest.label),
        time=time,
        failures=_failures(chain, manifest.label),
        redactions=redactions_of(manifest),
        ingredients_without_credentials=sum(one.label is None for one in manifest.ingredients),
        parent=_parent(manifest, ids),
    )


def _parent(manifest: Manifest, ids: Mapping[Label, StepId]) -> StepId | None:
    parents = (one.label for one in manifest.ingredients if one.relationship == "parentOf")
    return next((ids[label] for label in parents if label and label in ids), None)


def _integrity(chain: Chain, label: Label) -> Integrity:
    failed = [(trouble_of(one.code), one.now) for one in chain.about(label) if one.failed]
    silenced = {trouble_of(one.code) for one in chain.silenced(label)}
    if (Trouble.MALFORMED, True) in failed or silenced & INTEGRITY_TROUBLE:
        return Integrity.NOT_CHECKABLE
    if (Trouble.MISMATCH, True) in failed:
        return Integrity.CHANGED
    if any(trouble in INTEGRITY_TROUBLE for trouble, _ in failed):
        return Integrity.RECORDED_FAILURE
    return Integrity.INTACT


def _failures(chain: Chain, label: Label) -> tuple[str, ...]:
    return tuple(sorted({code_of(one.code) for one in chain.about(label) if one.failed}))


def _signer(certificate: Certificate | None, handle_key: bytes) -> Signer | None:
    if certificate is None:
        return None
    return Signer(
        organisation=short(certificate.organisation),
        common_name=short(certificate.common_name),
        issuer=short(certificate.issuer_organisation) or short(certificate.issuer_name),
        handle=handle_of(certificate, handle_key),
    )
