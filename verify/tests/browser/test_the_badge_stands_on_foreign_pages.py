"""The badge on a page of another origin with a strict policy: its words, by keyboard, without script, offline."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from verify.pages.badge_versions import NEWEST, newest_script
from verify.tests.browser.axe import violations
from verify.tests.browser.demo import Demo
from verify.tests.browser.paper import Paper, printed
from verify.tests.browser.recording import log_in
from verify.tests.browser.steps import overflow
from verify.tests.browser.visiting import visiting
from verify.tests.browser.watch import Watch

RECORDED, NOTHING, OTHER = (hashlib.sha256(one).hexdigest() for one in (b"recorded", b"nothing", b"another"))
RECORD = """([token, sha256]) => fetch("/api/v1/records", {method: "POST", body: JSON.stringify({form: "open", sha256}),
  headers: {"Content-Type": "application/json", "X-CSRFToken": token}}).then((answer) => answer.status)"""
WORD = "document.querySelector('provenance-badge').shadowRoot?.querySelector('.word')?.textContent"
API = "**/api/v1/badge/**"
ANY = {"Access-Control-Allow-Origin": "*"}


@pytest.fixture(scope="module")
def recorded(chromium: Browser, demo: Demo) -> str:
    """A digest that is on open record in the demo; it is that of no file."""
    with visiting(chromium, demo.address) as opened:
        page = opened()
        log_in(page, demo)
        page.goto("/bundle")
        token = page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        assert page.evaluate(RECORD, [token, RECORDED]) in (201, 202)
        until_on_record(page)
    return RECORDED


def until_on_record(page: Page) -> None:
    """Wait until the demo's log has taken it in."""
    for _ in range(100):
        if page.request.get(f"/api/v1/badge/{RECORDED}").json()["word"] == "On record":
            return
        page.wait_for_timeout(300)
    raise AssertionError("the log of the demo never took it in")


@pytest.fixture
def paper(demo: Demo) -> Iterator[Paper]:
    with printed(demo.address, newest_script().integrity) as found:
        yield found


@pytest.fixture
def read(chromium: Browser, paper: Paper) -> Iterator[Callable[..., Page]]:
    """A reader of the paper, whose every request and complaint is listened to."""
    contexts = []

    def opened(watch: Watch | None = None, width: int = 1280, **options: object) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        (watch or Watch(paper.address)).follow(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def badge(digest: str, more: str = "") -> str:
    return f'<provenance-badge digest="{digest}" {more}><a href="#plain">What is on record</a></provenance-badge>'


def says(page: Page, word: str) -> None:
    """Wait until the sign says this; our own waiting, because the paper's policy forbids `eval`."""
    for _ in range(100):
        if page.evaluate(WORD) == word:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it says {page.evaluate(WORD)!r} and not {word!r}")


def test_it_says_what_is_on_record_and_asks_one_place_only(read: Any, paper: Paper, demo: Demo, recorded: str) -> None:
    watch, asked = Watch(paper.address), []
    page = read(watch)
    page.on("request", lambda request: asked.append(request) if "/api/" in request.url else None)
    page.goto(paper.put(badge(recorded)))
    says(page, "Provenance: On record")
    assert {url.removeprefix(demo.address) for url in watch.outside} == {
        f"/badge/{NEWEST}.js",
        f"/api/v1/badge/{recorded}",
    }
    headers = [one.all_headers() for one in asked]
    assert [set(one) & {"cookie", "referer", "authorization"} for one in headers] == [set()] * len(headers)
    assert watch.complaints == []


def test_the_keyboard_opens_and_closes_the_card_and_it_is_fit_for_everybody(read: Any, paper: Paper) -> None:
    page = read(width=320)
    page.goto(paper.put(badge(NOTHING)))
    says(page, "Provenance: Nothing on record")
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    card = page.get_by_role("dialog", name="Provenance")
    assert "says nothing against this one" in card.inner_text()
    assert "Whether the picture beside this sign is that file was not checked" in card.inner_text()
    for scheme in ("light", "dark"):
        assert violations(page, scheme=scheme) == []
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    assert not card.is_visible()
    assert page.evaluate("document.activeElement.shadowRoot.activeElement.className") == "mark"


def test_on_a_chinese_page_it_speaks_chinese(read: Any, paper: Paper) -> None:
    page = read(width=320)
    page.goto(paper.put(badge(NOTHING), badge(OTHER, 'lang="en"'), lang="zh-CN"))
    says(page, "来源\uff1a没有记录")
    page.locator(".mark").first.click()
    card = page.get_by_role("dialog", name="来源")
    assert not re.search(r"[A-Za-z]{3,} [a-z]{2,}", card.inner_text())
    assert violations(page) == []
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Provenance: Nothing on record").wait_for()


def test_a_press_beside_the_card_closes_it(read: Any, paper: Paper) -> None:
    page = read()
    page.goto(paper.put(badge(NOTHING)))
    page.locator(".mark").click()
    assert page.locator("dialog").is_visible()
    page.mouse.click(5, 5)
    assert not page.locator("dialog").is_visible()


def test_without_script_it_is_a_plain_link(read: Any, paper: Paper) -> None:
    page = read(java_script_enabled=False)
    page.goto(paper.put(badge(NOTHING)))
    assert page.locator("provenance-badge a").is_visible()


@pytest.mark.parametrize(
    "digest",
    [
        "",
        "&quot;&gt;&lt;img src=x onerror=document.title=1&gt;",
        "../../accounts/login/?" + "a" * 42,
        NOTHING + "/../x",
        "javascript:document.title=1",
        "\uff41" * 64,
    ],
)
def test_what_is_no_digest_is_never_sent_and_the_link_stays(read: Any, paper: Paper, demo: Demo, digest: str) -> None:
    watch = Watch(paper.address)
    page = read(watch)
    page.goto(paper.put(badge(digest)))
    page.wait_for_timeout(300)
    assert watch.outside == [f"{demo.address}/badge/1.1.0.js"]
    assert page.locator("provenance-badge a").is_visible()
    assert (page.title(), watch.complaints) == ("A paper", [])


def told(digest: str, **changes: object) -> str:
    words = {"word": "On record", "sentence": "A sentence.", "lines": [], "limits": [], "more": 0, "demo": False}
    return json.dumps({"schema": "firstlight.badge/1", "sha256": digest, **words, **changes})


FAULTS: dict[str, Callable[[Route], None]] = {
    "away": lambda route: route.abort("connectionrefused"),
    "busy": lambda route: route.fulfill(status=503, body="{}", headers=ANY),
    "turned away": lambda route: route.fulfill(status=429, body="{}", headers=ANY),
    "no JSON": lambda route: route.fulfill(body="<p>hello", headers=ANY),
    "another digest": lambda route: route.fulfill(body=told(OTHER), headers=ANY),
    "another shape": lambda route: route.fulfill(body="[]", headers=ANY),
    "no texts": lambda route: route.fulfill(body=told(NOTHING, lines=[3]), headers=ANY),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_service_that_cannot_be_asked_is_another_thing_than_nothing_on_record(
    read: Any, paper: Paper, fault: str
) -> None:
    page = read()
    page.route(API, FAULTS[fault])
    page.goto(paper.put(badge(NOTHING)))
    says(page, "Provenance: Could not be asked")
    page.locator(".mark").click()
    assert "That says nothing about the file" in page.locator("dialog").inner_text()
    page.unroute(API)
    page.keyboard.press("Escape")
    page.locator(".mark").click()
    says(page, "Provenance: Nothing on record")


def test_texts_that_come_back_stay_texts(read: Any, paper: Paper) -> None:
    evil, watch = "<img src=x onerror='document.title=1'><script>document.title=2</script>", Watch(paper.address)
    line = {"sentence": evil, "record": "javascript:alert(1)//xx", "statement": "../../x"}
    page = read(watch)
    body = told(NOTHING, word=evil, sentence=evil, lines=[line], limits=[evil], more="<b>")
    page.route(API, lambda route: route.fulfill(body=body, headers=ANY))
    page.goto(paper.put(badge(NOTHING)))
    says(page, f"Provenance: {evil}")
    page.locator(".mark").click()
    assert page.locator("dialog img, dialog script").count() == 0
    assert page.locator("dialog a").count() == 1, "only the way to the page of the digest"
    assert (page.title(), watch.complaints) == ("A paper", [])


def test_it_may_wait_until_it_is_pressed(read: Any, paper: Paper, demo: Demo) -> None:
    watch = Watch(paper.address)
    page = read(watch)
    page.goto(paper.put(badge(NOTHING, 'ask="press"')))
    says(page, "Provenance")
    page.wait_for_timeout(300)
    assert watch.outside == [f"{demo.address}/badge/1.1.0.js"]
    page.locator(".mark").click()
    says(page, "Provenance: Nothing on record")


def test_a_late_answer_about_another_digest_is_not_shown(read: Any, paper: Paper) -> None:
    page, held = read(), []
    page.route(f"{API}{NOTHING}", lambda route: held.append(route))  # noqa: PLW0108 - a builtin cannot be marked
    page.goto(paper.put(badge(NOTHING)))
    for _ in range(50):
        if held:
            break
        page.wait_for_timeout(100)
    page.route(f"{API}{OTHER}", lambda route: route.fulfill(body=told(OTHER), headers=ANY))
    page.evaluate(f"document.querySelector('provenance-badge').setAttribute('digest', '{OTHER}')")
    says(page, "Provenance: On record")
    late = told(NOTHING, word="Late")
    held[0].fulfill(body=late, headers=ANY)
    page.wait_for_timeout(300)
    says(page, "Provenance: On record")


def test_another_script_than_the_named_one_is_not_run(read: Any, paper: Paper) -> None:
    watch = Watch(paper.address)
    page = read(watch)
    page.goto(paper.put(badge(NOTHING), integrity="sha384-" + "A" * 64))
    page.wait_for_timeout(300)
    assert page.evaluate("customElements.get('provenance-badge') === undefined")
    assert page.locator("provenance-badge a").is_visible()
    assert any("integrity" in one for one in watch.complaints)


def test_the_builder_shows_the_sign_and_the_page_of_a_digest_says_more(chromium: Browser, demo: Demo) -> None:
    with visiting(chromium, demo.address) as opened:
        for width in (320, 1280):
            page = opened(width)
            page.goto("/badge")
            page.fill("#digest", NOTHING)
            page.click("text=Make the sign")
            says(page, "Provenance: Nothing on record")
            assert "integrity" in page.locator("pre").inner_text()
            assert violations(page) + violations(page, scheme="dark") == []
            assert overflow(page) <= 0
            page.goto(f"/badge/{NOTHING}")
            assert "says nothing against this one" in page.locator("h1").inner_text()
            assert violations(page) + violations(page, scheme="dark") == []
            assert overflow(page) <= 0
