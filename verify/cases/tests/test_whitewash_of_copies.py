"""A doctored picture is recorded first, fingerprints and all, then its untouched original looked up: 0 accusations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from fixtures.photographs import photograph
from provenance.likeness import Standing
from provenance.report_json import report_from_json
from provenance.types import Report, State
from verify.accounts.models import User
from verify.cases import seen_likenesses
from verify.cases.indexing import IndexChoice, recorded_is_indexed
from verify.cases.likenesses import likenesses_of
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.selectors import report_of
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg, member, spliced, team
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader

NOT_AN_ACCUSATION = {State.HOLDS, State.ABSENT}
PHOTOS = ("harbour", "street", "lake")


def captioned(picture: Image.Image) -> Image.Image:
    framed = ImageOps.expand(picture, (0, 0, 0, picture.height // 8), "black")
    ImageDraw.Draw(framed).text((20, picture.height + 10), "SEEN TODAY AT THE BORDER", fill="white")
    return framed


def covered(picture: Image.Image) -> Image.Image:
    changed = picture.copy()
    width, height = changed.size
    ImageDraw.Draw(changed).rectangle((width // 3, height // 3, width // 2, height // 2), fill=(180, 40, 30))
    return changed


def doctored(picture: Image.Image) -> Image.Image:
    return cropped(spliced(picture))


FORGERIES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "splice": spliced,
    "cover": covered,
    "crop and splice": doctored,
    "caption": captioned,
}


@dataclass
class Tally:
    """What looking up did: headlines that changed, accusations, and look-ups in which the forgery was found at all."""

    looked_up: int = 0
    found: int = 0
    headlines: int = 0
    accusations: int = 0

    def count(self, verification: Verification, reader: Uploader | None) -> None:
        """Count one look-up, by one reader."""
        report, before = report_of(verification, viewer=reader), report_from_json(verification.report)
        assert report is not None
        self.looked_up += 1
        self.found += any(one.kind == "likeness" and one.params.get("recorder") for one in report.findings)
        self.headlines += report.headline != before.headline
        self.accusations += accusations_in(report)


def accusations_in(report: Report) -> int:
    return sum(one.state not in NOT_AN_ACCUSATION or "differs" in one.code for one in report.findings)


@pytest.fixture
def site(held: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


def attack(site: Desk, forge: Callable[[Image.Image], Image.Image]) -> Tally:
    """The whitewasher records the forgery, shown to everybody; then all others look up the original and copies."""
    whitewasher, victim, bystander = (member(name) for name in ("whitewasher", "victim", "bystander"))
    tally, shown = Tally(), IndexChoice(findable=True, comparable=True, showable=True)
    for name in PHOTOS:
        genuine = jpeg(photograph(name))
        site.record(edited(genuine, forge), team(whitewasher), shown)
        for content in (genuine, edited(genuine, cropped)):
            verification = site.check(content)
            for reader in (None, victim, bystander, Uploader.fresh()):
                tally.count(verification, reader)
    return tally


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forgery_that_was_recorded_first_accuses_nobody(site: Desk, forge: Callable[..., Image.Image]) -> None:
    tally = attack(site, forge)
    assert (tally.headlines, tally.accusations) == (0, 0)
    assert tally.looked_up == len(PHOTOS) * 8
    assert tally.found >= tally.looked_up * 3 // 4, "the rig says nothing where the forgery was not found"


def test_even_the_whitewashers_own_people_are_not_told_which_one_was_changed(site: Desk) -> None:
    whitewasher, genuine = member("whitewasher"), jpeg(photograph("harbour"))
    site.record(edited(genuine, spliced), team(whitewasher))
    report = report_of(site.check(genuine), viewer=whitewasher)
    assert report is not None
    assert report.headline.code == "differs_from_record"
    assert report.headline.params["form"] == "unknown"
    assert all(one.state in NOT_AN_ACCUSATION for one in report.findings)


def test_the_owner_who_records_later_is_named_beside_the_whitewasher(site: Desk) -> None:
    whitewasher, victim = member("whitewasher"), member("victim")
    genuine = jpeg(photograph("harbour"))
    site.record(edited(genuine, spliced), team(whitewasher))
    site.record(genuine, team(victim))
    copy = site.check(edited(genuine, cropped))
    views = {one.recorder: one.code for one in likenesses_of(copy, victim)}
    assert views == {"whitewasher": "likeness.two_versions", "victim": "likeness.copy"}
    report = report_of(copy, viewer=victim)
    assert report is not None
    assert (report.headline.code, report.headline.params["recorder"]) == ("copy_of_record", "victim")


def test_nobody_drowns_an_owners_record_in_forgeries_of_many_accounts(site: Desk) -> None:
    victim, genuine = member("victim"), jpeg(photograph("harbour"))
    copy = edited(genuine, cropped)
    planted = site.check(copy)
    for number in range(15):
        puppet = site.log.record(copy, None, user=User.objects.create(username=f"puppet {number}").pk)
        recorded_is_indexed(puppet, planted, IndexChoice.OPEN_DEFAULT)
    site.record(genuine, team(victim))
    report = report_of(site.check(edited(copy, lambda picture: picture), victim), viewer=victim)
    assert report is not None
    assert report.headline.params.get("recorder") == "victim"


def test_a_site_that_goes_by_every_recorder_is_caught(site: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_likenesses._Reading, "standing", lambda *_: Standing.LISTED)
    tally = attack(site, spliced)
    assert tally.headlines > 0
    assert tally.accusations > 0


def test_a_site_that_calls_a_strangers_version_broken_is_caught(site: Desk) -> None:
    site.record(edited(jpeg(photograph("harbour")), spliced), team(member("whitewasher")))
    report = report_of(site.check(jpeg(photograph("harbour"))))
    assert report is not None
    broken = [replace(one, state=State.BROKEN) if one.kind == "likeness" else one for one in report.findings]
    assert accusations_in(replace(report, findings=tuple(broken))) > 0
