"""A walk over the site from link to link: one page of every route, looked at narrow and wide, light and dark."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Error, Page

from verify.tests.browser.axe import violations
from verify.tests.browser.steps import overflow

WIDTHS = (320, 1280)
MOST_PAGES = 120  # a site whose links never end would keep the walk going for ever
LINKS = "[...document.links].filter(one => !one.download).map(one => one.href)"
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
# What a page loads of scripts and styles, as it crossed the wire, from the cache or not; and how often it asked.
LOADED = """() => {
  const asked = performance.getEntriesByType('resource');
  const ours = asked.filter(one => /\\.(css|js|mjs|wasm)$/.test(new URL(one.name).pathname));
  return {bytes: ours.reduce((sum, one) => sum + one.encodedBodySize, 0), asked: 1 + asked.filter(
    one => one.initiatorType !== 'img').length};
}"""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page: its address, what is wrong with it, and what it loaded."""

    address: str
    faults: tuple[str, ...]
    bytes: int
    asked: int


def walk(page: Page, start: Iterable[str], look: Callable[[str], bool]) -> dict[str, Seen]:
    """Look at one page of every route that links lead to from `start` on and that `look` says yes to, by route."""
    seen: dict[str, Seen] = {}
    waiting, known = deque(start), set(start)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.popleft()
        if route_of(path) in seen or not look(route_of(path)) or not _is_page(page, path):
            continue
        page.goto(path)
        route = route_of(urlsplit(page.url).path)
        if route in seen:  # it led elsewhere
            continue
        seen[route] = _looked_at(page)
        fresh = [link for link in _links(page) if link not in known]
        known.update(fresh)
        waiting.extend(fresh)
    return seen


def route_of(path: str) -> str:
    """The name of the route that answers this address, or its pattern; empty where none does."""
    try:
        found = resolve(urlsplit(path).path)
    except Resolver404:
        return ""
    return found.view_name if found.url_name else found.route


def faults_of(page: Page) -> list[str]:
    """Broken rules of WCAG 2.2 A and AA and sideways scrolling, unfolded, at both widths, light and dark."""
    page.evaluate(UNFOLD)
    faults = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            found = violations(page, scheme=scheme, known=width != WIDTHS[0])
            faults += [f"{width} {scheme}: {one}" for one in found]
        if (over := overflow(page)) > 0:
            faults.append(f"{width}: {over} pixels wider than its window")
    return faults


def _looked_at(page: Page) -> Seen:
    """What is seen of a page; a page that loads itself anew under the eye is looked at once more."""
    try:
        return _seen(page)
    except Error:
        page.wait_for_load_state()
        return _seen(page)


def _seen(page: Page) -> Seen:
    loaded = page.evaluate(LOADED)
    return Seen(urlsplit(page.url).path, tuple(faults_of(page)), int(loaded["bytes"]), int(loaded["asked"]))


def _is_page(page: Page, path: str) -> bool:
    """Whether it is a page of the site and no file to keep: the browser itself would stumble over a download."""
    answer = page.request.get(path)
    html = answer.headers.get("content-type", "").startswith("text/html")
    # A block for articles brings its look along and has no page around it; its own test looks at it.
    return (
        answer.ok
        and html
        and b"firstlight/look" in answer.body()
        and "attachment" not in answer.headers.get("content-disposition", "")
    )


def _links(page: Page) -> list[str]:
    """Addresses of this site that the page leads to; pages are told apart by their path, so what is asked goes."""
    origin = f"{urlsplit(page.url).scheme}://{urlsplit(page.url).netloc}/"
    return [urlsplit(link).path for link in page.evaluate(LINKS) if link.startswith(origin)]
