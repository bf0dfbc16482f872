"""A feed over HTTP, the mirror command as a process that is killed somewhere in a page, and a judge of what is left."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from provenance.mirror.copy import Copy
from provenance.mirror.errors import BadMirror
from provenance.mirror.tests.feeds import INSTALLATION, MadeFeed, record, sha

PAGE = 200
COMMAND = ("-m", "provenance", "mirror")
TORN = ("-m", "provenance.mirror.tests.torn")
"""The planted fault: the same command, with every entry in a transaction of its own."""


class Served:
    """One feed on a port of this machine; `pages` rises with each page that was asked for."""

    def __init__(self, feed: MadeFeed, server: ThreadingHTTPServer) -> None:
        self.feed, self.server = feed, server
        self.url = f"http://127.0.0.1:{server.server_address[1]}"

    def grow(self, pages: int) -> None:
        """Publish so many more pages."""
        begun = len(self.feed.entries)
        self.feed.add(*(record(one, f"work {one}") for one in range(begun, begun + pages * PAGE)))
        self.feed.served.clear()

    def pages(self) -> int:
        """How many pages were asked for so far."""
        return sum(path.rpartition("/")[2].isdigit() for path in self.feed.asked)


@contextmanager
def serving() -> Iterator[Served]:
    """A feed with nothing but its installation in it."""
    feed = MadeFeed(size=PAGE).add(INSTALLATION)

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feed.get(self.path, at_most=0)
            self.send_response(404 if body is None else 200)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Nothing is written down."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who asked was killed
    keeper = threading.Thread(target=server.serve_forever, daemon=True)
    keeper.start()
    try:
        yield Served(feed, server)
    finally:
        server.shutdown()
        server.server_close()


def started(folder: Path, served: Served, program: tuple[str, ...] = COMMAND) -> subprocess.Popen[bytes]:
    """The command over this folder."""
    words = ("fetch", "--dir", str(folder), "--from", served.url, "--key", served.feed.vkey)
    return subprocess.Popen([sys.executable, *program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_in_a_page(folder: Path, served: Served, chance: random.Random, program: tuple[str, ...] = COMMAND) -> bool:
    """Kill it some moments after it asked for its second or third page; whether it was still at work."""
    begun = served.pages()
    process = started(folder, served, program)
    try:
        first = _asked(served, begun + 1, process)
        takes = _asked(served, begun + 2, process) - first
        _asked(served, begun + chance.randint(2, 3), process)
        time.sleep(takes * chance.random())  # somewhere in a page, however slow this machine is now
        at_work = process.poll() is None
    finally:
        process.kill()
        process.wait()
    return at_work


def _asked(served: Served, wanted: int, process: subprocess.Popen[bytes]) -> float:
    """When so many pages were asked for, or the command had ended."""
    while served.pages() < wanted and process.poll() is None:
        time.sleep(0.001)
    return time.monotonic()


def faults(folder: Path, served: Served) -> list[str]:
    """What the mirror answers and should not, or does not answer and should; an empty one answers nothing at all."""
    try:
        copy = Copy(folder, lambda: datetime.now(UTC))
    except BadMirror as refused:
        return [] if "fetch" in str(refused) else [str(refused)]
    with closing(copy):
        count = copy.as_of().count
        whole = count == len(served.feed.entries) or count % PAGE == 0
        wrong = [] if whole else [f"{count} entries end within a page"]
        answered = {
            place: copy.records(bytes.fromhex(sha(f"work {place}"))) for place in range(1, len(served.feed.entries))
        }
    return wrong + [f"entry {place} of {count}" for place, found in answered.items() if bool(found) != (place < count)]
