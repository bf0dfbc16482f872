"""Whether copies of a recorded work are found, compared and shown is its owner's choice, asked for in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from fixtures.photographs import photograph
from verify.accounts.models import User
from verify.cases.indexing import IndexChoice, index_choice_of
from verify.cases.links import records_of_link
from verify.cases.lookup_models import RecordedLink
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.tests.conftest import held  # noqa: F401 - the folder of the cases
from verify.cases.tests.matching import Desk, desk, jpeg, member
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader
from verify.ledger.models import Record
from verify.pages.presentation.chronology.copies import chosen

LINK = "https://news.example/fire.jpg"
OPEN = {"form": "open", "understood": "yes"}


@pytest.fixture
def site(held: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:  # noqa: F811
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def ours(stores: None) -> Uploader:
    return member("ours")


@pytest.fixture
def own(ours: Uploader) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="ours"))
    return client


@pytest.fixture
def checked(site: Desk, ours: Uploader) -> Verification:
    return site.check(jpeg(photograph("harbour")), ours)


def record(client: Client, checked: Verification, **sent: str) -> Record:
    once = re.search(r'name="once" value="([^"]+)"', client.get(f"/c/{checked.pk}").content.decode())
    assert once
    there = client.post(f"/c/{checked.pk}/record", {"once": once[1], **sent}).headers["Location"]
    return Record.objects.get(pk=there.split("/")[2].partition("?")[0])


def ticked(page: str) -> list[str]:
    return re.findall(r'<input type="checkbox" id="((?:open|sealed)-\w+)"[^>]* checked', page)


def test_open_records_offer_finding_and_comparing_and_sealed_ones_nothing(own: Client, checked: Verification) -> None:
    page = own.get(f"/c/{checked.pk}").content.decode()
    assert ticked(page) == ["open-findable", "open-comparable"]
    assert 'id="sealed-showable"' not in page
    assert "Nobody but your team sees it." in page


@pytest.mark.parametrize(
    ("sent", "choice"),
    [
        ({}, None),
        ({"findable": "yes"}, IndexChoice(findable=True, comparable=False, showable=False)),
        ({"findable": "yes", "comparable": "yes"}, IndexChoice.OPEN_DEFAULT),
        ({"comparable": "yes", "showable": "yes"}, None),
        (
            {"findable": "yes", "comparable": "yes", "showable": "yes"},
            IndexChoice(findable=True, comparable=True, showable=True),
        ),
    ],
)
def test_a_record_is_let_be_found_as_its_owner_ticked(
    own: Client, checked: Verification, sent: dict[str, str], choice: IndexChoice | None
) -> None:
    assert index_choice_of(record(own, checked, **OPEN, **sent)) == choice


def test_a_sealed_record_is_found_by_its_team_only_where_asked_for_and_shown_to_nobody() -> None:
    everything = {"findable": "yes", "comparable": "yes", "showable": "yes"}
    assert chosen(everything, "sealed") == IndexChoice(findable=True, comparable=True, showable=False)


def test_a_sealed_record_comes_into_no_index_by_itself(own: Client, checked: Verification) -> None:
    assert index_choice_of(record(own, checked, form="sealed")) is None


def test_without_a_fingerprint_the_form_says_so_and_offers_nothing(own: Client, checked: Verification) -> None:
    Verification.objects.filter(pk=checked.pk).update(held="")
    page = own.get(f"/c/{checked.pk}").content.decode()
    assert "Copies of it will not be found" in page
    assert "open-findable" not in page
    assert index_choice_of(record(own, checked, **OPEN, findable="yes")) is None


def test_an_owner_takes_back_what_was_allowed(own: Client, checked: Verification) -> None:
    made = record(own, checked, **OPEN, findable="yes", comparable="yes", showable="yes")
    assert ticked(own.get(f"/r/{made.pk}").content.decode()) == ["open-findable", "open-comparable", "open-showable"]
    own.post(f"/r/{made.pk}/copies", {"findable": "yes", "comparable": "yes"})
    assert index_choice_of(made) == IndexChoice.OPEN_DEFAULT
    answer = own.post(f"/r/{made.pk}/copies", {}, follow=True)
    assert "Saved." in answer.content.decode()
    assert index_choice_of(made) is None
    assert "When copies turn up" not in answer.content.decode()


def test_nobody_else_sees_or_changes_it(client: Client, own: Client, checked: Verification) -> None:
    made = record(own, checked, **OPEN, findable="yes")
    assert "When copies turn up" not in client.get(f"/r/{made.pk}").content.decode()
    rival = Client()
    rival.force_login(User.objects.create_user("rival"))
    assert rival.post(f"/r/{made.pk}/copies", {}).status_code == 404
    assert client.post(f"/r/{made.pk}/copies", {}).status_code == 302
    assert index_choice_of(made) is not None


def test_a_link_named_with_an_open_record_finds_it(own: Client, checked: Verification) -> None:
    made = record(own, checked, **OPEN, link=LINK)
    assert records_of_link(LINK) == [made]


def test_a_link_is_never_noted_beside_a_sealed_record(own: Client, checked: Verification) -> None:
    record(own, checked, form="sealed", link=LINK)
    assert not RecordedLink.objects.exists()


def test_a_link_that_is_none_records_nothing_and_says_why(own: Client, checked: Verification) -> None:
    answer = own.post(f"/c/{checked.pk}/record", {**OPEN, "link": "harbour fire"}, follow=True)
    assert "The link cannot be read" in answer.content.decode()
    assert not Record.objects.exists()


def test_a_link_sent_with_a_sealed_record_is_not_even_read(own: Client, checked: Verification) -> None:
    assert record(own, checked, form="sealed", link="javascript:alert(1)").form == "sealed"
    assert not RecordedLink.objects.exists()
