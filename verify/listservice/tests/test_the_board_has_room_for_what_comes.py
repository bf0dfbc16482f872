"""What stations said in votes long decided is forgotten, and what keys and newcomers need is kept."""

from __future__ import annotations

import os
from pathlib import Path

from provenance.blindlist import board, editions
from provenance.blindlist.government.tests.parliament import signing_key
from provenance.blindlist.tests.lists import made, signed
from provenance.blindlist.types import HolderIndex
from verify.listservice.shelf import DELTAS_KEPT, TALKS_KEPT, Shelf

OLD = ("round/" + "0" * 64 + "/1", "appeal/" + "1" * 64, "key/open/1/0/deal")
NEW = "round/" + "0" * 64 + "/2"


def test_old_votes_and_appeals_make_room(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    for topic in (*OLD, NEW):
        shelf.pin(board.sign_message(topic, HolderIndex(1), b"1", signing_key(1)))
    edition = editions.to_json(signed(made([1])))
    where = shelf.where / "editions"
    where.mkdir()
    for number in range(1, DELTAS_KEPT + 2):
        (where / f"{number:010d}.json").write_text(edition, "utf-8")
    newest = (where / f"{DELTAS_KEPT + 1:010d}.json").stat().st_mtime
    for topic in OLD:
        then = newest - TALKS_KEPT - 1
        os.utime(shelf.where / "board" / topic.replace("/", "~"), (then, then))
    shelf.tidy()

    assert shelf.topics("") == (OLD[2], NEW)
