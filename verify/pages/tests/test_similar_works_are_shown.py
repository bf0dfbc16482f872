"""A doctored copy beside its record, by the real comparison: who sees what, drawn and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from fixtures.photographs import photograph
from verify.accounts.models import User
from verify.cases.indexing import IndexChoice
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.tests.conftest import held  # noqa: F401 - the folder of the cases
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg, member, spliced, team
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader

SHOWN = IndexChoice(findable=True, comparable=True, showable=True)


@pytest.fixture(scope="module")
def harbour() -> bytes:
    return jpeg(photograph("harbour"))


@pytest.fixture
def site(held: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:  # noqa: F811
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def ours(stores: None) -> Uploader:
    return member("ours")


@pytest.fixture
def own(ours: Uploader) -> Client:
    """A browser of the recorder's own team."""
    client = Client()
    client.force_login(User.objects.get(username="ours"))
    return client


@pytest.fixture
def forged(site: Desk, ours: Uploader, harbour: bytes) -> Verification:
    site.record(harbour, team(ours))
    return site.check(edited(harbour, spliced))


def page(client: Client, checked: Verification) -> str:
    return re.sub(r"\s+", " ", client.get(f"/c/{checked.pk}").content.decode())


def test_the_recorders_team_sees_both_pictures_and_where_they_differ(own: Client, forged: Verification) -> None:
    told = page(own, forged)
    assert "Differs from a recorded work" in told
    assert "Content differs in one region of this copy; elsewhere no difference was found." in told
    assert re.search(r'<ol class="regions"><li>[a-z ]+, about \d+ % of the picture</li></ol>', told)
    assert 'transform="matrix(' in told
    for name, kind in (("picture", "image/"), ("similar/1/picture", "image/"), ("similar/1/heat", "image/png")):
        assert f"/c/{forged.pk}/{name}" in told
        answer = own.get(f"/c/{forged.pk}/{name}")
        assert (answer.status_code, answer.headers["Content-Type"][: len(kind)]) == (200, kind)


def test_strangers_get_the_words_and_their_own_picture_with_its_regions(client: Client, forged: Verification) -> None:
    told = page(client, forged)
    assert "No credentials" in told
    assert "two versions" in told
    assert "whoever records first is not thereby right" in told
    assert 'class="region"' in told
    assert "The recorded picture is not shown" in told
    assert "transform=" not in told
    for name in ("similar/1/picture", "similar/1/heat"):
        assert f"/{name}" not in told
        assert client.get(f"/c/{forged.pk}/{name}").status_code == 404


def test_what_its_owner_released_is_shown_beside_the_copy(
    client: Client, site: Desk, ours: Uploader, harbour: bytes
) -> None:
    site.record(harbour, team(ours), SHOWN)
    told = page(client, site.check(edited(harbour, cropped)))
    assert "The recorded picture" in told
    assert 'type="range"' in told
    assert "cropped to" in told
    assert "bits differ" not in told


def test_the_part_says_how_it_was_found_and_how_near(own: Client, forged: Verification) -> None:
    told = page(own, forged)
    assert re.search(r"<dt>Found by</dt><dd>(a code of the whole picture|codes of small patches)", told)
    assert re.search(r"<dt>How near</dt><dd>near", told)
    assert "Seen of the record" in told


def test_the_line_of_evidence_leads_to_the_pictures_and_to_no_bundle_of_these_bytes(
    own: Client, forged: Verification
) -> None:
    told = page(own, forged)
    assert '<a href="#similar">Beside each other</a>' in told
    assert "Bundle with this report" not in told


def test_without_any_similar_work_the_part_is_left_out_and_a_line_says_so(
    client: Client, site: Desk, harbour: bytes, ours: Uploader
) -> None:
    told = page(client, site.check(harbour))
    assert "Similar recorded works" not in told
    assert "none found" in told


def test_an_index_that_is_away_is_no_verdict(client: Client, site: Desk, harbour: bytes, ours: Uploader) -> None:
    site.shelf.away = True
    told = page(client, site.check(harbour))
    assert "Recorded works could not be searched now. That says nothing about the file." in told


def test_once_the_file_is_gone_the_words_stay_and_the_pictures_do_not(own: Client, forged: Verification) -> None:
    Verification.objects.filter(pk=forged.pk).update(held="")
    told = page(own, forged)
    assert "Content differs in one region" in told
    assert "the file is no longer held here" in told
    assert "<image" not in told
    assert own.get(f"/c/{forged.pk}/picture").status_code == 404


def test_an_index_that_went_away_since_takes_the_pictures_and_not_the_words(
    own: Client, forged: Verification, site: Desk
) -> None:
    site.shelf.away = True
    told = page(own, forged)
    assert "Content differs in one region" in told
    assert "transform=" not in told


@pytest.mark.parametrize("number", [0, 2, 99999])
def test_there_is_no_picture_of_what_was_not_found(own: Client, forged: Verification, number: int) -> None:
    for name in ("picture", "heat"):
        assert own.get(f"/c/{forged.pk}/similar/{number}/{name}").status_code == 404


def laid_beside(client: Client, checked: Verification) -> str:
    said = client.get(f"/c/{checked.pk}/compare", {"left": "record-1", "right": "file"})
    assert said.status_code == 200
    return re.sub(r"\s+", " ", said.content.decode())


def test_the_page_of_two_lays_the_pictures_over_each_other_for_whom_they_are_released(
    own: Client, client: Client, forged: Verification
) -> None:
    theirs = laid_beside(own, forged)
    assert 'type="range"' in theirs
    assert f"/c/{forged.pk}/similar/1/heat" in theirs
    strangers = laid_beside(client, forged)
    assert "The recorded picture is not shown" in strangers
    assert "/similar/1/" not in strangers
    assert "whoever records first is not thereby right" in strangers


def test_a_work_that_its_owner_lets_nobody_find_is_laid_beside_nothing(
    client: Client, site: Desk, ours: Uploader, harbour: bytes
) -> None:
    hidden = site.record(harbour, team(ours), IndexChoice(findable=False, comparable=True, showable=True))
    told = laid_beside(client, site.check(edited(harbour, cropped)))
    assert "There is nothing to lay beside this file" in told
    assert hidden.pk not in told
