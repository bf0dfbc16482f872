"""Finished checks of the past, for tests."""

from __future__ import annotations

from datetime import timedelta

from provenance.report_json import stored
from provenance.types import Finding
from verify import wiring
from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.cases.models import Verification
from verify.labels.tests.policies import report

NONE, LISTED = "no_credentials", "all_signers_trusted"


def checked(user: User | None, code: str = "no_credentials", *findings: Finding) -> Verification:
    """The finished check of a file, sent by somebody; its headline has this code."""
    return Verification.objects.create(
        state="done",
        report=stored(report(code, *findings, credentials=NONE if code == NONE else LISTED)),
        created=wiring.now(),
        finished=wiring.now(),
        expires_at=wiring.now() + timedelta(hours=1),
        uploader_key="x" * 64,
        owner=user,
        organisation=organisation_of(user),
    )
