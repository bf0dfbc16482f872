"""What reporters, maintainers and owners do on the pages of the camera list, in one line each."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from provenance.statements import eip191
from provenance.statements.eip55 import to_checksum
from verify.demo.blacklist_desk import ACCOUNT, demo_wallet
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import ROOT, Demo
from verify.tests.browser.steps import answer

PATIENCE = 60_000  # milliseconds: stations and editions of a demo take seconds, a busy machine some more
LOOK = 500


@dataclass(frozen=True)
class SeatKey:
    """The demo's wallet of one seat, as the rig of a wallet wants its keys."""

    index: int

    @property
    def text(self) -> str:
        return to_checksum(demo_wallet(self.index).address)

    def sign_digest(self, digest: bytes) -> bytes:
        return demo_wallet(self.index).sign_digest(digest)

    def sign_text(self, text: str) -> str:
        return "0x" + self.sign_digest(eip191.personal_digest(text.encode())).hex()


def picture(path: Path) -> Path:
    """A picture of its own that nobody signed, in a colour made of its name."""
    colour = hashlib.sha256(path.name.encode()).digest()
    Image.frombytes("RGB", (8, 8), (colour * 6)).resize((320, 320)).save(path)
    return path


def camera(*words: str | Path) -> str:
    """Do something with the demo's camera, as its owner would on the command line."""
    command = [sys.executable, "-m", "provenance", "camera", *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def maintainer(open_page: OpenPage, demo: Demo, index: int) -> Page:
    """Open a browser at whose desk this seat is signed in, with a second factor as a demo takes it."""
    page = open_page(reduced_motion="reduce")
    page.goto("/accounts/login/")
    page.fill("[name=login]", ACCOUNT.format(index=index))
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("text=Sign out")
    page.goto("/account/step-up?next=/list/desk")
    page.click("main a:has-text('password')")
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("h1:has-text('Your desk of the camera list')")
    return page


def report(page: Page, picture: Path, capture: Path) -> str:
    """Report the device that signed a picture; the number of the case."""
    page.goto("/list/report")
    page.check("#what-device")
    page.set_input_files("#file", picture)
    page.click("summary:has-text('What came beside the file')")
    page.set_input_files("#capture", capture)
    page.select_option("#reason", "ai_content_signed")
    page.check("#class-A")
    page.fill("#words", "A picture made by a machine, signed as a capture. Its maker confirms that.")
    page.click("text=Seal it and send it")
    page.wait_for_url("**/list/report/*")
    link = page.locator("dl.pairs a")
    link.wait_for(timeout=PATIENCE)
    return link.inner_text().strip()


def open_vote(page: Page, number: str, way: str) -> None:
    """Open a vote in a case."""
    page.goto(f"/list/desk/cases/{number}")
    page.check(f"#sure-{way}")
    page.click(f"form:has(#sure-{way}) button")
    page.wait_for_url("**after=done")


def vote(page: Page, number: str, choice: str = "yes") -> None:
    """Cast a ballot with the demo's wallet."""
    page.goto(f"/list/desk/cases/{number}/ballot")
    page.check(f"#vote-{choice}")
    page.click("text=Sign with this demo’s wallet")
    page.wait_for_url("**after=voted")


def until_case(page: Page, number: str, word: str) -> None:
    """Look at the public page of a case until it stands like this."""
    for _look in range(PATIENCE // LOOK):
        page.goto(f"/list/cases/{number}")
        if page.locator("p.eyebrow").inner_text().strip() == word:
            return
        page.wait_for_timeout(LOOK)
    raise AssertionError(f"case {number} never came to be {word}: {page.inner_text('main')}")


def check_shot(page: Page, picture: Path, capture: Path) -> str:
    """Check a picture with what the camera gave out; what the panel of the camera says."""
    page.goto("/")
    page.set_input_files("#file", picture)
    page.set_input_files("#capture", capture)
    page.click("[data-go]")
    answer(page)
    return page.inner_text("section:has(> .side > #camera)")


def until_told(page: Page, picture: Path, capture: Path, words: str) -> str:
    """Check it again and again until the list's newest edition has reached this installation."""
    said = ""
    for _look in range(PATIENCE // (4 * LOOK)):
        said = check_shot(page, picture, capture)
        if words in said:
            return said
        page.wait_for_timeout(4 * LOOK)
    raise AssertionError(f"the answer never said “{words}”: {said}")


def appeal(page: Page, number: str) -> str:
    """Begin an appeal; the address of its page."""
    page.goto(f"/list/appeal?case={number}")
    page.click("text=Begin an appeal")
    expect(page.locator("h1")).to_have_text("Your appeal")
    return page.url


def card_of(page: Page, folder: Path) -> Path:
    """Download the card that the camera is to sign."""
    with page.expect_download() as download:
        page.click("text=Download the card")
    kept = folder / "challenge.png"
    download.value.save_as(kept)
    return kept


def until_appeal(page: Page, address: str, word: str) -> None:
    """Look at the page of an appeal until it stands like this."""
    for _look in range(PATIENCE // LOOK):
        page.goto(address)
        if page.locator("p.eyebrow").inner_text().strip() == word:
            return
        page.wait_for_timeout(LOOK)
    raise AssertionError(f"the appeal never came to be {word}: {page.inner_text('main')}")
