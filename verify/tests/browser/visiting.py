"""Readers of a site that runs in the process of the test, listened to like those of the demo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page

from verify.tests.browser.watch import Watch


@contextmanager
def visiting(chromium: Browser, address: str, *excused: int) -> Iterator[Callable[..., Page]]:
    """Open pages of one site; in the end nothing may have been complained about or asked outside."""
    contexts, watch = [], Watch(address)
    watch.excuse(*excused)

    def opened(width: int = 1280, **options: object) -> Page:
        size = {"width": width, "height": 900}
        context = chromium.new_context(viewport=size, base_url=address, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        watch.follow(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    watch.assert_silence()
