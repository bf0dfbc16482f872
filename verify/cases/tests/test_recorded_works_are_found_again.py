"""A stripped, cropped or doctored copy is led back to its record, and every reader is told as much as is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology.records import Kind
from fixtures.photographs import photograph
from provenance.comparison.types import PictureComparison
from provenance.likeness import Standing
from provenance.types import Report
from verify.cases import declared
from verify.cases.indexing import IndexChoice, recorded_is_indexed
from verify.cases.likeness_models import FoundLikeness
from verify.cases.likenesses import Band, heat_of, likenesses_of, proxy_of
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import report_of
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg, member, spliced, team
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader
from verify.ledger.services import record_open
from verify.ledger.values import Viewer
from verify.registry.recorders import ListedRecorder

SHOWN = IndexChoice(findable=True, comparable=True, showable=True)
CODES_ONLY = IndexChoice(findable=True, comparable=False, showable=False)


@pytest.fixture(scope="module")
def harbour() -> bytes:
    return jpeg(photograph("harbour"))


@pytest.fixture(scope="module")
def lake() -> bytes:
    return jpeg(photograph("lake"))


@pytest.fixture
def site(held: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def ours(stores: None) -> Uploader:
    return member("ours")


def told(verification: Verification, viewer: Uploader | None = None) -> Report:
    report = report_of(verification, viewer=viewer)
    assert report is not None
    return report


def codes(verification: Verification, viewer: Uploader | None = None) -> list[str]:
    return [one.code for one in told(verification, viewer).findings if one.kind == "likeness"]


def test_a_cropped_copy_is_found_and_makes_its_recorders_headline(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours))
    copy = site.check(edited(harbour, cropped))
    assert codes(copy) == ["likeness.copy"]
    assert told(copy).headline.code == "no_credentials"
    assert told(copy, ours).headline.code == "copy_of_record"
    assert "similar" not in told(copy).not_checked
    assert copy.search == "done"


def test_a_doctored_copy_differs_for_its_recorder_and_is_another_version_for_others(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    site.record(harbour, team(ours))
    forged = site.check(edited(harbour, spliced))
    assert codes(forged, ours) == ["likeness.differs"]
    assert told(forged, ours).headline.code == "differs_from_record"
    assert codes(forged) == ["likeness.two_versions"]
    assert told(forged).headline.code == "no_credentials"


def test_a_recorder_that_ones_organisation_lists_counts_like_ones_own(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    agency = member("agency")
    site.record(harbour, team(agency))
    forged = site.check(edited(harbour, spliced))
    assert told(forged, ours).headline.code == "no_credentials"
    ListedRecorder.objects.create(organisation=team(ours), recorder=team(agency))
    assert told(forged, ours).headline.code == "differs_from_record"
    assert told(forged, ours).headline.params["recorder"] == "agency"
    assert told(site.check(harbour), ours).headline.code == "same_as_record"


def test_another_picture_is_not_found(site: Desk, ours: Uploader, harbour: bytes, lake: bytes) -> None:
    site.record(harbour, team(ours))
    assert codes(site.check(lake), ours) == ["likeness.none"]


def test_the_very_bytes_are_told_once_and_listed_beside_the_rest(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours))
    same = site.check(harbour)
    assert told(same, ours).headline.code == "same_as_record"
    assert codes(same, ours) == ["likeness.none"]
    (view,) = likenesses_of(same, ours)
    assert (view.exact, view.code) == (True, "likeness.exact")


def test_what_is_kept_of_a_report_stays_without_likenesses(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours))
    assert "likeness" not in repr(site.check(edited(harbour, cropped)).report)


def test_nothing_of_a_refused_or_discarded_check_stays(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours))
    copy = site.check(edited(harbour, cropped))
    assert FoundLikeness.objects.filter(verification=copy).exists()
    copy.delete()
    assert not FoundLikeness.objects.exists()


def test_an_index_that_is_away_takes_no_report_away(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours))
    site.shelf.away = True
    report = told(site.check(edited(harbour, cropped)), ours)
    assert [one.code for one in report.findings if one.kind == "likeness"] == ["likeness.unavailable"]
    assert "similar" in report.not_checked
    assert report.headline.code == "no_credentials"


def test_strangers_get_bands_and_no_picture_and_the_recorders_team_gets_both(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    site.record(harbour, team(ours))
    forged = site.check(edited(harbour, spliced))
    (stranger,), (own,) = likenesses_of(forged, None), likenesses_of(forged, ours)
    assert isinstance(stranger.comparison, PictureComparison)
    assert isinstance(own.comparison, PictureComparison)
    assert (stranger.standing, stranger.band, stranger.distance) == (Standing.OTHER, Band.NEAR, None)
    assert (stranger.comparison.inliers, stranger.comparison.distance) == (0, None)
    assert stranger.comparison.asked_boxes == own.comparison.asked_boxes != ()
    assert own.comparison.inliers > 0
    assert (stranger.shows_proxy, stranger.has_heat) == (False, False)
    assert (own.shows_proxy, own.has_heat) == (True, True)
    assert proxy_of(forged, 1, None) is heat_of(forged, 1, None) is None
    assert (proxy_of(forged, 1, ours) or b"").startswith((b"\xff\xd8", b"RIFF"))
    assert (heat_of(forged, 1, ours) or b"").startswith(b"\x89PNG")


def test_what_its_owner_lets_be_shown_is_shown(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours), SHOWN)
    forged = site.check(edited(harbour, spliced))
    assert proxy_of(forged, 1, None)
    assert heat_of(forged, 1, None)
    assert proxy_of(forged, 2, None) is None


def test_without_a_kept_picture_nothing_is_called_a_copy(site: Desk, ours: Uploader, harbour: bytes) -> None:
    site.record(harbour, team(ours), CODES_ONLY)
    copy = site.check(edited(harbour, cropped))
    assert codes(copy, ours) == ["likeness.uncompared"]
    assert told(copy, ours).headline.code == "no_credentials"
    assert proxy_of(copy, 1, ours) is None


def test_rival_records_of_one_picture_are_both_shown(site: Desk, ours: Uploader, harbour: bytes) -> None:
    rival = member("rival")
    site.record(edited(harbour, lambda picture: picture, quality=85), team(rival))
    site.record(harbour, team(ours))
    copy = site.check(edited(harbour, cropped))
    assert codes(copy) == ["likeness.copy", "likeness.copy", "likeness.rivals"]
    assert [one.recorder for one in likenesses_of(copy, None)] == ["rival", "ours"]
    assert told(copy, ours).headline.params["recorder"] == "ours"


def test_a_declared_edit_of_ones_own_is_no_difference(site: Desk, ours: Uploader, harbour: bytes) -> None:
    first = site.record(harbour, team(ours))
    changed = edited(harbour, spliced)
    verification = site.check(changed)
    edit = record_open(
        sha256=bytes.fromhex(told(verification).media.sha256 or ""),
        owner=Viewer(team(ours).pk),
        kind=Kind.EDITED_FROM,
        previous=first,
    )
    site.log.enter()
    recorded_is_indexed(edit, verification, IndexChoice.OPEN_DEFAULT)
    again = site.check(edited(changed, lambda picture: picture))
    assert sorted(codes(again, ours)) == ["likeness.copy", "likeness.derived"]
    assert told(again, ours).headline.code == "copy_of_record"


def test_a_strangers_word_that_it_is_an_edit_hides_no_difference(site: Desk, ours: Uploader, harbour: bytes) -> None:
    first = site.record(harbour, team(ours))
    forged = edited(harbour, spliced)
    verification = site.check(forged)
    record_open(
        sha256=bytes.fromhex(told(verification).media.sha256 or ""),
        owner=Viewer(team(member("forger")).pk),
        kind=Kind.EDITED_FROM,
        previous=first,
    )
    site.log.enter()
    assert told(verification, ours).headline.code == "differs_from_record"


def test_a_file_whose_intact_chain_holds_the_recorded_content_never_differs_from_it(
    site: Desk, ours: Uploader, harbour: bytes
) -> None:
    from hashlib import sha256

    changed = edited(harbour, spliced)
    recorded, newer = "a" * 32, "b" * 32
    site.eyes.bindings = {sha256(harbour).hexdigest(): (recorded,), sha256(changed).hexdigest(): (newer, recorded)}
    site.record(harbour, team(ours))
    assert codes(site.check(changed), ours) == ["likeness.derived"]
    site.eyes.bindings.pop(sha256(changed).hexdigest())
    assert told(site.check(changed), ours).headline.code == "differs_from_record"


def test_a_line_of_declared_edits_is_followed_to_its_beginning(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, middle = site.record(harbour, team(ours)), edited(harbour, spliced)
    newest = site.check(edited(middle, cropped))
    line = first
    for content in (bytes(32), bytes.fromhex(told(newest).media.sha256 or "")):
        line = record_open(sha256=content, owner=Viewer(team(ours).pk), kind=Kind.EDITED_FROM, previous=line)
        site.log.enter()
        line.refresh_from_db()
    assert codes(newest, ours) == ["likeness.derived"]
    monkeypatch.setattr(declared, "LONGEST_LINE", 1)
    assert codes(newest, ours) == ["likeness.differs"]


def test_no_crowd_pushes_out_a_declared_edit(
    site: Desk, ours: Uploader, harbour: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(declared, "MOST_HOLDERS", 2)
    first, changed = site.record(harbour, team(ours)), edited(harbour, spliced)
    newest = site.check(changed)
    content = bytes.fromhex(told(newest).media.sha256 or "")
    for number in range(4):
        puppet = Viewer(team(member(f"puppet-{number}")).pk)
        record_open(sha256=content, owner=puppet, kind=Kind.EDITED_FROM, previous=first)
    record_open(sha256=content, owner=Viewer(team(ours).pk), kind=Kind.EDITED_FROM, previous=first)
    site.log.enter()
    assert codes(newest, ours) == ["likeness.derived"]
