"""The form takes an objection in without a log-in, shows it to nobody, and the desk works it off behind its walls."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from verify.accounts.models import User
from verify.consents.models import Objection, ObjectionReading
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.pages.tests.confirming import confirmed
from verify.pages.unkept import no_file_kept

WORK = "ab" * 32
GIVEN = {"category": "likeness", "words": "That is my face.", "places": "", "contact": "", "sha256": WORK}


@pytest.fixture
def stranger(ledger: Any, data_dir: Path) -> Client:  # noqa: F811
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def vera(stranger: Client) -> User:
    user = User.objects.create_user("vera")
    user.user_permissions.add(Permission.objects.get(codename="review_objection"))
    return user


@pytest.fixture
def desk(vera: User) -> Client:
    client = Client()
    client.force_login(vera)
    return confirmed(client)


def fields(client: Client, address: str = "/object") -> dict[str, str]:
    page = client.get(address).content.decode()
    return dict(re.findall(r'name="(csrfmiddlewaretoken|once)" value="([^"]+)"', page))


def sent(client: Client, **changed: str) -> Any:
    return client.post("/object", {**fields(client), **GIVEN, **changed})


def objection() -> Objection:
    return Objection.objects.get()


def test_anybody_can_object_and_gets_an_address_of_their_own(stranger: Client) -> None:
    answer = sent(stranger)

    assert answer.status_code == 303
    assert answer["Location"] == f"/object/{objection().pk}?after=sent"
    page = stranger.get(answer["Location"]).content.decode()
    assert "received" in page
    assert "That is my face" not in page
    assert objection().sha256 == WORK


def test_the_same_form_twice_is_one_objection(stranger: Client) -> None:
    form = {**fields(stranger), **GIVEN}
    first, second = stranger.post("/object", form), stranger.post("/object", form)

    assert first["Location"] == second["Location"]


def test_of_intimate_material_no_digest_is_kept_whatever_the_form_brings(stranger: Client) -> None:
    assert sent(stranger, category="intimate").status_code == 303
    assert objection().sha256 == ""


def files_seen(view: Any) -> int:
    """How many files a view finds in a form that has one of three megabytes."""
    form = {"file": SimpleUploadedFile("me.jpg", b"\xff\xd8" + b"x" * 3_000_000)}
    request = RequestFactory().post("/object", form)
    request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
    counted: HttpResponse = view(request)
    for part in request.FILES.values():
        part.close()
    return int(counted.content)


def counting(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(len(request.FILES)))


def test_a_file_that_is_sent_along_is_read_past(stranger: Client) -> None:
    assert files_seen(no_file_kept(counting)) == 0
    assert files_seen(counting) == 1, "without the guard it would have been taken in"

    form = {**fields(stranger), **GIVEN, "file": SimpleUploadedFile("me.jpg", b"\xff\xd8" + b"x" * 300_000)}
    assert stranger.post("/object", form).status_code == 303


def test_other_sites_cannot_send_the_form(stranger: Client) -> None:
    assert stranger.post("/object", GIVEN).status_code == 403
    assert Objection.objects.count() == 0


@pytest.mark.parametrize("changed", [{"category": ""}, {"words": " "}, {"sha256": "abc"}, {"once": "short"}])
def test_what_is_missing_is_said_and_what_was_typed_stays(stranger: Client, changed: dict[str, str]) -> None:
    answer = sent(stranger, places="On the front page of a site", **changed)

    assert answer.status_code == 400
    assert b'role="alert"' in answer.content
    assert b"On the front page of a site" in answer.content
    assert Objection.objects.count() == 0


def test_it_can_be_taken_back_from_its_page(stranger: Client) -> None:
    here = sent(stranger)["Location"].partition("?")[0]
    stranger.post(f"{here}/back", fields(stranger, here))

    assert objection().state == "withdrawn"
    assert b"taken back" in stranger.get(here).content


def test_the_desk_is_nowhere_for_others(stranger: Client) -> None:
    sent(stranger)
    here = f"/objections/{objection().pk}"
    assert stranger.get("/objections")["Location"].startswith("/accounts/login/")

    client = Client()
    client.force_login(User.objects.create_user("otto"))
    confirmed(client)
    assert [client.get(one).status_code for one in ("/objections", here)] == [404, 404]
    assert client.post(f"{here}/decide", {"decision": "upheld.agreed"}).status_code == 404
    assert objection().state == "received"


def test_a_reviewer_without_a_second_factor_gets_no_further(stranger: Client, vera: User) -> None:
    sent(stranger)
    client = Client()
    client.force_login(vera)

    assert client.get("/objections").status_code in (302, 303, 403)
    assert client.post(f"/objections/{objection().pk}/read").status_code in (302, 303, 403)
    assert ObjectionReading.objects.count() == 0


def test_the_desk_works_one_off(stranger: Client, desk: Client) -> None:
    there = sent(stranger)["Location"].partition("?")[0]
    here = f"/objections/{objection().pk}"
    assert b"Face or body" in desk.get("/objections").content

    desk.post(f"{here}/take-up")
    assert b"That is my face." in desk.post(f"{here}/read").content
    desk.post(f"{here}/decide", {"decision": "asked.who_you_are"})
    assert b"a question to you" in stranger.get(there).content
    stranger.post(f"{there}/words", {**fields(stranger, there), "words": "I am the one on the left."})
    desk.post(f"{here}/take-up")
    desk.post(f"{here}/decide", {"decision": "upheld.agreed"})

    page = stranger.get(there).content.decode()
    assert "agreed to" in page
    assert "1 time" in page


def test_the_desk_marks_intimate_material_by_a_button(stranger: Client, desk: Client) -> None:
    sent(stranger, sha256=WORK)
    here = f"/objections/{objection().pk}"
    assert WORK in desk.get(here).content.decode()
    assert b"This is intimate material" in desk.get(here).content

    desk.post(f"{here}/intimate")
    assert (objection().category, objection().sha256) == ("intimate", "")
    assert b"This is intimate material" not in desk.get(here).content


def test_what_was_told_is_opened_by_a_button_and_inert(stranger: Client, desk: Client) -> None:
    sent(stranger, words="<script>alert(1)</script> \u202efdp")
    here = f"/objections/{objection().pk}"
    assert b"alert(1)" not in desk.get(here).content
    assert ObjectionReading.objects.count() == 0

    opened = desk.post(f"{here}/read").content.decode()
    assert "&lt;script&gt;" in opened
    assert "‹U+202E›" in opened
    assert ObjectionReading.objects.count() == 1


def test_a_second_decision_is_told_that_the_first_was_quicker(stranger: Client, desk: Client) -> None:
    sent(stranger)
    here = f"/objections/{objection().pk}"
    desk.post(f"{here}/take-up")
    desk.post(f"{here}/decide", {"decision": "declined.no_answer"})

    answer = desk.post(f"{here}/decide", {"decision": "upheld.agreed"})
    assert answer.status_code == 409
    assert objection().state == "declined"


@pytest.mark.parametrize("address", ["/object/AAAAAAAAAAAAAAAAAAAAAA", "/consents/abc"])
def test_nothing_is_nowhere(stranger: Client, address: str) -> None:
    assert stranger.get(address).status_code == 404
