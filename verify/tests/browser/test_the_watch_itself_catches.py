"""The listener that keeps every other test honest hears planted faults."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, Route

from verify.tests.browser.demo import Demo
from verify.tests.browser.watch import Watch

PLANTED = "<!doctype html><title>x</title><script>var a</script><img src='http://192.0.2.1/a.png' onerror='b()'>"


def test_an_inline_script_and_an_outside_picture_are_heard(chromium: Browser, demo: Demo) -> None:
    watch = Watch(demo.address)
    page = chromium.new_page(base_url=demo.address)
    watch.follow(page)
    _plant(page)
    page.goto("/about")
    page.wait_for_timeout(300)
    page.close()
    assert any("script" in complaint for complaint in watch.complaints)
    assert any("192.0.2.1" in complaint for complaint in watch.complaints + watch.outside)


def test_a_request_to_another_host_is_heard(chromium: Browser, demo: Demo) -> None:
    watch = Watch(demo.address)
    page = chromium.new_page(base_url=demo.address)
    watch.follow(page)
    page.route("http://192.0.2.1/**", lambda route: route.abort())
    page.goto("/about")
    page.evaluate("location.assign('http://192.0.2.1/leak')")
    page.wait_for_timeout(300)
    page.close()
    assert watch.outside == ["http://192.0.2.1/leak"]


def _plant(page: Page) -> None:
    """Put a faulty body under the site's own headers, policy included."""

    def planted(route: Route) -> None:
        route.fulfill(response=route.fetch(), body=PLANTED)

    page.route("**/about", planted)
    page.route("http://192.0.2.1/**", lambda route: route.abort())
