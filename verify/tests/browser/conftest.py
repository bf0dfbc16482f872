"""Browser tests: a real demo in processes of its own, a real Chromium, and somebody who listens to everything it says.

Chromium comes from the system; where it is missing the tests skip with a loud line, except where CI=true.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from verify.tests.browser.demo import Demo
from verify.tests.browser.steps import ANSWER_SECONDS
from verify.tests.browser.watch import Watch

# Playwright leaves an event loop in this thread, which Django's database layer would refuse; only tests do this.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

HERE = Path(__file__).parent
KEPT_IN = "FIRSTLIGHT_SHOTS"
"""Names the folder in which every test leaves a picture of each page as it last stood: `make journeys`."""
NAME_CHARS = 150
SLOW_MACHINE_SECONDS = 400  # the first test waits for the demo's first start
OpenPage = Callable[..., Page]
NO_CHROMIUM = "NO CHROMIUM: the pages were NOT tested in a browser. Install the system package chromium."


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, whatever its author remembered."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.timeout(SLOW_MACHINE_SECONDS))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, once, that nothing was tested; a lone `s` among hundreds of dots is read by nobody."""
    skipped = terminalreporter.stats.get("skipped", ())
    if any(NO_CHROMIUM in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_CHROMIUM, red=True, bold=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def watch(demo: Demo) -> Watch:
    return Watch(demo.address)


@pytest.fixture
def open_page(chromium: Browser, demo: Demo, watch: Watch, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """A new reader without cookies; after the test nothing may have been complained about or asked outside."""
    contexts = []

    def opened(width: int = 1280, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=demo.address, **options)
        contexts.append(context)
        context.set_default_timeout(ANSWER_SECONDS)
        page = context.new_page()
        watch.follow(page)
        return page

    yield opened
    _keep([page for context in contexts for page in context.pages], request.node.name)
    for context in contexts:
        context.close()
    watch.assert_silence()


def _keep(pages: list[Page], test: str) -> None:
    """Take a picture of every page that still stands, for people to look at, where a folder is named."""
    folder = os.environ.get(KEPT_IN)
    name = "".join(letter if letter.isalnum() else "-" for letter in test)[:NAME_CHARS]
    for number, page in enumerate(pages if folder else (), 1):
        page.screenshot(path=Path(str(folder)) / f"{name}-{number}.png", full_page=True)
