"""A team keeps its policies, compares and tries them, and puts one in force behind a second factor."""

from __future__ import annotations

import pytest
from django.test import Client

from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.cases.tests.past import checked
from verify.labels.models import Activation, PolicyVersion
from verify.labels.selectors import in_force_for, shipped
from verify.labels.services import policy_keep
from verify.labels.tests.policies import AT, text
from verify.pages.tests.confirming import confirmed

pytestmark = pytest.mark.django_db(databases="__all__")
POLICY = text('declared_ai_generated = "warn"', name="Spring")


def visitor(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_strangers_are_sent_to_the_log_in() -> None:
    assert Client().get("/labels").status_code == 302
    assert Client().get(f"/labels/{shipped().policy.digest}").status_code == 302


def test_the_page_begins_with_the_shipped_policy_in_force() -> None:
    shown = body(visitor(person()).get("/labels"))
    assert "comes with the software" in shown
    assert shipped().policy.digest in shown
    assert "camera_list.listed" in shown


def test_a_policy_is_kept_as_browsers_send_it_and_is_not_in_force() -> None:
    user = person()
    sent = POLICY.decode().replace("\n", "\r\n")
    answer = visitor(user).post("/labels", {"text": sent, "act": "keep"})
    assert answer.status_code == 303
    assert PolicyVersion.objects.get().text == POLICY.decode()
    assert in_force_for(user) == shipped()
    shown = body(visitor(user).get(answer["Location"]))
    assert "It is in force only once you say so" in shown
    assert "not named" in shown, "the shipped policy names what this one does not"


def test_a_bad_policy_is_answered_in_words_and_stays_in_the_field() -> None:
    sent = text('no_credentials = "warn"').decode()
    answer = visitor(person()).post("/labels", {"text": sent, "act": "keep"})
    assert answer.status_code == 400
    assert "no sign against a file" in body(answer)
    assert "no_credentials = &quot;warn&quot;" in body(answer)
    assert not PolicyVersion.objects.exists()


def test_it_is_tried_without_being_kept() -> None:
    user = person()
    for code in ("declared_ai_generated", "signer_unknown"):
        there = checked(user, code)
    answer = visitor(user).post("/labels", {"text": POLICY.decode(), "act": "try"})
    assert "2 past reports were looked at." in body(answer)
    assert "One label would change." in body(answer)
    assert there.pk not in body(answer), "the other one moves"
    assert not PolicyVersion.objects.exists()


def test_a_kept_version_is_tried_and_held_against_another() -> None:
    user = person()
    checked(user, "declared_ai_generated")
    first, second = (policy_keep(user=user, text=one, at=AT) for one in (POLICY, text('captured = "info"', name="Two")))
    page = f"/labels/{first.policy.digest}"
    assert "One label would change." in body(visitor(user).post(page))
    against = body(visitor(user).get(page, {"with": second.policy.digest}))
    assert "Against <bdi>Two</bdi>" in against
    assert "<code>captured</code>" in against


def test_a_trial_over_nothing_says_what_to_do() -> None:
    answer = visitor(person()).post(f"/labels/{shipped().policy.digest}")
    assert "Check some files first." in body(answer)


def test_putting_it_in_force_needs_a_second_factor_and_an_owner() -> None:
    owner, member = person("ada", "desk"), person("bob", "desk")
    owner.memberships.update(role="owner")
    act = f"/labels/{policy_keep(user=member, text=POLICY, at=AT).policy.digest}/activate"
    assert "step-up" in visitor(owner).post(act)["Location"]
    refused = confirmed(visitor(member)).post(act)
    assert (refused.status_code, "An owner of the organisation" in body(refused)) == (403, True)
    assert not Activation.objects.exists()
    assert confirmed(visitor(owner)).post(act)["Location"].endswith("?after=activated")
    assert in_force_for(member).policy.name == "Spring"  # type: ignore[union-attr]
    assert "by <bdi>ada</bdi>" in body(visitor(member).get("/labels"))


def test_another_team_s_version_is_not_there() -> None:
    kept = policy_keep(user=person("ada", "desk"), text=POLICY, at=AT).policy.digest
    rival = confirmed(visitor(person("eve", "rival")))
    for call in (rival.get, rival.post):
        assert call(f"/labels/{kept}").status_code == call(f"/labels/{'0' * 64}").status_code == 404
    assert rival.post(f"/labels/{kept}/activate").status_code == 404
    assert rival.get(f"/labels/{shipped().policy.digest}", {"with": kept}).status_code == 404


def test_text_of_a_policy_is_inert() -> None:
    sent = text('captured = "info"', name="<script>alert(1)</script>") + b"# <img src=x onerror=alert(2)>\n"
    shown = body(visitor(person()).post("/labels", {"text": sent.decode(), "act": "keep"}, follow=True))
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
