"""Takes every picture of docs/ anew from a demo of its own: `python -m verify.tests.browser.screenshots [FOLDER]`.

The table below is all there is: a picture that no line of it makes, or that no page of docs/ shows, fails a test.
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from verify.tests.browser.demo import ROOT, Demo, running_demo
from verify.tests.browser.recording import log_in, until_entries
from verify.tests.browser.steps import ANSWER_SECONDS, try_demo

FOLDER = ROOT / "docs" / "screenshots"
QUALITY = 82  # of WebP: letters stay sharp, and all pictures together below three megabytes


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: `go` is an address or `demo:FILE`; `then` a link to follow, `part` what stands at its top."""

    name: str
    go: str
    desk: bool = False
    width: int = 1280
    height: int = 900
    scheme: str = "light"
    contrast: str = "no-preference"
    then: str = ""
    part: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}.webp"


MIDDLE, TOWER = "demo:unknown-middle-step.jpg", "demo:one-tower-more.jpg"
SHOTS = (
    Shot("start", "/"),
    Shot("start-dark", "/", scheme="dark"),
    Shot("start-narrow", "/", width=320, height=760),
    Shot("tour", "/tour"),
    Shot("tour-narrow", "/tour", width=320, height=760, scheme="dark"),
    Shot("result", MIDDLE),
    Shot("result-dark", MIDDLE, scheme="dark"),
    Shot("result-narrow", MIDDLE, width=320, height=760),
    Shot("result-contrast", MIDDLE, contrast="more"),
    Shot("evidence", MIDDLE, part="main .lines"),
    Shot("history", MIDDLE, part="main .chain"),
    Shot("differs", TOWER, desk=True, part="main .work-row"),
    Shot("record", "demo:camera-original.jpg", then="main a[href^='/r/']"),
    Shot("log", "/log"),
    Shot("bundle", "/bundle"),
    Shot("camera-list", "/list"),
    Shot("local", "/local"),
    Shot("source", "/source"),
    Shot("glossary", "/glossary"),
    Shot("desk", "/organisation", desk=True),
    Shot("dossiers", "/dossiers", desk=True),
    Shot("batches", "/batch", desk=True),
    Shot("labels", "/labels", desk=True),
    Shot("developers", "/developers/"),
    Shot("badge", "/badge"),
    Shot("operators", "/operators", desk=True),
)


def take(browser: Browser, demo: Demo, shots: Iterable[Shot], folder: Path) -> None:
    """Write the pictures into `folder`; raises playwright's errors where a page does not come up."""
    folder.mkdir(parents=True, exist_ok=True)
    for shot in shots:
        context = browser.new_context(
            base_url=demo.address,
            viewport={"width": shot.width, "height": shot.height},
            color_scheme=shot.scheme,  # type: ignore[arg-type]
            contrast=shot.contrast,  # type: ignore[arg-type]
            reduced_motion="reduce",
        )
        context.set_default_timeout(ANSWER_SECONDS)
        page = context.new_page()
        _go(page, demo, shot)
        _keep(page.screenshot(), folder / shot.file)
        context.close()


def _go(page: Page, demo: Demo, shot: Shot) -> None:
    if shot.desk:
        log_in(page, demo)
    if shot.go.startswith("demo:"):
        try_demo(page, shot.go.removeprefix("demo:"))
    else:
        page.goto(shot.go)
        _show_who(page, demo)
    if shot.then:
        page.goto(str(page.locator(shot.then).first.get_attribute("href")))
    if shot.part:
        page.locator(shot.part).first.evaluate("one => { one.scrollIntoView(); window.scrollBy(0, -48); }")
    page.wait_for_load_state("networkidle")


def _show_who(page: Page, demo: Demo) -> None:
    """Operators are asked for a second factor, in a demo for the password once more."""
    if "/account/step-up" in page.url:
        page.click("main .acts a")
        page.fill("[name=password]", demo.password)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/operators**")


def _keep(content: bytes, path: Path) -> None:
    with Image.open(io.BytesIO(content)) as picture:
        picture.convert("RGB").save(path, "WEBP", quality=QUALITY, method=6)


def main(arguments: list[str]) -> int:
    """Exit status 0 when every picture is there, 2 where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.stderr.write("Install the system package chromium.\n")
        return 2
    folder = Path(arguments[0]) if arguments else FOLDER
    with tempfile.TemporaryDirectory() as data, running_demo(Path(data)) as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--disable-dev-shm-usage"])
        page = browser.new_page(base_url=demo.address)
        until_entries(page)
        take(browser, demo, SHOTS, folder)
        browser.close()
    sys.stdout.write(f"{len(SHOTS)} pictures in {folder}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
