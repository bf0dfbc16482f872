"""A finished check, told to a document without a log: what is on record is another test's to say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from provenance.report_json import stored
from provenance.types import Report
from verify.cases.models import Verification, VerificationState

Checked = Callable[..., Verification]


@pytest.fixture
def checked(stores: None) -> Checked:
    """Make a finished check of this report; `owner` and `organisation` make it a team's."""

    def made(report: Report, **values: object) -> Verification:
        now = timezone.now()
        given = {"uploader_key": "k" * 64, "finished": now, "expires_at": now + timedelta(hours=1), **values}
        return Verification.objects.create(state=VerificationState.DONE, report=stored(report), **given)

    return made
