"""First paint on a slow line: `python -m bench.painting` starts a demo and keeps its figures in `bench/painting.txt`.

A reader who comes for the first time, with nothing in the cache: 1.6 Mbit/s down, 0.75 up, 150 ms there and back, as
Chromium throttles it. Server, browser and demo share this machine, so its load is said beside the figures.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import environment
from verify.tests.browser.demo import running_demo
from verify.tests.browser.steps import try_demo

KEPT = Path(__file__).with_name("painting.txt")
LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 93_750}
PAGES = ("/", "/tour", "/about", "/log", "/lists", "/glossary", "/developers/", "/accounts/login/")
TIMES = 5
PAINTED = """() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"""
LOADED = """() => performance.getEntriesByType('resource')
  .filter(one => /\\.(css|js|mjs)$/.test(new URL(one.name).pathname))
  .reduce((sum, one) => sum + one.encodedBodySize, 0)"""


def main() -> int:
    """Exit status 0, whatever the figures say; 2 where there is no Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        print("Install the system package chromium.", file=sys.stderr)
        return 2
    said = []
    with tempfile.TemporaryDirectory() as data, running_demo(Path(data)) as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--disable-dev-shm-usage"])
        for line in lines(browser, demo.address):
            print(line, flush=True)
            said.append(line)
        browser.close()
    KEPT.write_text("\n".join(said) + "\n", encoding="utf-8")
    return 0


def lines(browser: Browser, address: str) -> Iterator[str]:
    """The figures, a line each; seconds to the first paint of content, compressed bytes of script and style."""
    yield from environment.lines()
    yield f"first paint on a line of 1.6 Mbit/s and 150 ms, nothing cached; median and worst of {TIMES}"
    for page in (_answer(browser, address), *PAGES):
        seen = [_painted(browser, address, page) for _ in range(TIMES)]
        seconds = [one for one, _ in seen]
        name = "an answer" if page.startswith("/c/") else page
        took = f"{statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s"
        yield f"  {name:<20} {took}, script and style {seen[0][1] / 1000:.1f} kB"


def _answer(browser: Browser, address: str) -> str:
    page = browser.new_page(base_url=address)
    try_demo(page, "unknown-middle-step.jpg")
    path = page.url.removeprefix(address).partition("#")[0]
    page.close()
    return path


def _painted(browser: Browser, address: str, path: str) -> tuple[float, int]:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844})
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    page.goto(path)
    page.wait_for_timeout(300)
    found = page.evaluate(PAINTED) / 1000, int(page.evaluate(LOADED))
    context.close()
    return found


if __name__ == "__main__":
    raise SystemExit(main())
