"""The mirror command with a planted fault: entries and place come in transactions of their own."""

from __future__ import annotations

import sys
import time

from provenance.cli.command import main
from provenance.mirror import fetching
from provenance.mirror.keeping import take
from provenance.mirror.pages import Page, Place
from provenance.mirror.state import write_place


def _torn(run: fetching._Run, held: Place, page: Page) -> Place:
    with run.tables.writing() as rows:
        write_place(rows, page.place)
    for entry in page.new:
        with run.tables.writing() as rows:
            take(rows, [entry])
        time.sleep(0.001)
    return page.place


if __name__ == "__main__":
    fetching._Run._take = _torn  # type: ignore[method-assign,assignment]
    raise SystemExit(main(["mirror", *sys.argv[1:]], sys.stdout, sys.stderr))
