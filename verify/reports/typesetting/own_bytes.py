"""What the typesetter may fetch: pieces that came with the document, by name. Everything else is nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "report:"


class OwnBytes(URLFetcher):
    """Serves `report:NAME` from memory; a file, a host or a `data:` address is refused as if it did not exist."""

    def __init__(self, pieces: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._pieces = dict(pieces)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return one piece; raises ValueError for what is not ours, and ends the work where a piece of ours lacks."""
        if not url.startswith(SCHEME):
            raise ValueError("Only what came with the document is fetched.")
        name = url.removeprefix(SCHEME)
        if name not in self._pieces:
            raise FatalURLFetchingError("A piece of the document is missing.")
        kind = "image/svg+xml" if name.endswith(".svg") else "application/octet-stream"
        return URLFetcherResponse(url, self._pieces[name], {"Content-Type": kind})
