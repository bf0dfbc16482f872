from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from provenance.likeness import Search
from provenance.policy import Policy
from provenance.report_json import report_from_json
from provenance.types import Examination
from provenance.unreadable import NOT_ASKED
from verify import wiring
from verify.cases.claims import ClaimsShelf
from verify.cases.examining import examine_verification, give_up_verification
from verify.cases.models import Verification, VerificationState
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import report_of, thumbnail_of, verification_get
from verify.cases.sentences import refusal_sentence
from verify.cases.services import verification_discard, verification_start
from verify.cases.tests.examples import CLAIMS, examination, png, unreadable
from verify.cases.uploader import Uploader


class Planted:
    """An examiner that answers as it is told to; what it was given is kept for the test."""

    def __init__(self, answer: Callable[[], Examination]) -> None:
        self.answer = answer
        self.given: list[tuple[bytes, bytes | None]] = []

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
    ) -> Examination:
        with open(descriptor, "rb", closefd=False) as media:
            self.given.append((media.read(), sidecar))
        return self.answer()

    def renew(self, policy: Policy) -> bool:
        return False


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Examination]], Planted]:
    def put(answer: Callable[[], Examination]) -> Planted:
        planted = Planted(answer)
        monkeypatch.setattr(wiring, "_examiner", planted)
        return planted

    return put


Plant = Callable[[Callable[[], Examination]], Planted]


def start(uploader: Uploader, sidecar: bytes | None = None) -> Verification:
    return verification_start(upload=io.BytesIO(png()), size=None, uploader=uploader, sidecar=sidecar)


def test_the_answer_is_stored_without_sentences_and_the_little_picture_beside_the_file(
    held: Quarantine, stranger: Uploader, plant: Plant
) -> None:
    verification, examiner = start(stranger, b"credentials"), plant(examination)
    examine_verification(verification.pk)
    done = verification_get(verification.pk)
    assert examiner.given == [(png(), b"credentials")]
    assert done.state == VerificationState.DONE
    assert report_from_json(done.report) == examination().report
    assert "sentence" not in repr(done.report)
    assert thumbnail_of(done) == examination().thumbnail


def test_what_the_file_claims_is_in_no_row_and_no_file(
    held: Quarantine, stranger: Uploader, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = ClaimsShelf(600)
    monkeypatch.setattr(wiring, "_shelf", shelf)
    plant(examination)
    verification = start(stranger)
    examine_verification(verification.pk)
    assert "Jane Doe" not in repr(list(Verification.objects.values()))
    assert all(b"Jane Doe" not in path.read_bytes() for path in held.folder.iterdir())
    assert shelf.take(verification.pk, stranger.secret) == CLAIMS


def test_an_unreadable_file_goes_at_once_and_leaves_code_and_numbers_only(
    held: Quarantine, stranger: Uploader, plant: Plant
) -> None:
    plant(unreadable)
    verification = start(stranger)
    examine_verification(verification.pk)
    refused = verification_get(verification.pk)
    assert (refused.state, refused.refusal_code) == (VerificationState.REFUSED, "refused.damaged")
    assert refused.report is None
    assert refused.held == ""
    assert list(held.folder.iterdir()) == []
    assert "cannot be read" in refusal_sentence(refused)


def test_a_file_discarded_while_it_was_examined_leaves_nothing(
    held: Quarantine, stranger: Uploader, plant: Plant
) -> None:
    verification = start(stranger)

    def discarded_meanwhile() -> Examination:
        verification_discard(verification, uploader=stranger)
        return examination()

    plant(discarded_meanwhile)
    examine_verification(verification.pk)
    assert list(held.folder.iterdir()) == []
    assert not Verification.objects.exists()


def test_a_second_worker_on_the_same_file_changes_nothing(held: Quarantine, stranger: Uploader, plant: Plant) -> None:
    verification = start(stranger)
    plant(examination)
    examine_verification(verification.pk)
    plant(unreadable)
    examine_verification(verification.pk)
    assert verification_get(verification.pk).state == VerificationState.DONE


def test_our_own_fault_is_never_a_verdict(held: Quarantine, stranger: Uploader) -> None:
    verification = start(stranger)
    give_up_verification(verification.pk)
    failed = verification_get(verification.pk)
    assert (failed.state, failed.report) == (VerificationState.FAILED, None)
    assert "says nothing about the file" in refusal_sentence(failed)
    assert list(held.folder.iterdir()) == []


@pytest.mark.parametrize("searches", [True, False])
def test_a_search_that_is_turned_off_is_told_as_not_checked(
    searches: bool,
    held: Quarantine,
    stranger: Uploader,
    plant: Plant,
    settings: Any,
) -> None:
    settings.SEARCH_SIMILAR = searches
    verification, made = start(stranger), examination()
    plant(lambda: replace(made, report=replace(made.report, not_checked=NOT_ASKED)))
    examine_verification(verification.pk)
    done = verification_get(verification.pk)
    told = report_of(done)
    assert told is not None
    assert "similar" in told.not_checked
    assert any(one.code == "likeness.no_codes" for one in told.findings) is searches, (
        "a search that was tried is told of"
    )
    assert done.search == (Search.NO_CODES if searches else Search.NOT_ASKED)
