"""The disclosure of a checked file: for whoever may read its report, and never of a missing one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from provenance.report_json import stored
from provenance.types import Action, Integrity, Signer, SigningTime, Step, StepId, Trust
from verify.api.tests.test_keys_of_programs import with_key
from verify.api.tests.test_recording import assert_problem
from verify.api.tests.test_verifying import follows
from verify.apikeys.tests.making import person
from verify.cases.models import Verification
from verify.cases.tests.past import checked
from verify.labels.tests.policies import report

CAMERA = Step(
    id=StepId("urn:c2pa:0"), position=0, ingredients=(), tool="Demo Optics D1",
    actions=(Action("c2pa.created", digital_source_type="digitalCapture"),), signed_at="2026-06-03T05:12:00+00:00",
    digital_source_type="digitalCapture", signer=Signer("Demo Optics", "D1", "Demo CA"), trust=Trust.OFFICIAL,
    integrity=Integrity.INTACT, time=SigningTime.TRUSTED, failures=(),
)  # fmt: skip


def shown(client: Any, number: str, **headers: str) -> Any:
    return client.get(f"/api/v1/verifications/{number}/disclosure", headers=headers)


def captured(user: Any = None) -> Verification:
    found = checked(user, "all_signers_trusted")
    found.report = stored(replace(report("all_signers_trusted"), steps=(CAMERA,)))
    found.save()
    return found


def test_device_signer_and_signatures_are_told(client: Any, document: dict[str, Any]) -> None:
    there = captured()
    body = shown(client, there.pk).json()
    follows(document, "Disclosure", body)
    assert (body["available"], body["made"]) == ("present", "captured")
    assert body["systems"] == [
        {"made": "captured", "name": "Demo Optics D1", "signer": "Demo Optics", "step": "urn:c2pa:0", "listed": True}
    ]
    assert body["signatures"] == {"count": 1, "intact": 1, "listed": 1}
    assert body["steps"][0]["tool"] == "Demo Optics D1"
    assert client.get(body["links"]["page"]).status_code == 200


def test_a_file_without_credentials_is_not_suspicious_for_it(client: Any, document: dict[str, Any]) -> None:
    body = shown(client, checked(None).pk).json()
    follows(document, "Disclosure", body)
    assert body["available"] == "none"
    assert "says nothing against it" in body["sentences"][0]


def test_a_team_s_report_is_disclosed_to_its_team(client: Any) -> None:
    owner = person("ada", "desk")
    there = captured(owner)
    assert shown(client, there.pk).status_code == 404
    assert shown(client, there.pk, **with_key(person("eve", "rival"), "check")).status_code == 404
    assert shown(client, there.pk, **with_key(owner, "check")).status_code == 200


@pytest.mark.parametrize("number", ["A" * 22, "x", "../x"])
def test_nothing_is_nothing(client: Any, number: str) -> None:
    assert shown(client, number).status_code == 404


def test_what_is_not_finished_or_was_not_read_is_never_told_to_carry_nothing(client: Any) -> None:
    there = checked(None)
    Verification.objects.filter(pk=there.pk).update(state="running", report=None)
    waiting = shown(client, there.pk)
    assert_problem(waiting, 409, "not_finished")
    assert waiting["Retry-After"] == "1"
    Verification.objects.filter(pk=there.pk).update(state="failed", refusal_code="failed.internal")
    refused = shown(client, there.pk)
    assert_problem(refused, 404, "not_found")
    assert "says nothing about it" in refused.json()["detail"]
