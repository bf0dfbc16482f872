"""The findings about the identities of a chain, newest step first; the store is read only where there is one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from provenance.credentials.identities.boxes import IDENTITY, Boxed, identities_in
from provenance.credentials.identities.judging import Circumstances, judged
from provenance.credentials.reading import Chain, Manifest
from provenance.policy import Policy
from provenance.types import Finding, SigningTime, Step


def identity_findings(
    steps: tuple[Step, ...], chain: Chain, store: bytes, policy: Policy, at: datetime
) -> tuple[Finding, ...]:
    """One finding for each identity; `store` is the manifest store of the file, empty where it is unknown."""
    pairs = [(step, one) for step, one in zip(steps, chain.manifests, strict=True) if _names(one)]
    boxes = identities_in(store) if pairs else {}
    return tuple(found for step, one in pairs for found in _of(step, one, chain, boxes.get(one.label, {}), policy, at))


def _names(manifest: Manifest) -> list[str]:
    return [name for name in manifest.assertions if name == IDENTITY or name.startswith(f"{IDENTITY}__")]


def _of(
    step: Step, manifest: Manifest, chain: Chain, boxed: Mapping[str, Boxed], policy: Policy, at: datetime
) -> Iterator[Finding]:
    names = _names(manifest)
    about = chain.about_identities(manifest.label)
    moment = _moment(step) or at
    for name in names:
        # A status does not always say which identity it is about; it then counts for each of them.
        statuses = tuple(one for one in about if one.place in ("", name) or len(names) == 1)
        found = judged(boxed.get(name), Circumstances(step, statuses, policy, moment))
        yield Finding("identity", found.state, found.code, found.params, step.id, at)


def _moment(step: Step) -> datetime | None:
    """The step's own time, where a listed authority vouches for it."""
    if step.time is not SigningTime.TRUSTED or not step.signed_at:
        return None
    try:
        moment = datetime.fromisoformat(step.signed_at)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
