"""What was dropped while a finder could not look, and was forgotten by the store since, is told by nobody."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from provenance.fingerprint.types import Code
from verify.index.finder.reader import Reader
from verify.index.items import Items
from verify.index.shelf import Shelf
from verify.index.tests.making_codes import asking, code, picture
from verify.index.tests.stores import Clock, builder_for, entrance, store
from verify.index.types import EVERYBODY, Space

HOURS_26 = 26 * 3600


@pytest.mark.parametrize(("sleeps", "found"), [(True, 0), (False, 1)], ids=["by its clock", "planted: its clock stood"])
def test_it_forgets_what_it_knew(tmp_path: Path, sleeps: bool, found: int) -> None:
    random, clock, stood = np.random.default_rng(7), Clock(), Clock()
    wanted, engine = code(random), store(tmp_path)
    items = Items(engine, clock)
    items.put_all([entrance("kept", asking(picture(code(random), [])))])
    items.put_all([entrance("dropped", asking(picture(wanted, [])))])
    reader = Reader(engine, Shelf(tmp_path / "x"), (clock if sleeps else stood).milliseconds)
    reader.refresh()
    assert _found(reader, wanted) == 1

    items.drop("dropped")
    clock.wait(HOURS_26)
    while builder_for(engine, tmp_path / "x", clock).step():
        pass
    reader.refresh()

    assert _found(reader, wanted) == found
    engine.dispose()


def _found(reader: Reader, wanted: Code) -> int:
    return len(reader.sight((EVERYBODY,)).search(Space.PICTURE, [wanted], 0)[0])
