"""Listens to a page: what it logs as an error, which scripts fail, and which hosts it asks."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request


@dataclass  # no slots: Playwright notes its listeners on the object
class Watch:
    """`excused` holds statuses that a test provokes on purpose; Chromium logs those of whole pages as errors."""

    home: str
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    excused: set[int] = field(default_factory=set)

    def follow(self, page: Page) -> None:
        """Listen to everything that this page says and asks from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script failed: {error}"))
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def excuse(self, *statuses: int) -> None:
        """Expect pages of these statuses in this test."""
        self.excused.update(statuses)

    def assert_silence(self) -> None:
        """Fail where anything was complained about or asked outside."""
        assert self.complaints == []
        assert self.outside == []

    def _console(self, message: ConsoleMessage) -> None:
        provoked = any(f"status of {status} " in message.text for status in self.excused)
        if message.type in {"error", "warning"} and not provoked:
            self.complaints.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self.outside.append(request.url)
