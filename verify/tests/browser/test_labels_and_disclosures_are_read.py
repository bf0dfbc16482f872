"""A platform's engineer keeps and tries a policy of labels, and reads what has to be shown of a file, on any screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from provenance.report_json import stored
from verify.accounts.models import User
from verify.apikeys.tests.making import person
from verify.cases.models import Verification
from verify.cases.tests.past import checked
from verify.pages.tests.reports import long_branches
from verify.tests.browser.axe import violations
from verify.tests.browser.steps import overflow
from verify.tests.browser.visiting import visiting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "jobs", "keys"])
POLICY = """format = "firstlight.labels/1"
name = "Harbour"
label_what_is_missing = true

[labels]
no_credentials = "info"
changed_after_signing = "warn"
"""
OpenPage = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    with visiting(chromium, live_server.url, 400) as opened:
        yield opened


@pytest.fixture
def engineer() -> User:
    return person()


def signed_in(page: Page, user: User, site: str) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])


def test_a_policy_is_read_from_a_file_tried_and_kept(visit: OpenPage, engineer: User, live_server: Any) -> None:
    checked(engineer)
    page = visit()
    signed_in(page, engineer, live_server.url)
    page.goto("/labels")
    fit_for_everybody(page)
    page.set_input_files("#policy-file", {"name": "own.toml", "mimeType": "text/plain", "buffer": POLICY.encode()})
    page.wait_for_timeout(500)
    assert page.input_value("#policy-text") == POLICY
    page.click("text=Try it on past reports")
    said = page.locator("main").inner_text()
    assert "most files that it fits are honest ones" in said
    assert "One label would change." in said
    fit_for_everybody(page)
    page.click("text=Keep it as a version")
    page.wait_for_url("**/labels/*?after=kept")
    assert "It is in force only once you say so" in page.locator("main").inner_text()
    fit_for_everybody(page)


def test_a_bad_policy_is_said_and_stays_in_the_field(visit: OpenPage, engineer: User, live_server: Any) -> None:
    page = visit(java_script_enabled=False)
    signed_in(page, engineer, live_server.url)
    page.goto("/labels")
    page.fill("#policy-text", POLICY.replace("label_what_is_missing = true\n", ""))
    page.click("text=Keep it as a version")
    assert "no sign against a file" in page.locator("[role=alert]").inner_text()
    assert "no_credentials" in page.input_value("#policy-text")


def test_what_a_file_discloses_is_fit_for_everybody(visit: OpenPage) -> None:
    page, told, bare = visit(), checked(None), checked(None)
    Verification.objects.filter(pk=told.pk).update(report=stored(long_branches()))
    for one, said in ((told, "Provenance data available"), (bare, "No provenance data")):
        page.goto(f"/c/{one.pk}/disclosure")
        assert said in page.locator("main").inner_text()
        fit_for_everybody(page)


def fit_for_everybody(page: Page) -> None:
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
