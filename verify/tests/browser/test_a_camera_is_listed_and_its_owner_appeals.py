"""As new users would do it: a camera is reported, listed by three, flagged, and taken off as its owner appeals."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from verify.pages.tests.wallet_provider import WalletRig, inject
from verify.tests.browser.axe import violations
from verify.tests.browser.camera_list import (
    SeatKey,
    appeal,
    camera,
    card_of,
    check_shot,
    maintainer,
    open_vote,
    picture,
    report,
    until_appeal,
    until_case,
    until_told,
    vote,
)
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.signing import WALLETS
from verify.tests.browser.steps import overflow

PLAIN = ["/list", "/list/report", "/list/appeal"]
LISTED, NOT_LISTED = "The camera list has named", "Nothing in this file that names a camera"
DESK = ["/list/desk", "/list/desk/rules", "/list/desk/members", "/list/desk/order"]


def fit(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (page.url, width)
        assert violations(page, scheme="dark") == [], (page.url, width, "dark")
        assert overflow(page) <= 0, (page.url, width)


def shot(folder: Path, name: str) -> tuple[Path, Path]:
    """One more picture of the same camera, and what the camera gave out beside it."""
    taken, capture = picture(folder / f"{name}.jpg"), folder / f"{name}.capture"
    camera("shoot", folder / "camera", taken, "--out", capture)
    return taken, capture


@pytest.mark.parametrize("path", PLAIN)
def test_everybody_can_read_the_pages(open_page: OpenPage, path: str) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(path)
    fit(page)


@pytest.mark.timeout(400)
def test_from_a_report_to_a_delisting(open_page: OpenPage, demo: Demo, tmp_path: Path) -> None:
    camera("new", tmp_path / "camera")
    stranger = open_page(reduced_motion="reduce")
    first, next_one = shot(tmp_path, "first"), shot(tmp_path, "next")
    assert LISTED not in check_shot(stranger, *first)
    number = report(stranger, *first)
    fit(stranger)
    listed_by_three(open_page, demo, number)
    until_case(stranger, number, "listed")
    fit(stranger)
    until_told(stranger, *next_one, LISTED)
    fit(stranger)
    address = appealed(stranger, number, tmp_path)
    upheld_by_two(open_page, demo, number)
    until_appeal(stranger, address, "agreed to")
    until_case(stranger, number, "taken off")
    until_told(stranger, *next_one, NOT_LISTED)


def listed_by_three(open_page: OpenPage, demo: Demo, number: str) -> None:
    """The first signs with a wallet in the browser, the second without script, the third by the demo's button."""
    first = maintainer(open_page, demo, 1)
    inject(first, WalletRig([SeatKey(1)]))  # type: ignore[list-item]
    for path in (*DESK, f"/list/desk/cases/{number}"):
        first.goto(path)
        fit(first)
    open_vote(first, number, "list")
    first.goto(f"/list/desk/cases/{number}/ballot")
    fit(first)
    first.check("#vote-yes")
    first.click(f"form[data-sign] {WALLETS}")
    first.wait_for_url("**after=voted")
    vote(maintainer(open_page, demo, 2), number)
    vote(maintainer(open_page, demo, 3), number)


def appealed(page: Page, number: str, folder: Path) -> str:
    """The owner has the camera sign the card, and waits until the stations know it."""
    address = appeal(page, number)
    fit(page)
    card, capture = card_of(page, folder), folder / "answer.capture"
    camera("answer", folder / "camera", card, "--out", capture)
    page.set_input_files("#capture", capture)
    page.click("text=Send the answer")
    until_appeal(page, address, "with the maintainers")
    fit(page)
    page.fill("#words", "I lent it to nobody; the picture was not mine.")
    page.click("text=Seal it and send it")
    page.wait_for_selector("text=Sealed, and with the maintainers.")
    return address


def upheld_by_two(open_page: OpenPage, demo: Demo, number: str) -> None:
    fourth, fifth = maintainer(open_page, demo, 4), maintainer(open_page, demo, 5)
    open_vote(fourth, number, "delist")
    vote(fourth, number)
    vote(fifth, number)
