"""A check's answer carries the label that the caller's own policy gives, with its version; strangers get none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from provenance.types import Finding, State
from verify.accounts.models import User
from verify.api.tests.test_keys_of_programs import with_key
from verify.api.tests.test_verifying import follows
from verify.apikeys.tests.making import person
from verify.cases.models import Verification
from verify.cases.tests.past import checked
from verify.labels.selectors import shipped
from verify.labels.services import policy_activate, policy_keep
from verify.labels.tests.policies import AT, text

WARNING = text('no_credentials = "warn"', name="Strict", missing=True)


@pytest.fixture
def read(client: Any, document: dict[str, Any]) -> Callable[..., Any]:
    def asked(verification: Verification, user: User | None = None) -> Any:
        headers = with_key(user, "check") if user else {}
        body = client.get(f"/api/v1/verifications/{verification.pk}", headers=headers).json()
        follows(document, "Verification", body)
        return body["label"]

    return asked


def test_without_a_policy_of_their_own_callers_get_the_shipped_one_which_says_nothing_of_absence(read: Any) -> None:
    user = person()
    found = read(checked(user), user)
    assert (found["label"], found["because"]) == ("none", [])
    assert found["policy"] == {
        "digest": shipped().policy.digest,
        "number": 0,
        "name": "Shipped with Firstlight",
        "shipped": True,
    }


def test_strangers_get_no_label(read: Any) -> None:
    assert read(checked(None)) is None


def test_the_team_s_policy_counts_with_its_version_and_for_its_members_alone(read: Any) -> None:
    user, mate, rival = person("ada", "desk"), person("bob", "desk"), person("eve", "rival")
    user.memberships.update(role="owner")
    kept = policy_keep(user=user, text=WARNING, at=AT)
    open_to_all = checked(None)
    assert read(open_to_all, mate)["label"] == "none", "kept is not in force"
    policy_activate(user=user, digest=kept.policy.digest, at=AT)
    found = read(open_to_all, mate)
    assert found["label"] == "warn"
    assert found["because"][0] == {"code": "no_credentials", "label": "warn", "subject": "file"}
    assert (found["policy"]["number"], found["policy"]["digest"]) == (1, kept.policy.digest)
    assert read(open_to_all, rival)["policy"]["shipped"]


def test_a_finding_of_a_step_is_named_with_its_step(read: Any) -> None:
    user = person()
    listed = Finding("camera_list", State.HOLDS, "camera_list.listed", {}, "urn:c2pa:2", AT)
    found = read(checked(user, "captured", listed), user)
    assert (found["label"], found["because"][0]["subject"]) == ("review", "urn:c2pa:2")


@pytest.mark.parametrize("state", ["refused", "failed"])
def test_a_file_that_was_not_read_gets_no_label(client: Any, state: str) -> None:
    user = person()
    there = checked(user)
    Verification.objects.filter(pk=there.pk).update(state=state, report=None, refusal_code="failed.internal")
    body = client.get(f"/api/v1/verifications/{there.pk}", headers=with_key(user, "check")).json()
    assert body["label"] is None
