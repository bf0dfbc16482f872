"""One builder: told the store and the folder in one line on its standard input, it ends when that is closed."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

import msgspec

from verify.index.building.life import live
from verify.index.engines import open_engine


def main() -> None:
    """Build until the parent is gone or says so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    address, folder = msgspec.json.decode(sys.stdin.buffer.readline(), type=tuple[str, str])
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    threading.Thread(target=_wait_for_end, args=(stopping,), daemon=True, name="parent").start()
    live(open_engine(address), Path(folder), stopping)


def _wait_for_end(stopping: threading.Event) -> None:
    sys.stdin.buffer.read()
    stopping.set()


if __name__ == "__main__":
    main()
