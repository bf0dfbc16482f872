"""What is found, compared and shown is its owner's choice, and what ends leaves the index and every answer."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fixtures.photographs import photograph
from verify import wiring
from verify.accounts.models import User
from verify.cases import index_rows
from verify.cases.held_codes import asked_of
from verify.cases.index_rows import sweep_index
from verify.cases.indexing import (
    IndexChoice,
    fingerprints_are_indexed,
    index_choice_change,
    index_choice_of,
    recorded_is_indexed,
)
from verify.cases.likeness_models import FoundLikeness, IndexedWork, IndexState
from verify.cases.likenesses import likenesses_of, proxy_of
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import report_of
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg, member, spliced, team
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Record
from verify.ledger.services import record_erase, record_hide, record_open, record_retract, record_sealed
from verify.ledger.values import Viewer

SHOWN = IndexChoice(findable=True, comparable=True, showable=True)
CODES_ONLY = IndexChoice(findable=True, comparable=False, showable=False)
NOTHING = IndexChoice(findable=False, comparable=False, showable=False)


@pytest.fixture(scope="module")
def harbour() -> bytes:
    return jpeg(photograph("harbour"))


@pytest.fixture
def site(held: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def ours(stores: None) -> Uploader:
    return member("ours")


def codes(verification: Verification, viewer: Uploader | None = None) -> list[str]:
    report = report_of(verification, viewer=viewer)
    assert report is not None
    return [one.code for one in report.findings if one.kind == "likeness"]


def sealed(site: Desk, content: bytes, owner: Uploader, choice: IndexChoice) -> Record:
    verification = site.check(content)
    viewer = Viewer(team(owner).pk, owner.user.pk if owner.user else None)
    record = record_sealed(sha256=sha256(content).digest(), owner=viewer)
    recorded_is_indexed(record, verification, choice)
    return record


def viewer_of(uploader: Uploader) -> Viewer:
    return Viewer(team(uploader).pk, uploader.user.pk if uploader.user else None)


def test_open_records_are_found_and_not_shown_and_sealed_ones_are_neither_unless_asked_for() -> None:
    assert IndexChoice(findable=True, comparable=True, showable=False) == IndexChoice.OPEN_DEFAULT
    assert IndexChoice.SEALED_DEFAULT == NOTHING


def test_each_permission_stands_on_the_one_before() -> None:
    assert IndexChoice(findable=False, comparable=True, showable=True) == NOTHING
    assert IndexChoice(findable=True, comparable=False, showable=True) == CODES_ONLY


def test_what_may_not_be_found_leaves_no_trace_in_the_index(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours), NOTHING)
    assert site.shelf.stored.count() == 0
    assert codes(site.check(edited(harbour, cropped)), ours) == ["likeness.none"]


def test_a_sealed_record_is_found_by_its_own_team_and_for_others_is_like_nothing(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    rival = member("rival")
    sealed(site, harbour, ours, SHOWN)
    copy = edited(harbour, cropped)
    mine, theirs, nobodys = site.check(copy, ours), site.check(copy, rival), site.check(copy)
    assert codes(mine, ours) == ["likeness.copy"]
    assert likenesses_of(mine, ours)[0].sealed
    assert codes(theirs, rival) == codes(nobodys) == ["likeness.none"]
    assert not FoundLikeness.objects.exclude(verification=mine).exists()
    for reader in (None, rival, Uploader.fresh()):
        assert codes(mine, reader) == ["likeness.none"]
        assert likenesses_of(mine, reader) == ()
        assert proxy_of(mine, 1, reader) is None


def test_a_strangers_look_up_takes_the_same_work_beside_a_sealed_record_and_beside_nothing(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    copy = edited(harbour, cropped)

    def statements() -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            codes(site.check(copy))
        # The number of a savepoint counts what this test did before.
        said = [one["sql"].partition("SAVEPOINT")[0] for one in asked]
        return [one.rpartition(" FROM ")[2].partition(" WHERE ")[0][:60] for one in said]

    statements()
    nothing = statements()
    sealed(site, harbour, ours, SHOWN)
    assert statements() == nothing
    site.record(edited(harbour, spliced), team(ours), SHOWN)
    assert statements() != nothing, "the count says nothing where it never changes"


def test_an_index_that_answers_strangers_with_sealed_works_is_not_believed(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed(site, harbour, ours, SHOWN)
    honest = site.shelf.nominate
    everything = ("", f"o{team(ours).pk}")
    monkeypatch.setattr(site.shelf, "nominate", lambda asked, **_: honest(asked, scopes=everything))  # type: ignore[arg-type]
    assert codes(site.check(edited(harbour, cropped))) == ["likeness.none"]


def test_an_erased_record_leaves_nothing(
    site: Desk, ours: Uploader, harbour: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    record = sealed(site, harbour, ours, SHOWN)
    copy = site.check(edited(harbour, cropped), ours)
    with django_capture_on_commit_callbacks(execute=True):
        record_erase(record, owner=viewer_of(ours))
    assert site.shelf.stored.count() == 0
    assert not FoundLikeness.objects.exists()
    assert not IndexedWork.objects.exists()
    assert codes(copy, ours) == ["likeness.none"]


def test_a_hidden_record_is_told_to_nobody(
    site: Desk, ours: Uploader, harbour: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    record = site.record(harbour, team(ours), SHOWN)
    copy = site.check(edited(harbour, cropped))
    with django_capture_on_commit_callbacks(execute=True):
        record_hide(record)
    assert codes(copy) == codes(site.check(edited(harbour, cropped))) == ["likeness.none"]
    assert site.shelf.stored.count() == 0


def test_a_record_taken_back_is_told_as_such_and_found_no_more(
    site: Desk, ours: Uploader, harbour: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    record = site.record(harbour, team(ours), SHOWN)
    forged = site.check(edited(harbour, spliced))
    with django_capture_on_commit_callbacks(execute=True):
        record_retract(record, owner=viewer_of(ours))
    assert codes(forged, ours) == ["likeness.retracted"]
    (view,) = likenesses_of(forged, ours)
    assert (view.has_heat, view.shows_proxy, proxy_of(forged, 1, ours)) == (False, False, None)
    assert codes(site.check(edited(harbour, spliced)), ours) == ["likeness.none"]


def test_what_ends_while_the_index_is_away_is_told_to_nobody_and_leaves_later(
    site: Desk, ours: Uploader, harbour: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    record = sealed(site, harbour, ours, SHOWN)
    site.shelf.away = True
    with django_capture_on_commit_callbacks(execute=True):
        record_erase(record, owner=viewer_of(ours))
    site.shelf.away = False
    assert site.shelf.stored.count() == 1
    assert codes(site.check(edited(harbour, cropped), ours), ours) == ["likeness.none"]
    sweep_index()
    assert site.shelf.stored.count() == 0
    assert not IndexedWork.objects.exists()


def test_what_is_recorded_while_the_index_is_away_comes_in_later(site: Desk, ours: Uploader, harbour: bytes) -> None:
    verification, record = site.check(harbour), site.log.record(harbour, team(ours))
    site.shelf.away = True
    recorded_is_indexed(record, verification, IndexChoice.OPEN_DEFAULT)
    site.shelf.away = False
    assert site.shelf.stored.count() == 0
    sweep_index()
    assert codes(site.check(edited(harbour, cropped)), ours) == ["likeness.copy"]


def test_a_change_of_mind_before_a_record_came_in_does_not_keep_it_out(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    verification, record = site.check(harbour), site.log.record(harbour, team(ours))
    site.shelf.away = True
    recorded_is_indexed(record, verification, SHOWN)
    site.shelf.away = False
    index_choice_change(record, owner=viewer_of(ours), choice=CODES_ONLY)
    assert IndexedWork.objects.get().state == IndexState.WAITING
    sweep_index()
    item = site.shelf.stored.of_subject(record.pk)
    assert item is not None
    assert not item.comparable
    assert codes(site.check(edited(harbour, cropped)), ours) == ["likeness.uncompared"]


def test_a_change_of_mind_while_a_record_comes_in_is_not_lost(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = site.shelf.stored.put

    def less_meanwhile(**wanted: Any) -> Any:
        IndexedWork.objects.filter(pk=wanted["subject"]).update(comparable=False, showable=False)
        return put(**wanted)

    monkeypatch.setattr(site.shelf.stored, "put", less_meanwhile)
    record = site.record(harbour, team(ours), SHOWN)
    assert IndexedWork.objects.get().state == IndexState.WAITING
    sweep_index()
    item = site.shelf.stored.of_subject(record.pk)
    assert item is not None
    assert not item.comparable
    assert b"\xff\xd8\xff" not in item.fingerprints


def test_what_came_in_without_our_noticing_does_not_stay_when_it_is_given_up(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, record = asked_of(site.check(harbour)), site.log.record(harbour, team(ours))
    assert asked is not None
    put = site.shelf.stored.put

    def dies_after(**wanted: Any) -> Any:
        put(**wanted)
        raise KeyboardInterrupt

    monkeypatch.setattr(site.shelf.stored, "put", dies_after)
    with pytest.raises(KeyboardInterrupt):
        fingerprints_are_indexed(record, asked.fingerprints, IndexChoice.OPEN_DEFAULT)
    assert site.shelf.stored.count() == 1
    later = wiring.now() + index_rows.GIVEN_UP_AFTER * 2
    monkeypatch.setattr(wiring, "now", lambda: later)
    sweep_index()
    assert site.shelf.stored.count() == 0
    assert not IndexedWork.objects.exists()


def test_what_is_erased_while_it_is_compared_leaves_no_likeness(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    record, compare = sealed(site, harbour, ours, SHOWN), site.eyes.compare

    def erased_meanwhile(*media: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            record_erase(record, owner=viewer_of(ours))
        return compare(*media)

    monkeypatch.setattr(site.eyes, "compare", erased_meanwhile)
    assert codes(site.check(edited(harbour, spliced), ours), ours) == ["likeness.none"]
    assert not FoundLikeness.objects.exists()


def test_what_waits_longer_than_its_file_is_held_is_given_up(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    verification, record = site.check(harbour), site.log.record(harbour, team(ours))
    site.shelf.away = True
    recorded_is_indexed(record, verification, IndexChoice.OPEN_DEFAULT)
    site.shelf.away = False
    wiring.quarantine().remove(verification.held)
    later = wiring.now() + index_rows.GIVEN_UP_AFTER * 2
    monkeypatch.setattr(wiring, "now", lambda: later)
    sweep_index()
    assert not IndexedWork.objects.exists()


def test_a_record_erased_while_it_comes_in_does_not_stay(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = site.shelf.stored.put

    def ends_meanwhile(**wanted: Any) -> Any:
        Record.objects.filter(pk=wanted["subject"]).update(hidden=wiring.now())
        return put(**wanted)

    monkeypatch.setattr(site.shelf.stored, "put", ends_meanwhile)
    site.record(harbour, team(ours))
    assert site.shelf.stored.count() == 0
    assert not IndexedWork.objects.exists()


def test_only_what_was_checked_can_be_brought_in(site: Desk, ours: Uploader, harbour: bytes) -> None:
    verification = site.check(edited(harbour, cropped))
    record = record_open(sha256=sha256(harbour).digest(), owner=Viewer(team(ours).pk))
    recorded_is_indexed(record, verification, IndexChoice.OPEN_DEFAULT)
    assert site.shelf.stored.count() == 0


def test_a_file_that_is_gone_brings_nothing_in(site: Desk, ours: Uploader, harbour: bytes) -> None:
    verification, record = site.check(harbour), site.log.record(harbour, team(ours))
    wiring.quarantine().remove(verification.held)
    recorded_is_indexed(record, verification, IndexChoice.OPEN_DEFAULT)
    assert index_choice_of(record) is None


def test_codes_at_hand_come_in_without_a_file(site: Desk, ours: Uploader, harbour: bytes) -> None:
    asked, record = asked_of(site.check(harbour)), site.log.record(harbour, team(ours))
    assert asked is not None
    site.shelf.away = True
    assert not fingerprints_are_indexed(record, asked.fingerprints, IndexChoice.OPEN_DEFAULT)
    site.shelf.away = False
    assert fingerprints_are_indexed(record, asked.fingerprints, IndexChoice.OPEN_DEFAULT)
    assert codes(site.check(edited(harbour, cropped)), ours) == ["likeness.copy"]


def test_an_owner_allows_less_later_and_the_picture_goes(site: Desk, ours: Uploader, harbour: bytes) -> None:
    record = site.record(harbour, team(ours), SHOWN)
    forged = site.check(edited(harbour, spliced))
    index_choice_change(record, owner=viewer_of(ours), choice=CODES_ONLY)
    item = site.shelf.stored.of_subject(record.pk)
    assert item is not None
    assert b"\xff\xd8\xff" not in item.fingerprints
    assert b"WEBP" not in item.fingerprints
    assert index_choice_of(record) == CODES_ONLY
    assert proxy_of(forged, 1, ours) is None
    assert not FoundLikeness.objects.exclude(heat=None).exists()
    assert codes(site.check(edited(harbour, cropped)), ours) == ["likeness.uncompared"]


def test_an_owner_withdraws_and_nothing_finds_it(site: Desk, ours: Uploader, harbour: bytes) -> None:
    record = site.record(harbour, team(ours))
    site.check(edited(harbour, spliced))
    assert FoundLikeness.objects.exclude(heat=None).exists()
    index_choice_change(record, owner=viewer_of(ours), choice=NOTHING)
    assert index_choice_of(record) is None
    assert not FoundLikeness.objects.exclude(heat=None).exists()
    assert site.shelf.stored.count() == 0


def test_a_change_of_mind_waits_for_an_index_that_is_away_and_readers_do_not(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    record = site.record(harbour, team(ours), SHOWN)
    forged = site.check(edited(harbour, spliced))
    site.shelf.away = True
    index_choice_change(record, owner=viewer_of(ours), choice=CODES_ONLY)
    assert IndexedWork.objects.get().state == IndexState.WAITING
    site.shelf.away = False
    assert proxy_of(forged, 1, None) is proxy_of(forged, 1, ours) is None
    sweep_index()
    assert IndexedWork.objects.get().state == IndexState.INDEXED
    item = site.shelf.stored.of_subject(record.pk)
    assert item is not None
    assert not item.comparable


def test_nobody_else_changes_what_an_owner_allows(site: Desk, ours: Uploader, harbour: bytes) -> None:
    record = site.record(harbour, team(ours))
    for other in (viewer_of(member("rival")), Viewer(None, User.objects.create(username="nobody").pk), Viewer()):
        with pytest.raises(NoSuchRecord):
            index_choice_change(record, owner=other, choice=NOTHING)
    assert index_choice_of(record) == IndexChoice.OPEN_DEFAULT
