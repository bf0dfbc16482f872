"""A disclosure as JSON, `firstlight.disclosure/1`."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from provenance.disclosure import SCHEMA, System, disclosure_of
from provenance.report_json import finding_to_json, stored
from provenance.types import Report
from verify.cases.models import Verification


def disclosure_envelope(verification: Verification, report: Report) -> dict[str, Any]:
    """Everything that has to be shown, with the sentences to show it by."""
    found = disclosure_of(report)
    return {
        "schema": SCHEMA,
        "sha256": report.media.sha256,
        "available": found.available,
        "made": found.made,
        "sentences": [found.data.sentence, found.making.sentence, found.signatures.sentence],
        "systems": [_system(one) for one in found.systems],
        "signatures": {"count": found.count, "intact": found.intact, "listed": found.listed},
        "steps": stored(report)["steps"],
        "ai_marks": [finding_to_json(one) for one in found.marks],
        "captures": [finding_to_json(one) for one in found.captures],
        "links": {
            "self": reverse("api:disclosure", args=[verification.pk]),
            "verification": reverse("api:verification", args=[verification.pk]),
            "page": reverse("pages:disclosure", args=[verification.pk]),
        },
    }


def _system(one: System) -> dict[str, Any]:
    return {
        "made": one.made,
        "name": one.name or None,
        "signer": one.signer or None,
        "step": one.step,
        "listed": one.listed,
    }
