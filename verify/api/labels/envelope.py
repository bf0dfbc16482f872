"""Labels, versions of policies and trials of them, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from verify.api.records.envelope import moment
from verify.cases.labelled import Labelled
from verify.labels.comparing import DryRun, Moved
from verify.labels.deciding import Decision
from verify.labels.selectors import Version
from verify.labels.words import Label


def labelled(found: Labelled | None) -> dict[str, Any] | None:
    """The label that stands in the answer of a check."""
    return None if found is None else {**decided(found.decision), "policy": named(found.version)}


def decided(decision: Decision) -> dict[str, Any]:
    """A label and what it is for."""
    because = [{"code": one.code, "label": one.label, "subject": one.subject} for one in decision.because]
    return {"label": decision.label, "because": because}


def named(version: Version) -> dict[str, Any]:
    """Which version it was."""
    return {
        "digest": version.policy.digest,
        "number": version.number,
        "name": version.policy.name,
        "shipped": version.is_shipped,
    }


def version_envelope(version: Version, in_force: Version) -> dict[str, Any]:
    """One version with what it says."""
    return {
        **named(version),
        "text": version.text,
        "labels": dict(version.policy.labels),
        "label_what_is_missing": version.policy.missing,
        "warnings": list(version.policy.warnings),
        "created": version.created and moment(version.created),
        "in_force": version.policy.digest == in_force.policy.digest,
        "links": {"self": address(version)},
    }


def address(version: Version) -> str:
    """Where a version is read."""
    return reverse("api:label_policy", args=[version.policy.digest])


def dry_run_envelope(found: DryRun, held: int) -> dict[str, Any]:
    """What a policy would have said; `held` is how many past reports there are."""
    return {
        "held": held,
        "looked_at": found.looked_at,
        "before": _counts(found.before),
        "after": _counts(found.after),
        "changed": found.changed,
        "moves": [{"from": before, "to": after, "count": count} for before, after, count in found.moves],
        "sample": [_moved(one) for one in found.sample],
    }


def _counts(counts: Mapping[Label, int]) -> dict[str, int]:
    return {label.value: count for label, count in counts.items()}


def _moved(one: Moved) -> dict[str, Any]:
    links = {"self": reverse("api:verification", args=[one.name])}
    return {"id": one.name, "before": decided(one.before), "after": decided(one.after), "links": links}
