"""A link that leads to a page ends in a list to choose from: for who looked it up, for an hour at most, in no row."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from verify import wiring
from verify.accounts.models import User
from verify.cases.errors import Busy, NoSuchVerification
from verify.cases.examining import examine_verification
from verify.cases.listing import is_listing, listed, picture_check
from verify.cases.models import Verification, VerificationState
from verify.cases.services import verification_discard, verification_start_from_link
from verify.cases.sweeping import sweep_quarantine
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader
from verify.fetch.tests.internet import GOOD, Internet, internet, redirect, reply

pytestmark = pytest.mark.django_db(databases="__all__")
MARK = "mark-of-a-source"
LINK = f"https://{GOOD}/{MARK}/"
PAGE = f'<img src="{MARK}-1.jpg" alt="Smoke"><img src="/{MARK}-2.jpg"><img src="http://127.0.0.1/{MARK}-3.jpg">'


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, data_dir: Path) -> Iterator[Internet]:
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        made.site.serve(f"/{MARK}/", reply(PAGE.encode(), content_type="text/html; charset=utf-8"))
        yield made


@pytest.fixture
def sender() -> Uploader:
    return Uploader.fresh()


def _looked_up(sender: Uploader, link: str = LINK) -> Verification:
    verification = verification_start_from_link(url=link, uploader=sender)
    examine_verification(verification.pk)
    verification.refresh_from_db()
    return verification


def test_what_a_page_shows_is_listed_with_its_words(net: Internet, sender: Uploader) -> None:
    page = _looked_up(sender)
    assert is_listing(page)
    assert (page.state, page.refusal_code, page.refusal_params) == (
        VerificationState.REFUSED,
        "link.page",
        {"count": 3},
    )
    found = listed(page, uploader=sender)
    assert [one.item.url for one in found[:2]] == [
        f"https://{GOOD}/{MARK}/{MARK}-1.jpg",
        f"https://{GOOD}/{MARK}-2.jpg",
    ]
    assert found[0].item.words == "Smoke"


def test_links_are_relative_to_where_a_page_was_found_in_the_end(net: Internet, sender: Uploader) -> None:
    net.site.serve("/short", redirect(302, LINK))
    page = _looked_up(sender, f"https://{GOOD}/short")
    assert listed(page, uploader=sender)[0].item.url == f"https://{GOOD}/{MARK}/{MARK}-1.jpg"


def test_nobody_else_reads_what_was_looked_up(net: Internet, sender: Uploader) -> None:
    page = _looked_up(sender)
    for other in (None, Uploader.fresh(), Uploader.fresh(User.objects.create_user("rival"))):
        with pytest.raises(NoSuchVerification):
            listed(page, uploader=other)


def test_no_row_and_no_log_holds_a_link(net: Internet, sender: Uploader, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = _looked_up(sender)
    picture_check(page, 0, uploader=sender)
    assert MARK not in str(list(Verification.objects.values()))
    assert MARK not in str(list(page.chosen.values()))
    assert MARK not in caplog.text


@pytest.mark.parametrize("end", ["discarded", "an hour"])
def test_the_list_dies_as_a_file_would(
    net: Internet, sender: Uploader, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    page = _looked_up(sender)
    assert _on_disk()
    if end == "discarded":
        verification_discard(page, uploader=sender)
    else:
        monkeypatch.setattr(settings, "QUARANTINE_MINUTES", -1)
        sweep_quarantine()
        page.refresh_from_db()
        assert not is_listing(page)
        assert listed(page, uploader=sender) == ()
    assert not _on_disk()


def test_a_chosen_picture_is_checked_once(net: Internet, sender: Uploader) -> None:
    net.site.serve(f"/{MARK}-2.jpg", reply(png(), content_type="image/png"))
    page = _looked_up(sender)
    first, again = picture_check(page, 1, uploader=sender), picture_check(page, 1, uploader=sender)
    assert first.pk == again.pk
    assert [one.check and one.check.pk for one in listed(page, uploader=sender)] == [None, first.pk, None]
    with pytest.raises(NoSuchVerification):
        picture_check(page, 3, uploader=sender)


def test_a_page_cannot_send_us_anywhere_inside(net: Internet, sender: Uploader) -> None:
    page = _looked_up(sender)
    check = picture_check(page, 2, uploader=sender)
    examine_verification(check.pk)
    check.refresh_from_db()
    assert (check.state, check.refusal_code) == (VerificationState.REFUSED, "link.not_public")
    assert net.traps.hits == 0


def test_a_full_queue_is_said_and_nothing_is_half_chosen(net: Internet, sender: Uploader, settings: object) -> None:
    page = _looked_up(sender)
    settings.QUEUE_LIMIT = 0  # type: ignore[attr-defined]
    with pytest.raises(Busy):
        picture_check(page, 0, uploader=sender)
    assert not page.chosen.exists()


@pytest.mark.parametrize("body", [b"<p>only words</p>", b"", b"<img src='data:,'>"])
def test_a_page_that_shows_nothing_is_refused_as_before(net: Internet, sender: Uploader, body: bytes) -> None:
    net.site.serve(f"/{MARK}/", reply(body, content_type="text/html"))
    page = _looked_up(sender)
    assert (page.refusal_code, page.held) == ("link.page", "")
    assert not is_listing(page)
    assert not _on_disk()


def test_a_page_without_end_is_not_read(net: Internet, sender: Uploader) -> None:
    net.site.serve(f"/{MARK}/", reply(b"<p>" * 700_000, content_type="text/html"))
    assert not is_listing(_looked_up(sender))


def _on_disk() -> list[Path]:
    return list((Path(settings.DATA_DIR) / "quarantine").iterdir())
