"""What the head of an answer means: go on, take the file, or stop with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPResponse

from verify.fetch.errors import FetchError, LinkRefused, LinkUnavailable
from verify.fetch.line import explaining
from verify.fetch.purpose import Purpose
from verify.fetch.watch import Watch

PASSES_ON = frozenset({301, 302, 303, 307, 308})
PAGES = frozenset({"text/html", "application/xhtml+xml"})
_REASONS = {
    401: "link.needs_log_in", 403: "link.needs_log_in", 407: "link.needs_log_in",
    404: "link.not_found", 410: "link.not_found",
}  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """The head of an answer and the watched line on which its body comes."""

    response: HTTPResponse
    watch: Watch

    def read(self, at_most: int) -> bytes:
        """The next bytes of the body, empty at its end; a broken line becomes LinkUnavailable."""
        with explaining(self.watch):
            chunk = self.response.read1(at_most)
        if not chunk and self.watch.rung:
            raise LinkUnavailable("link.too_slow", detail="total time")
        return chunk


def onward(response: HTTPResponse) -> str | None:
    """The place a redirect names, or None when the answer is no redirect."""
    if response.status not in PASSES_ON:
        return None
    location = response.headers.get("Location")
    if location is None:
        raise LinkUnavailable("link.bad_answer", detail="redirect to nowhere")
    try:
        # Header bytes are read as Latin-1; sites that do not encode their redirects mean UTF-8.
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise LinkRefused("link.not_a_link") from None


def require_taken(response: HTTPResponse) -> int:
    """The status of an answer that says that what was told has arrived; raises for every other one."""
    if response.status in PASSES_ON:
        raise LinkRefused("link.handed_on", status=response.status)
    if not 200 <= response.status < 300:
        raise _no_file(response.status)
    return response.status


def content_type(response: HTTPResponse, purpose: Purpose) -> str:
    """The media type of a file that this purpose takes; raises for all answers that bring no such file."""
    if response.status != 200:
        raise _no_file(response.status)
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in {"identity", ""}:
        raise LinkUnavailable("link.compressed")
    stated = response.headers.get_content_type() if "Content-Type" in response.headers else "application/octet-stream"
    if purpose.takes(stated):
        return stated
    raise LinkRefused("link.page" if stated in PAGES else "link.content_type")


def _no_file(status: int) -> FetchError:
    return LinkUnavailable(_REASONS.get(status, "link.site_trouble"), detail=f"status {status}", status=status)
