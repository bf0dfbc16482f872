"""A newspaper of another origin with a strict policy, whose pages bear the badge of an installation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from verify.pages.badge_versions import NEWEST

POLICY = (
    "default-src 'none'; script-src {service}; connect-src {service}; img-src data:; base-uri 'none'; "
    "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>A paper</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="{scheme}">
<link rel="icon" href="data:,">
<script type="module" src="{service}/badge/{version}.js" integrity="{integrity}" crossorigin="anonymous"></script>
</head><body><main><h1>A harbour at night</h1>{body}</main></body></html>"""


@dataclass
class Paper:
    """Its address; `put` makes its one page."""

    address: str
    service: str
    integrity: str
    page: list[bytes] = field(default_factory=list)

    def put(self, *badges: str, integrity: str = "", scheme: str = "light dark", lang: str = "en") -> str:
        """Let the page hold these pieces of HTML; returns its address."""
        words = {"service": self.service, "integrity": integrity or self.integrity, "scheme": scheme}
        words |= {"lang": lang, "version": NEWEST}
        self.page[:] = [PAGE.format(**words, body="".join(f"<p>{one}</p>" for one in badges)).encode()]
        return self.address


class _Pages(BaseHTTPRequestHandler):
    def __init__(self, paper: list[Paper], *args: object) -> None:
        self.paper = paper
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        (paper,) = self.paper
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY.format(service=paper.service))
        self.end_headers()
        self.wfile.write(paper.page[0])

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def printed(service: str, integrity: str) -> Iterator[Paper]:
    """Serve the paper on a port of its own until the block ends."""
    made: list[Paper] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Pages, made)) as server:
        made.append(Paper(f"http://127.0.0.1:{server.server_port}", service, integrity))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield made[0]
        finally:
            server.shutdown()
