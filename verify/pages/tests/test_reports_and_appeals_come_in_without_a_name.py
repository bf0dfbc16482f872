"""Reports and appeals come in by forms that keep no name; what they hold is sealed, and their addresses are secret."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from verify.accounts.models import User
from verify.blacklist.models import Appeal, AppealWords
from verify.blacklist.selectors import case_public
from verify.blacklist.services.appeals import token_digest
from verify.cases.tests.examples import png
from verify.demo.blacklist_desk import ACCOUNT
from verify.ledger.parts import parts
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.pages.tests.camera_list import founded, opened
from verify.reporting.card import card_of
from verify.reporting.models import HandedIn

GIVEN = {
    "what": "model",
    "maker": "Secret Works",
    "name": "Hidden One",
    "reason": "firmware_signs_anything",
    "class": "C",
    "words": "WORDS-PLANTED",
}
TOKEN, CHALLENGE = "ab" * 16, bytes(range(32))


@pytest.fixture
def stranger(ledger: Any, data_dir: Any, settings: Any) -> Client:  # noqa: F811
    settings.LIST_DIR = data_dir / "blacklist"
    founded()
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def appeal(stranger: Client) -> str:
    """An appeal as its owner began it; the path of its page."""
    from verify.blacklist.models import CaseRow

    case, at = CaseRow.objects.get(number=opened()), parts().clock()
    shared = {"token": token_digest(TOKEN), "public": "cd" * 32, "challenge": CHALLENGE.hex()}
    Appeal.objects.create(**shared, case=case, opened=at, by=at + timedelta(days=14))
    return f"/list/appeal/{TOKEN}"


def form(client: Client, path: str) -> dict[str, str]:
    page = client.get(path).content.decode()
    return dict(re.findall(r'name="(csrfmiddlewaretoken)" value="([^"]+)"', page))


def sent(client: Client, **changed: Any) -> Any:
    return client.post("/list/report", {**form(client, "/list/report"), **GIVEN, **changed})


def test_a_typed_report_leads_to_its_case(stranger: Client) -> None:
    answer = sent(stranger)
    assert answer.status_code == 303
    page = stranger.get(answer["Location"]).content.decode()
    assert "sealed and taken in" in page
    number = re.findall(r"/list/cases/(FL-[0-9-]+)", page)[0]
    assert case_public(number).state == "open"
    assert "Hidden One" not in page


def test_a_report_with_a_file_waits_for_a_worker(stranger: Client) -> None:
    file = SimpleUploadedFile("Jane-Doe.png", png(), "image/png")
    answer = sent(stranger, what="device", reason="key_extracted", file=file)
    assert answer.status_code == 303
    page = stranger.get(answer["Location"])
    assert "being read" in page.content.decode()
    assert stranger.get(answer["Location"], headers={"HX-Request": "true"}).status_code == 204
    assert "Jane" not in repr(list(HandedIn.objects.values()))


def test_a_refused_file_is_refused_as_everywhere(stranger: Client) -> None:
    answer = sent(stranger, what="device", reason="key_extracted", file=SimpleUploadedFile("a.txt", b"only words " * 9))
    assert answer.status_code == 415
    assert HandedIn.objects.count() == 0


@pytest.mark.parametrize("changed", [
    {"words": " "}, {"reason": "governing"}, {"class": ""}, {"what": ""}, {"what": "device"}, {"name": ""},
    {"captures_from": "yesterday"},
])  # fmt: skip
def test_what_is_missing_is_told_and_what_was_typed_stays(stranger: Client, changed: dict[str, str]) -> None:
    answer = sent(stranger, **changed)
    assert answer.status_code == 400
    assert b'role="alert"' in answer.content
    assert b"Secret Works" in answer.content
    assert HandedIn.objects.count() == 0


def test_a_maintainer_who_reports_is_set_apart(stranger: Client) -> None:
    stranger.force_login(User.objects.get(username=ACCOUNT.format(index=2)))
    assert sent(stranger).status_code == 303
    assert [row.reporter for row in HandedIn.objects.all()] == [None]
    from verify.blacklist.models import CaseRow

    assert CaseRow.objects.get().apart == [2]


def test_other_sites_cannot_send_the_forms(stranger: Client, appeal: str) -> None:
    assert stranger.post("/list/report", GIVEN).status_code == 403
    assert stranger.post("/list/appeal", {"case": "FL-2026-0001"}).status_code == 403
    assert stranger.post(f"{appeal}/say", {"words": "x"}).status_code == 403
    assert stranger.post(f"{appeal}/prove", {}).status_code == 403


def test_what_stands_nowhere_cannot_be_appealed_against(stranger: Client) -> None:
    for number in (opened(), "FL-2026-9999", "<script>"):
        answer = stranger.post("/list/appeal", {**form(stranger, "/list/appeal"), "case": number})
        assert answer.status_code == 400
        assert b'role="alert"' in answer.content
        assert b"<script>" not in answer.content.replace(b'<script src="', b"")


def test_the_page_of_an_appeal_is_kept_by_nobody(stranger: Client, appeal: str) -> None:
    answer = stranger.get(appeal)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert "no-referrer" not in answer.get("Referrer-Policy", ""), "its own forms would lose their origin"
    assert b"waiting for the camera" in answer.content


def test_the_card_is_made_of_the_challenge(stranger: Client, appeal: str) -> None:
    answer = stranger.get(f"{appeal}/card")
    assert (answer["Content-Type"], answer.content) == ("image/png", card_of(CHALLENGE))


@pytest.mark.parametrize("path", ["", "/card"])
def test_another_address_leads_nowhere(stranger: Client, appeal: str, path: str) -> None:
    assert stranger.get(f"/list/appeal/{'cd' * 16}{path}").status_code == 404


def test_what_an_owner_writes_is_sealed(stranger: Client, appeal: str) -> None:
    answer = stranger.post(f"{appeal}/say", {**form(stranger, appeal), "words": "OWNER-WORDS-PLANTED"})
    assert answer.status_code == 303
    assert AppealWords.objects.count() == 1
    assert "OWNER-WORDS" not in repr(list(AppealWords.objects.values()))
    assert b"Sealed, and with the maintainers." in stranger.get(answer["Location"]).content


def test_an_empty_answer_is_told(stranger: Client, appeal: str) -> None:
    answer = stranger.post(f"{appeal}/prove", form(stranger, appeal))
    assert answer.status_code == 400
    assert b"Choose the file that the camera gave out." in answer.content


def test_an_answer_waits_for_a_worker(stranger: Client, appeal: str) -> None:
    file = SimpleUploadedFile("answer.capture", b"what the camera gave out")
    answer = stranger.post(f"{appeal}/prove", {**form(stranger, appeal), "capture": file})
    assert answer.status_code == 303
    assert b"Your answer is being checked." in stranger.get(appeal).content
    assert TOKEN not in repr([row.about for row in HandedIn.objects.all()])
