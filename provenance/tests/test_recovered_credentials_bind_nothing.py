"""Recovered credentials are told beside a report and change none of what it says of the file itself."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from provenance.credentials.tests.workshop import NOW, authority, created, listed, picture, policy, signed
from provenance.inspection import inspect
from provenance.policy import Tier
from provenance.recovered import SeenRecovery, with_recovered
from provenance.sentences import sentence
from provenance.types import Report

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
MAKER = authority("Maker")
POLICY = policy(listed(Tier.OFFICIAL, MAKER))


@pytest.fixture(scope="module")
def original() -> Report:
    return inspect(io.BytesIO(signed(picture(), MAKER.issues("camera", NOW), created())), POLICY, datetime.now(UTC))


@pytest.fixture(scope="module")
def stripped() -> Report:
    return inspect(io.BytesIO(picture("navy")), POLICY, datetime.now(UTC))


@pytest.fixture
def seen(original: Report) -> SeenRecovery:
    return SeenRecovery("r" * 22, "The agency", "urn:c2pa:one", original, AT)


def test_a_stripped_copy_keeps_its_own_verdict(stripped: Report, original: Report, seen: SeenRecovery) -> None:
    told = with_recovered(stripped, [seen], AT)
    assert original.credentials.code == "all_signers_trusted"
    assert (told.headline, told.credentials, told.steps) == (stripped.headline, stripped.credentials, ())
    assert [one.code for one in told.findings if one.kind == "recovered"] == ["recovered.approximate"]


def test_what_differs_is_told_as_differing(stripped: Report, seen: SeenRecovery) -> None:
    told = with_recovered(stripped, [replace(seen, differs=True)], AT)
    assert [one.code for one in told.findings if one.kind == "recovered"] == ["recovered.differing"]


def test_credentials_of_its_own_are_never_replaced(original: Report, seen: SeenRecovery) -> None:
    told = with_recovered(original, [seen], AT)
    assert (told.headline, told.credentials, told.steps) == (original.headline, original.credentials, original.steps)
    codes = [one.code for one in told.findings if one.kind == "recovered"]
    assert codes == ["recovered.approximate", "recovered.beside_own"]


def test_nothing_recovered_adds_nothing(stripped: Report) -> None:
    assert with_recovered(stripped, [], AT) is stripped


def test_every_sentence_says_that_it_is_approximate_and_whose_it_is(stripped: Report, seen: SeenRecovery) -> None:
    for one in with_recovered(stripped, [seen, replace(seen, differs=True)], AT).findings:
        if one.kind == "recovered":
            said = sentence(one.code, one.params)
            assert "approximate" in said
            assert "The agency" in said
            assert "2026-03-01" in said
            assert "bound to this copy" not in said.replace("not to this copy", "")
