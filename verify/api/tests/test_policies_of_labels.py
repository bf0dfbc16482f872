"""Policies of labels are kept, read and tried by programs; putting one in force is a person's."""

from __future__ import annotations

from typing import Any

import pytest

from verify.accounts.models import User
from verify.api.labels import views
from verify.api.tests.test_keys_of_programs import with_key
from verify.api.tests.test_verifying import follows
from verify.apikeys.tests.making import person
from verify.cases.tests.past import checked
from verify.labels.models import PolicyVersion
from verify.labels.selectors import shipped
from verify.labels.services import policy_keep
from verify.labels.tests.policies import AT, text

POLICY = text('declared_ai_generated = "info"', name="Spring")


def send(client: Any, path: str, body: object, user: User) -> Any:
    headers = with_key(user, "check")
    return client.post(f"/api/v1/labels{path}", body, content_type="application/json", headers=headers)


def read(client: Any, path: str, user: User) -> Any:
    return client.get(f"/api/v1/labels{path}", headers=with_key(user, "check"))


def test_a_policy_is_kept_once_read_and_not_in_force(client: Any, document: dict[str, Any]) -> None:
    user = person()
    kept = send(client, "", {"text": POLICY.decode()}, user)
    again = send(client, "", {"text": POLICY.decode()}, user)
    assert (kept.status_code, again.json()) == (201, kept.json())
    follows(document, "LabelPolicy", kept.json())
    there = client.get(kept["Location"], headers=with_key(user, "check"))
    assert there.json() == kept.json()
    assert there.json()["text"] == POLICY.decode()
    assert there.json()["in_force"] is False
    listed = read(client, "", user).json()
    follows(document, "LabelPolicies", listed)
    assert listed["in_force"]["digest"] == shipped().policy.digest
    assert [one["number"] for one in listed["versions"]] == [1]


@pytest.mark.parametrize(
    "body",
    [{}, {"text": ""}, {"text": "no TOML ="}, {"text": "x", "more": 1}, {"text": 3}, [], {"text": "\ud800"}],
)
def test_what_is_no_policy_is_refused_and_not_kept(client: Any, body: object) -> None:
    answer = send(client, "", body, person())
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_policy")
    assert not PolicyVersion.objects.exists()


def test_a_policy_that_labels_absence_says_what_to_do(client: Any) -> None:
    answer = send(client, "", {"text": text('no_credentials = "warn"').decode()}, person())
    assert "label_what_is_missing = true" in answer.json()["detail"]


def test_versions_come_in_pages(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "A_PAGE", 2)
    user = person()
    for name in ("A", "B", "C"):
        policy_keep(user=user, text=text('captured = "info"', name=name), at=AT)
    first = read(client, "", user).json()
    second = read(client, f"?before={first['next']}", user).json()
    assert [one["name"] for one in (*first["versions"], *second["versions"])] == ["C", "B", "A"]
    assert second["next"] is None
    assert read(client, "?before=x", user).status_code == 400
    assert read(client, "?before=", user).status_code == 400


def test_a_trial_counts_what_would_change_and_stores_nothing(client: Any, document: dict[str, Any]) -> None:
    user, rival = person("ada"), person("eve")
    for code in ("declared_ai_generated", "declared_ai_generated", "signer_unknown"):
        checked(user, code)
    checked(rival, "declared_ai_generated")
    tried = {"text": text('declared_ai_generated = "warn"').decode()}
    found = send(client, "/dry-run", tried, user).json()
    follows(document, "LabelDryRun", found)
    assert (found["held"], found["looked_at"], found["changed"]) == (3, 3, 2)
    assert found["moves"] == [{"from": "info", "to": "warn", "count": 2}]
    assert (found["before"]["info"], found["after"]["warn"], found["after"]["none"]) == (2, 2, 1)
    assert not PolicyVersion.objects.exists()


def test_a_trial_of_a_kept_version_and_of_neither_or_both(client: Any) -> None:
    user = person()
    kept = policy_keep(user=user, text=POLICY, at=AT).policy.digest
    assert send(client, "/dry-run", {"digest": kept}, user).json()["looked_at"] == 0
    for body in ({}, {"digest": kept, "text": POLICY.decode()}, {"digest": "x"}):
        assert send(client, "/dry-run", body, user).status_code == 400
    assert send(client, "/dry-run", {"digest": "0" * 64}, user).status_code == 404


def test_another_team_s_policy_answers_like_none(client: Any) -> None:
    kept = policy_keep(user=person("ada", "desk"), text=POLICY, at=AT).policy.digest
    rival = person("eve", "rival")
    answers = [read(client, f"/{digest}", rival) for digest in (kept, "0" * 64, "x", "A" * 64)]
    assert {one.status_code for one in answers} == {404}
    assert len({one.content for one in answers}) == 1
    tries = [send(client, "/dry-run", {"digest": digest}, rival) for digest in (kept, "0" * 64)]
    assert [one.status_code for one in tries] == [404, 404]


def test_strangers_and_keys_for_something_else_are_turned_away(client: Any) -> None:
    for path in ("", f"/{shipped().policy.digest}"):
        assert client.get(f"/api/v1/labels{path}").status_code == 403
    assert client.post("/api/v1/labels", {"text": "x"}, content_type="application/json").status_code == 403
    headers = with_key(person(), "record")
    assert client.get("/api/v1/labels", headers=headers).json()["code"] == "key_scope"


def test_no_program_puts_a_policy_in_force(client: Any) -> None:
    user = person()
    kept = policy_keep(user=user, text=POLICY, at=AT)
    for method in ("post", "put", "patch"):
        call = getattr(client, method)
        answer = call(f"/api/v1/labels/{kept.policy.digest}", headers=with_key(user, "check", "record"))
        assert answer.status_code == 405
