"""Operators see how their installation is, behind a second factor; nobody else sees that there is such a page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.cases.tests.recording import Chronicle
from verify.jobs.models import Job
from verify.pages.tests.confirming import confirmed
from verify.seeing.operators import sections, span
from verify.seeing.tests.conftest import everything, log  # noqa: F401 - fixtures
from verify.tallies.services import tally

pytestmark = pytest.mark.django_db(databases="__all__")


def signed_in(*, staff: bool) -> Client:
    client = Client()
    client.force_login(User.objects.create(username="somebody", is_staff=staff))
    return client


def test_readers_and_members_find_nothing() -> None:
    assert Client().get("/operators").status_code == 404
    member = signed_in(staff=False)
    assert member.get("/operators").status_code == 404
    assert confirmed(member).get("/operators").status_code == 404


def test_operators_are_asked_for_a_second_factor_first() -> None:
    client = signed_in(staff=True)
    answer = client.get("/operators")
    assert (answer.status_code, answer["Location"]) == (302, "/account/step-up?next=%2Foperators")
    assert confirmed(client).get("/operators").status_code == 200


def test_everything_is_told_and_what_needs_a_look_is_marked(everything: Chronicle) -> None:  # noqa: F811 - a fixture
    Job.objects.create(kind="verification", subject="1", created=wiring.now() - timedelta(minutes=20))
    tally("answers", "read failed")
    text = confirmed(signed_in(staff=True)).get("/operators").content.decode()
    for words in ("none is at work: files wait", "Error budget", "Oldest job waiting: verification", "20 min"):
        assert words in text
    assert "needs a look" in text
    assert "gone" in text, "one of two reads failed: the budget is spent many times over"


def test_kinds_of_jobs_of_which_there_are_none_take_no_room(log: Chronicle) -> None:  # noqa: F811 - a fixture
    def jobs() -> list[str]:
        return [f"{line.words} {line.value}" for line in sections(wiring.now())[0].lines if "ob" in line.words]

    assert jobs() == ["Jobs waiting 0", "Oldest job waiting 0 s", "Jobs in work 0"]
    Job.objects.create(kind="verification", subject="1")
    assert jobs() == ["Jobs waiting: verification 1", "Oldest job waiting: verification 0 s", "Jobs in work 0"]


def test_figures_that_are_bad_are_marked_and_good_ones_are_not(everything: Chronicle) -> None:  # noqa: F811 - a fixture
    def marked() -> dict[str, bool]:
        return {line.words: line.look for one in sections(wiring.now()) for line in one.lines}

    Job.objects.create(kind="verification", subject="1")
    assert not marked()["Oldest job waiting: verification"]
    Job.objects.update(created=wiring.now() - timedelta(minutes=20))
    assert marked()["Oldest job waiting: verification"]
    assert marked()["Process: worker"]
    assert not marked()["Trust list, age: official"]


def test_a_part_that_cannot_be_read_is_said_and_the_others_stay(log: Chronicle, monkeypatch: Any) -> None:  # noqa: F811 - a fixture
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr("verify.seeing.figures.messages.backlog", away)
    found = {one.key: one for one in sections(wiring.now())}
    assert [key for key, one in found.items() if one.unread] == ["messages"]
    assert found["storage"].lines
    assert b"Some of these figures cannot be read now" in confirmed(signed_in(staff=True)).get("/operators").content


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7_200, "2 h"), (-172_800, "-2 d")]
)
def test_spans_are_written_in_the_largest_unit_that_says_something(seconds: float, words: str) -> None:
    assert span(seconds) == words


def test_only_operators_are_shown_the_way() -> None:
    assert b'href="/operators"' not in Client().get("/about").content
    assert b'href="/operators"' in signed_in(staff=True).get("/about").content
