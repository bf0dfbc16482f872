"""A log.key that was lost and made anew is no reason to start again and again: a person is told which one is wanted."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from django.conf import settings

from chronology.notes import Ed25519NoteSigner
from verify.ledger.models import SignerState
from verify.ledger.signer.errors import CannotSign
from verify.ledger.tests.logs import KEY, log_in
from verify.signer_wiring import _log

pytestmark = pytest.mark.django_db


def test_another_key_is_told_and_nothing_is_signed(tmp_path: Path) -> None:
    made = log_in(tmp_path / "log")
    assert _log(made.engine, KEY.vkey).vkey == made.vkey
    other = Ed25519NoteSigner.generate(made.origin, secrets.token_bytes)
    with pytest.raises(CannotSign) as told:
        _log(made.engine, other.vkey)
    assert settings.LOG_ORIGIN in str(told.value)
    assert SignerState.objects.get(pk=1).trouble == "other_key"
