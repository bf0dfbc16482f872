"""A verification as JSON: where it stands, its report or its problem, and where to go from here."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.urls import reverse

from provenance.report_json import report_to_json
from provenance.types import Claim
from verify.api.labels.envelope import labelled
from verify.api.problems import Problem, verification_problem
from verify.cases.labelled import label_of
from verify.cases.models import Verification
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader


def envelope(verification: Verification, reader: Uploader | None) -> dict[str, Any]:
    """What everybody who holds the id may read; what is on record now is told to each reader as theirs or not."""
    report = report_of(verification, viewer=reader)
    problem = problem_in(verification)
    return {
        "id": verification.pk,
        "state": str(verification.state),
        "phase": str(verification.phase),
        "expires_at": verification.expires_at.isoformat().replace("+00:00", "Z"),
        "report": None if report is None else report_to_json(report),
        "problem": None if problem is None else problem.as_json(),
        "label": labelled(label_of(report, reader)),
        "links": {"self": address(verification), "page": reverse("pages:result", args=[verification.pk])},
    }


def problem_in(verification: Verification) -> Problem | None:
    """Why there will be no report, or None."""
    if verification.state not in {"refused", "failed"}:
        return None
    return verification_problem(verification.refusal_code, verification.refusal_params)


def for_uploader(
    verification: Verification, uploader: Uploader, claims: tuple[Claim, ...] | None, token: str | None
) -> dict[str, Any]:
    """The envelope with what goes to the uploader alone."""
    found = envelope(verification, uploader)
    if claims is not None:
        found["claims"] = [asdict(claim) for claim in claims]
    if token is not None:
        found["uploader_token"] = token
    return found


def address(verification: Verification) -> str:
    """Where the verification is read."""
    return reverse("api:verification", args=[verification.pk])
