"""A report of yesterday's lists says that today's were not asked, and nothing where nothing changed."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import Client

from fixtures.pki import founded
from provenance.inspection import examine
from provenance.policy import Tier
from provenance.report_json import stored
from provenance.sandbox.rehearsal import rehearsal_picture
from verify import wiring
from verify.cases.lists_since import LISTS_SINCE
from verify.cases.models import Verification
from verify.cases.selectors import report_of
from verify.cases.tests.examples import png
from verify.registry.models import DeniedSigner
from verify.registry.selectors import policy_for
from verify.registry.services import signer_deny, trust_list_import

pytestmark = pytest.mark.django_db(databases="__all__")

LATER = timedelta(minutes=1)


def checked(content: bytes) -> Verification:
    at = wiring.now()
    report = examine(io.BytesIO(content), policy_for(None), at).report
    return Verification.objects.create(
        state="done", report=stored(report), created=at, finished=at, expires_at=at + timedelta(hours=1)
    )


def is_said(verification: Verification) -> bool:
    report = report_of(verification)
    assert report is not None
    return LISTS_SINCE in report.not_checked


def test_nothing_is_said_while_lists_stand() -> None:
    signer_deny(issuer="CN=old", reason="test", at=wiring.now() - LATER)
    assert not is_said(checked(rehearsal_picture()))


def test_a_signer_refused_since_is_said_although_nobody_can_tell_whether_it_is_this_one() -> None:
    verification = checked(rehearsal_picture())
    signer_deny(issuer="CN=new", reason="test", at=wiring.now() + LATER)
    assert is_said(verification)
    DeniedSigner.objects.all().delete()
    assert not is_said(verification)


def test_a_list_taken_in_since_is_said() -> None:
    verification = checked(rehearsal_picture())
    root = founded("Newsroom", wiring.now()).certificate
    pem = root.public_bytes(Encoding.PEM)
    trust_list_import(name="new", tier=Tier.NEWSROOM, pem=pem, issued=None, origin="test", at=wiring.now())
    assert is_said(verification)
    assert not is_said(checked(rehearsal_picture()))


def test_a_file_that_nobody_signed_does_not_depend_on_lists() -> None:
    verification = checked(png())
    signer_deny(issuer="CN=new", reason="test", at=wiring.now() + LATER)
    assert not is_said(verification)


def test_it_stands_beside_the_answer(client: Client) -> None:
    verification = checked(rehearsal_picture())
    words = "lists or refused signers changed after this check"
    assert words not in client.get(f"/c/{verification.pk}").content.decode()
    signer_deny(issuer="CN=new", reason="test", at=wiring.now() + LATER)
    assert words in client.get(f"/c/{verification.pk}").content.decode()
