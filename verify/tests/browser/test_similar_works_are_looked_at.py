"""A doctored copy beside its record in a real browser: by pointer, by keyboard, by ear, and without script."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.conf import settings
from django.test import Client
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page

from fixtures.photographs import photograph
from verify.accounts.models import User
from verify.cases.indexing import IndexChoice
from verify.cases.models import Verification
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg, member, spliced, team
from verify.cases.tests.recording import chronicle
from verify.tests.browser.axe import violations
from verify.tests.browser.steps import overflow
from verify.tests.browser.visiting import visiting

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "jobs", "keys"])
SHOWN = IndexChoice(findable=True, comparable=True, showable=True)
UPPER = "getComputedStyle(document.querySelector('.pane .upper')).clipPath"
OpenPage = Callable[..., Page]


@pytest.fixture
def site(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def visit(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    with visiting(chromium, live_server.url) as opened:
        yield opened


def rotated(picture: Image.Image) -> Image.Image:
    return picture.transpose(Image.Transpose.ROTATE_90)


@pytest.fixture
def forged(site: Desk) -> Verification:
    """A copy with a part pasted in, of a work whose owner shows it beside copies."""
    whole = jpeg(photograph("harbour"))
    site.record(whole, team(member("agency")), SHOWN)
    return site.check(edited(edited(whole, cropped), spliced))


def opened(page: Page, checked: Verification) -> None:
    page.goto(f"/c/{checked.pk}")
    page.wait_for_selector("#similar")


def test_both_pictures_stand_side_by_side_with_what_differs_marked(visit: OpenPage, forged: Verification) -> None:
    page = visit()
    opened(page, forged)
    assert page.locator(".side-by-side svg").count() == 2
    assert page.locator(".side-by-side .region").count() >= 2
    assert _drawn(page, ".side-by-side image") == 2
    assert page.locator(".over, .map").locator("visible=true").count() == 0


def test_one_is_laid_over_the_other_and_moved_by_keyboard(visit: OpenPage, forged: Verification) -> None:
    page = visit()
    opened(page, forged)
    page.focus("[id^=side-]")
    page.keyboard.press("ArrowRight")
    assert page.locator(".over").is_visible()
    assert not page.locator(".side-by-side").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "range"
    before = page.evaluate(UPPER)
    for _press in range(10):
        page.keyboard.press("ArrowLeft")
    assert page.evaluate(UPPER) != before
    assert page.get_attribute("[type=range]", "aria-valuetext") == "40 percent of the width shows this copy"
    page.keyboard.press("Home")
    assert page.evaluate(UPPER) == "inset(0px 100% 0px 0px)"


def test_the_pointer_moves_the_edge_as_well(visit: OpenPage, forged: Verification) -> None:
    page = visit()
    opened(page, forged)
    page.check("[id^=over-]")
    box = page.locator(".pane").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 20, steps=4)
    page.mouse.up()
    assert page.input_value("[type=range]") == "25"


@pytest.mark.parametrize("edit", [cropped, ImageOps.mirror, rotated], ids=["cropped", "mirrored", "turned"])
def test_the_two_lie_on_each_other_where_the_transform_says(
    visit: OpenPage, site: Desk, edit: Callable[[Image.Image], Image.Image]
) -> None:
    """Where nothing differs, uncovering the copy changes hardly anything; laid wrongly it would."""
    whole = jpeg(photograph("harbour"))
    site.record(whole, team(member("agency")), SHOWN)
    page = visit()
    opened(page, site.check(edited(whole, edit)))
    page.check("[id^=over-]")
    edges = {"laid as it lies": _difference(page)}
    page.evaluate("document.querySelector('.upper g').setAttribute('transform', 'translate(40 25)')")
    edges["laid wrongly"] = _difference(page)
    assert edges["laid as it lies"] * 3 < edges["laid wrongly"], edges


def test_the_map_is_told_in_words_as_well(visit: OpenPage, site: Desk) -> None:
    whole, user = jpeg(photograph("harbour")), member("ours")
    site.record(whole, team(user))
    checked = site.check(edited(whole, spliced), user)
    page = visit()
    _sign_in(page, "ours")
    opened(page, checked)
    page.focus("[id^=side-]")
    page.keyboard.press("ArrowLeft")
    assert page.locator(".map").is_visible()
    assert _drawn(page, ".map image") == 2
    named = str(page.get_attribute(".map svg", "aria-labelledby")).split()
    told = " ".join(page.inner_text(f"#{one}") for one in named)
    assert "coloured in" in told
    assert "Content differs in one region" in told
    assert "% of the picture" in page.inner_text(".regions li")


def test_everything_can_be_looked_at_without_script(visit: OpenPage, forged: Verification) -> None:
    page = visit(java_script_enabled=False)
    opened(page, forged)
    page.check("[id^=over-]")
    assert page.locator(".over").is_visible()
    assert page.locator("[type=range]").is_hidden()
    page.check("[id^=stop-][value='25']")
    assert page.locator(".stops").is_visible()
    page.check("[id^=side-]")
    assert page.locator(".side-by-side").is_visible()


@pytest.mark.parametrize("view", ["side", "over", "map"])
def test_every_view_is_fit_for_everybody(visit: OpenPage, site: Desk, view: str) -> None:
    whole, user = jpeg(photograph("harbour")), member("ours")
    site.record(whole, team(user), SHOWN)
    checked = site.check(edited(whole, spliced), user)
    page = visit()
    _sign_in(page, "ours")
    opened(page, checked)
    page.check(f"[id^={view}-]")
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert violations(page, scheme="dark") == [], (width, "dark")
        assert overflow(page) <= 0, width
    if kept := os.environ.get("FIRSTLIGHT_SHOTS"):
        _shots(page, Path(kept), view)


def test_a_printed_answer_shows_the_pictures_and_no_controls_of_the_slider(
    visit: OpenPage, forged: Verification
) -> None:
    page = visit()
    opened(page, forged)
    page.emulate_media(media="print")
    assert page.locator(".side-by-side").is_visible()
    assert page.locator(".regions").is_visible()
    assert page.locator(".views").is_hidden()


def _drawn(page: Page, images: str) -> int:
    """Return how many of these pictures of an SVG really arrived."""
    page.wait_for_load_state("networkidle")
    there = "all => Promise.all(all.map(one => fetch(one.href.baseVal).then(answer => answer.ok)))"
    return sum(page.eval_on_selector_all(images, there))


def _difference(page: Page) -> float:
    """Mean difference of the pane fully covered and fully uncovered, in steps of 255, as a screen shows it."""
    shots = []
    for key in ("Home", "End"):
        page.focus("[type=range]")
        page.keyboard.press(key)
        shots.append(np.asarray(Image.open(BytesIO(page.locator(".pane").screenshot())).convert("L"), dtype=float))
    middle = tuple(slice(size // 5, size - size // 5) for size in shots[0].shape)
    return float(np.median(np.abs(shots[0][middle] - shots[1][middle])))


def _sign_in(page: Page, name: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username=name))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.goto("/about")
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": page.url}])


def _shots(page: Page, folder: Path, view: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for width, scheme in ((1280, "light"), (320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.screenshot(path=folder / f"{view}-{width}-{scheme}.png", full_page=True)
