"""Every page that links lead to, signed out and in: WCAG 2.2 A and AA by axe, 320 and 1280 pixels, light and dark.

No page scrolls sideways, asks another host, offends its own policy, complains in the console, or loads more than the
budget of `docs/design.md`. One page of every route is looked at; states of a page that only an act brings about are
looked at where that act is tested.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from verify.tests.authorisation.addresses import every_route
from verify.tests.browser.conftest import OpenPage
from verify.tests.browser.demo import Demo
from verify.tests.browser.recording import log_in, until_entries
from verify.tests.browser.steps import try_demo
from verify.tests.browser.walking import Seen, faults_of, walk
from verify.tests.browser.watch import Watch

MOST_BYTES = 100_000  # of compressed script and style: half a second on a slow phone's line
MOST_ASKED = 24  # requests without pictures; a browser keeps six under way at once
ANSWERS = ("tampering-signed-again.jpg", "redacted-location.jpg", "film.mp4")
"""Answers that are drawn otherwise than the one the walk meets."""
ANYBODY = {
    *("pages:start", "pages:tour", "pages:about", "pages:privacy", "pages:formats", "pages:lists", "pages:log"),
    *("pages:bundle", "pages:list", "pages:object", "pages:log_entry", "pages:result", "pages:record"),
    *("api:developers", "account_login"),
}
DESK = {
    *("pages:records", "pages:organisation", "pages:batches", "pages:dossiers", "pages:result", "account", "api_keys"),
    *("webhooks", "pages:keys", "account_email", "account_change_password", "mfa_list_webauthn"),
}
# Lists of rows by the framework, the same three templates again and again; the index stands for them.
ADMIN = "admin:"
# Pages that only wait and load themselves anew until there is something, and those that are a file then.
WAITING = {"pages:progress"}
PDF = "_pdf"
WALK_SECONDS = 900  # some sixty pages, four looks at each on a busy machine


@pytest.mark.timeout(WALK_SECONDS)
def test_pages_for_anybody(open_page: OpenPage, watch: Watch) -> None:
    watch.excuse(404)
    page = open_page(reduced_motion="reduce")  # a colour on its way to the other scheme has no contrast yet
    until_entries(page)
    try_demo(page, "unknown-middle-step.jpg")
    seen = walk(page, [_path(page.url), "/", *_plain()], _ours)
    _assert_fit(seen, ANYBODY)
    page.goto("/nothing-here")
    assert faults_of(page) == []


def test_other_answers(open_page: OpenPage) -> None:
    page = open_page(reduced_motion="reduce")
    faults = {}
    for name in ANSWERS:
        try_demo(page, name)
        faults[name] = faults_of(page)
    assert not any(faults.values()), faults


@pytest.mark.timeout(WALK_SECONDS)
def test_pages_of_a_desk(open_page: OpenPage, demo: Demo) -> None:
    page = open_page(reduced_motion="reduce")
    log_in(page, demo)
    page.goto("/account/step-up?next=/operators")
    page.click("main .acts a")
    page.fill("[name=password]", demo.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/operators")
    try_demo(page, "camera-original.jpg")
    seen = walk(page, [_path(page.url), "/operators", *_plain()], _ours)
    _assert_fit(seen, DESK)


def _plain() -> list[str]:
    """Every address without a value in it."""
    return [one.address(()) for one in every_route() if not one.values and _ours(one.name)]


def _ours(route: str) -> bool:
    shown = not route.startswith((ADMIN, "admin/")) and not route.endswith(PDF) and "logout" not in route
    return bool(route) and shown and route not in WAITING


def _path(url: str) -> str:
    return "/" + url.partition("#")[0].split("/", 3)[3]


def _assert_fit(seen: Mapping[str, Seen], least: set[str]) -> None:
    assert least - set(seen) == set(), "the walk missed pages"
    assert {route: one for route, one in seen.items() if one.faults} == {}
    assert {route: one.bytes for route, one in seen.items() if not 0 < one.bytes <= MOST_BYTES} == {}
    assert {route: one.asked for route, one in seen.items() if one.asked > MOST_ASKED} == {}
