"""Nothing is recorded by itself: not without a log-in, not without a choice, not openly without a confirmation."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chronology.records import text_digest
from provenance.report_json import stored
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.cases.models import Verification
from verify.ledger.models import OpenContent, Record
from verify.ledger.tests.examples import digest
from verify.pages.tests import reports

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")


@pytest.fixture
def answered(desk: Organisation) -> Verification:
    return Verification.objects.create(
        state="done",
        report=stored(reports.bare()),
        expires_at=wiring.now().replace(year=2999),
        uploader_key="x",
        organisation=desk,
        owner=User.objects.get(username="ida"),
    )


def test_a_result_records_nothing_by_being_shown(ida: Client, answered: Verification) -> None:
    page = ida.get(f"/c/{answered.pk}").content.decode()
    assert "Put it on record" in page
    assert "public, and for ever" in page
    assert not re.search(r'<input[^>]*name="(form|understood|showable)"[^>]*\bchecked\b', page)
    assert not Record.objects.exists()


def test_strangers_are_led_to_the_log_in_and_nothing_is_recorded(answered: Verification) -> None:
    answer = Client().post(f"/c/{answered.pk}/record", {"form": "sealed"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")
    assert not Record.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"form": "open"}, {"form": "both"}, {"understood": "yes"}])
def test_no_form_is_taken_for_a_choice(ida: Client, answered: Verification, sent: dict[str, str]) -> None:
    answer = ida.post(f"/c/{answered.pk}/record", sent, follow=True)
    assert not Record.objects.exists()
    assert "Nothing was recorded." in answer.content.decode()


def test_an_open_record_is_made_once_and_names_the_file(ida: Client, answered: Verification) -> None:
    sent = {"form": "open", "understood": "yes"}
    first = ida.post(f"/c/{answered.pk}/record", sent)
    assert ida.post(f"/c/{answered.pk}/record", sent).headers["Location"] == first.headers["Location"]
    record = Record.objects.get()
    assert (record.form, record.sha256, record.media_type) == ("open", reports.DIGEST, "image/jpeg")


def once_in(page: str) -> str:
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found is not None, "the form has no word of its own"
    return found.group(1)


def test_a_sealed_record_is_made_once_and_shows_nothing(ida: Client, answered: Verification) -> None:
    once = once_in(ida.get(f"/c/{answered.pk}").content.decode())
    for _time in range(2):
        ida.post(f"/c/{answered.pk}/record", {"form": "sealed", "once": once})
    record = Record.objects.get()
    assert (record.form, record.sha256, OpenContent.objects.count()) == ("sealed", "", 0)


def test_no_row_of_the_site_ties_a_sealed_record_to_the_result_it_came_from(
    ida: Client, answered: Verification
) -> None:
    """The name of the request must come from something that is stored nowhere, new in each form."""
    words = [once_in(ida.get(f"/c/{answered.pk}").content.decode()) for _time in range(2)]
    assert words[0] != words[1]
    for once in words:
        ida.post(f"/c/{answered.pk}/record", {"form": "sealed", "once": once})
    assert Record.objects.count() == 2, "the same result gives the same name: who knows the result finds the record"
    assert not any(once in repr([*Record.objects.values(), *Verification.objects.values()]) for once in words)


@pytest.mark.parametrize("once", [{}, {"once": ""}, {"once": "a"}])
def test_a_sealed_form_without_its_word_records_nothing(
    ida: Client, answered: Verification, once: dict[str, str]
) -> None:
    answer = ida.post(f"/c/{answered.pk}/record", {"form": "sealed", **once}, follow=True)
    assert "Nothing was recorded." in answer.content.decode()
    again = ida.post("/records/new", {"form": "sealed", "headline": "Fire", **once})
    assert again.status_code == 400
    assert "Nothing was recorded." in again.content.decode()
    assert len(once_in(again.content.decode())) == 22
    assert not Record.objects.exists()


def test_a_corrected_text_under_the_same_form_is_a_record_of_its_own(ida: Client) -> None:
    first, back, repeat = (
        ida.post("/records/new", work(form="sealed", text=text, picture=[])).headers["Location"]
        for text in ("first version", "corrected version", "corrected version")
    )
    assert first != back
    assert back == repeat


def test_somebody_elses_result_cannot_be_recorded(answered: Verification) -> None:
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    assert rival.post(f"/c/{answered.pk}/record", {"form": "sealed"}).status_code == 404
    assert not Record.objects.exists()


def test_a_form_from_elsewhere_records_nothing(ida: Client, answered: Verification) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = ida.cookies
    assert strict.post(f"/c/{answered.pk}/record", {"form": "sealed"}).status_code == 403
    assert not Record.objects.exists()


def work(**changes: Any) -> dict[str, Any]:
    picture = SimpleUploadedFile("of-a-source.jpg", b"the bytes of a picture")
    words = {"headline": "Fire", "text": "Line one  \r\nline two", "once": "a-word-of-this-form-01"}
    return {**words, "picture": [picture], "form": "open", "understood": "yes"} | changes


def test_an_article_is_one_record_and_each_part_leads_to_it(ida: Client) -> None:
    answer = ida.post("/records/new", work())
    record = Record.objects.get()
    assert answer.headers["Location"] == f"/r/{record.pk}?after=recorded"
    found = dict(OpenContent.objects.exclude(role="").values_list("role", "sha256"))
    assert found == {
        "headline": text_digest("Fire").hex(),
        "text": text_digest("Line one\nline two").hex(),
        "image": digest("the bytes of a picture").hex(),
    }
    assert "line two" not in repr(Record.objects.values())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"headline": " ", "text": "", "picture": []}, "Nothing was given"),
        ({"picture": [SimpleUploadedFile("a", b"x") for _ in range(11)]}, "At most 10 pictures"),
        ({"text": "x" * 150_001}, "longer than can be taken in"),
        ({"form": ""}, "Nothing was recorded"),
        ({"understood": ""}, "Nothing was recorded"),
    ],
)
def test_a_work_that_cannot_be_recorded_says_why_and_keeps_what_was_typed(
    ida: Client, changes: dict[str, Any], sentence: str
) -> None:
    answer = ida.post("/records/new", work(**changes))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "Fire" in answer.content.decode() or "headline" in changes
    assert not Record.objects.exists()


def test_no_words_or_files_of_a_work_stay_behind(ida: Client, data_dir: Any) -> None:
    ida.post("/records/new", work(form="sealed"))
    assert [path for path in (data_dir / "quarantine").rglob("*") if path.is_file()] == []
