"""The worker asks the camera list in the same job as the examination, and keeps nothing of it but the answer."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from provenance.attestation.types import DeviceId
from provenance.captured import EARNED, KIND, settled
from provenance.types import Examination, Finding, State
from verify import list_wiring, wiring
from verify.accounts.errors import NotAllowed
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.cases.asking_cameras import MOST_IDS, answers_about, with_cameras_asked
from verify.cases.cameras import entry_follow, entry_unfollow, unfollowed_by
from verify.cases.examining import examine_verification
from verify.cases.models import Verification
from verify.cases.selectors import report_of, verification_get
from verify.cases.services import verification_start
from verify.cases.tests.examples import AT, examination, png, unreadable
from verify.cases.tests.listing_cameras import LEAF, MODEL, OTHER, SERIAL, Listing, listing, since
from verify.cases.tests.test_examining import Planted
from verify.cases.uploader import Uploader

CODES = {
    "listed": "camera_list.listed",
    "not_listed": "camera_list.not_listed",
    "not_asked": "camera_list.not_asked",
    "unavailable": "camera_list.unavailable",
}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path) -> Listing:
    return listing(monkeypatch, settings, data_dir)


def captured(*ids: DeviceId) -> Examination:
    """An examination of a file whose camera signed exactly its bytes."""
    params = {"maker": "Demo Optics", "root": "maker", "format": "secure_element"}
    earned = Finding(KIND, State.HOLDS, EARNED, params, "file", AT)
    done = examination()
    report = replace(done.report, findings=(earned,), not_checked=("camera_list",))
    return replace(done, report=settled(report), device_ids=ids)


def codes(done: Examination) -> list[str]:
    return [one.code for one in done.report.findings if one.kind == "camera_list"]


def test_a_listed_key_is_found_and_takes_the_headline(asked: Listing) -> None:
    asked.put(LEAF, since())
    done = with_cameras_asked(captured(LEAF))
    assert codes(done) == [CODES["listed"]]
    assert done.report.headline.code == "no_credentials"
    assert done.report.not_checked == ()


def test_another_key_is_not_listed_and_keeps_it(asked: Listing) -> None:
    asked.put(LEAF, since())
    done = with_cameras_asked(captured(OTHER, MODEL))
    assert codes(done) == [CODES["not_listed"]]
    assert done.report.headline.code == "captured"


def test_model_and_firmware_range_are_compared_with_the_version(asked: Listing) -> None:
    asked.put(MODEL, since(first_version="2.00", last_version="2.10"))
    assert codes(with_cameras_asked(captured(MODEL))) == [CODES["listed"]]
    assert codes(with_cameras_asked(captured(replace(MODEL, version="3.00")))) == [CODES["not_listed"]]


def test_a_serial_that_nobody_signed_for_is_not_asked_about(asked: Listing) -> None:
    asked.put(SERIAL, since())
    assert codes(with_cameras_asked(captured(SERIAL))) == [CODES["listed"]]
    before = len(asked.holders.asked)
    assert codes(with_cameras_asked(captured(replace(SERIAL, proven=False)))) == [CODES["not_asked"]]
    assert len(asked.holders.asked) == before


def test_three_of_five_holders_are_enough_and_two_are_not(asked: Listing) -> None:
    asked.put(LEAF, since())
    asked.holders.away = {1, 4}
    assert codes(with_cameras_asked(captured(LEAF))) == [CODES["listed"]]
    asked.holders.away = {1, 2, 4}
    done = with_cameras_asked(captured(LEAF))
    assert codes(done) == [CODES["unavailable"]]
    assert done.report.headline.code == "captured"


def test_holders_that_keep_people_waiting_for_nothing_are_given_a_rest(
    asked: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.put(LEAF, since())
    monkeypatch.setattr(list_wiring, "_rests", list_wiring._Rests())
    monkeypatch.setattr(list_wiring, "SLOW_SECONDS", 0.0)
    asked.holders.away = {1, 2, 3}
    assert codes(with_cameras_asked(captured(LEAF))) == [CODES["unavailable"]]
    asked.holders.away, before = set(), len(asked.holders.asked)
    assert codes(with_cameras_asked(captured(LEAF))) == [CODES["unavailable"]]
    assert len(asked.holders.asked) == before
    list_wiring._rests.until = 0.0
    assert codes(with_cameras_asked(captured(LEAF))) == [CODES["listed"]]


def test_an_edition_that_has_expired_says_nothing(asked: Listing) -> None:
    asked.put(LEAF, since(), expires_at=wiring.now() - timedelta(seconds=1))
    done = with_cameras_asked(captured(LEAF))
    assert codes(done) == [CODES["unavailable"]]
    assert [one.params["why"] for one in done.report.findings if one.kind == "camera_list"] == ["list"]


def test_a_damaged_copy_of_the_list_costs_the_answer_and_not_the_report(asked: Listing, settings: Any) -> None:
    asked.put(LEAF, since())
    (Path(settings.BLACKLIST_DIR) / "state.json").write_text("{")
    done = with_cameras_asked(captured(LEAF))
    assert codes(done) == [CODES["unavailable"]]


def test_where_no_list_is_set_up_nothing_is_said_of_one(data_dir: Path, settings: Any) -> None:
    settings.BLACKLIST_URL = ""
    done = with_cameras_asked(captured(LEAF))
    assert codes(done) == []
    assert "camera_list" in done.report.not_checked
    assert done.device_ids == ()


def test_a_file_that_names_nothing_is_told_so_and_nobody_is_asked(asked: Listing) -> None:
    done = with_cameras_asked(captured())
    assert codes(done) == [CODES["not_asked"]]
    assert asked.holders.asked == []


def test_every_request_looks_the_same_whatever_is_asked(asked: Listing) -> None:
    asked.put(LEAF, since())
    for ids in ((LEAF,), (OTHER,), (LEAF, MODEL), (OTHER, MODEL)):
        asked.holders.asked.clear()
        with_cameras_asked(captured(*ids))
        assert [(key, slots) for _, key, slots in asked.holders.asked] == [("open", 8)] * 3


def test_a_file_of_hundreds_of_steps_does_not_spend_the_budget(asked: Listing) -> None:
    many = [replace(LEAF, value=f"{number:064x}") for number in range(200)]
    answers = answers_about(many)
    assert len(answers) == 200
    assert len(asked.holders.asked) == 3 * MOST_IDS / 8
    assert {one.why for one in answers[MOST_IDS:]} == {"too_many"}


def test_an_unreadable_file_asks_nobody(asked: Listing) -> None:
    assert codes(with_cameras_asked(replace(unreadable(), device_ids=(LEAF,)))) == []
    assert asked.holders.asked == []


def stored_of(held: object, stranger: Uploader, monkeypatch: pytest.MonkeyPatch, *ids: DeviceId) -> Verification:
    started = verification_start(upload=BytesIO(png()), size=None, uploader=stranger, capture=b"of a camera")
    planted = Planted(lambda: captured(*ids))
    monkeypatch.setattr(wiring, "_examiner", planted)
    examine_verification(started.pk)
    return verification_get(started.pk)


@pytest.mark.usefixtures("held")
def test_what_is_stored_names_no_device(asked: Listing, stranger: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    asked.put(MODEL, since())
    done = stored_of(None, stranger, monkeypatch, LEAF, MODEL, SERIAL)
    kept = json.dumps(done.report)
    assert "camera_list.listed" in kept
    assert not [word for word in (LEAF.value, MODEL.value, SERIAL.value, "6031234") if word in kept.replace("Demo", "")]


@pytest.mark.usefixtures("held")
def test_a_newsroom_may_leave_an_entry_out_for_its_own_readers(
    asked: Listing, stranger: Uploader, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = User.objects.create_user("ida")
    desk = organisation_create(name="Harbour Post", slug="harbour-post", owner=owner)
    asked.put(LEAF, since())
    done = stored_of(None, stranger, monkeypatch, LEAF)
    reader = replace(stranger, user=owner, organisation=desk)

    def headline(viewer: Uploader | None) -> str:
        report = report_of(done, viewer=viewer)
        assert report is not None
        return report.headline.code

    assert headline(reader) == "no_credentials"
    entry_unfollow(by=owner, organisation=desk, case="FL-2026-0007")
    assert headline(reader) == "captured"
    assert headline(None) == headline(stranger) == "no_credentials"
    entry_follow(by=owner, organisation=desk, case="FL-2026-0007")
    assert headline(reader) == "no_credentials"


@pytest.mark.usefixtures("held")
@pytest.mark.parametrize("case", ["", "x" * 41, "a b", "<b>"])
def test_only_numbers_of_cases_are_left_out(case: str) -> None:
    owner = User.objects.create_user("ida")
    desk = organisation_create(name="Harbour Post", slug="harbour-post", owner=owner)
    with pytest.raises(NotAllowed):
        entry_unfollow(by=owner, organisation=desk, case=case)
    with pytest.raises(NotAllowed):
        entry_unfollow(by=User.objects.create_user("eve"), organisation=desk, case="FL-1")
    assert unfollowed_by(desk) == frozenset()
