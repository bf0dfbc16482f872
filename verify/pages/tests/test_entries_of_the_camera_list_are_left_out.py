"""The desk decides whether an entry of the camera list counts for its own readers; nobody without that power does."""

from __future__ import annotations

import pytest
from django.test import Client

from verify.accounts.models import Organisation, Role, User
from verify.accounts.services import membership_set
from verify.cases.cameras import unfollowed_by
from verify.pages.tests.confirming import confirmed

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")
ADDRESS = "/organisation/list-entries"
CASE = {"case": "FL-2026-0007"}


def test_an_entry_is_left_out_shown_and_taken_up_again(ida: Client, desk: Organisation) -> None:
    reader = confirmed(ida)
    assert "None: all of them count." in reader.get("/organisation").content.decode()
    assert reader.post(ADDRESS, CASE).status_code == 303
    assert unfollowed_by(desk) == {"FL-2026-0007"}
    assert "Go by case FL-2026-0007 again" in reader.get("/organisation").content.decode()
    assert reader.post(ADDRESS, CASE | {"end": "yes"}).status_code == 303
    assert unfollowed_by(desk) == frozenset()


def test_it_takes_a_second_factor(ida: Client, desk: Organisation) -> None:
    assert ida.post(ADDRESS, CASE).headers["Location"].startswith("/account/step-up")
    assert unfollowed_by(desk) == frozenset()


def test_a_member_without_that_power_changes_nothing(ida: Client, desk: Organisation) -> None:
    member, client = User.objects.create_user("mo"), Client()
    membership_set(by=User.objects.get(username="ida"), user=member, organisation=desk, role=Role.MEMBER)
    client.force_login(member)
    assert confirmed(client).post(ADDRESS, CASE).status_code in (400, 403)
    assert unfollowed_by(desk) == frozenset()


def test_what_is_no_number_of_a_case_is_refused_in_words(ida: Client, desk: Organisation) -> None:
    answer = confirmed(ida).post(ADDRESS, {"case": "<b>7</b>"})
    assert answer.status_code in (400, 403)
    assert "has a number like" in answer.content.decode()
    assert unfollowed_by(desk) == frozenset()
