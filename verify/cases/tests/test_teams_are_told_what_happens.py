"""A team hears how its checks ended and that the camera list changed; a stranger's check is told to nobody."""

from __future__ import annotations

import pytest
from django.utils import timezone

from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.cases.models import Verification
from verify.cases.results import store_failure, store_refusal
from verify.cases.telling import edition_tell
from verify.webhooks.models import Delivery
from verify.webhooks.tests.receiving import messages, subscribe

pytestmark = pytest.mark.usefixtures("stores")


def running(owner: User | None) -> Verification:
    return Verification.objects.create(state="running", expires_at=timezone.now(), owner=owner, uploader_key="k")


def test_the_owner_of_a_check_hears_how_it_ended() -> None:
    ada = person("ada")
    here = subscribe(ada).subscription
    one = running(ada)
    store_refusal(one, "refused.damaged", {})

    (told,) = messages(here)
    assert told["type"] == "verification.done"
    assert told["data"] == {"verification": one.pk, "state": "refused", "problem": "refused.damaged"}


def test_the_first_end_is_told_and_no_later_one() -> None:
    ada = person("ada")
    here = subscribe(ada).subscription
    one = running(ada)
    for code in ("failed.interrupted", "failed.busy"):
        store_failure(one, code)

    assert [told["data"]["problem"] for told in messages(here)] == ["failed.interrupted"]


def test_a_stranger_s_check_is_told_to_nobody() -> None:
    subscribe(person("ada"))
    store_refusal(running(None), "refused.damaged", {})

    assert not Delivery.objects.exists()


def test_a_new_edition_of_the_camera_list_is_told_once_and_an_older_one_never() -> None:
    here = subscribe(person("ada")).subscription
    for edition in (7, 7, 6, 8):
        edition_tell(edition)

    assert sorted(told["data"]["edition"] for told in messages(here)) == [7, 8]
