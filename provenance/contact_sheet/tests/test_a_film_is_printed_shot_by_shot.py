"""Key frames show every shot once, however long it is; what a child sends as prints is looked at before it is taken."""

from __future__ import annotations

import io

import msgspec
import numpy as np
import pytest
from PIL import Image

from fixtures.films.clip import Clip, Picture, written
from provenance.contact_sheet import Print, Sheet, wire
from provenance.contact_sheet.limits import FRAMES, PRINT_BYTES
from provenance.fingerprint.tests.films import _ground
from provenance.sandbox import Sandbox
from provenance.sandbox.tests.conftest import Opened, opened, sandbox  # noqa: F401 - fixtures of the sandbox

RATE = 12
SHOTS = ((0, 8), (8, 9), (9, 16))
"""From and until in seconds; the one in the middle is short."""


def film(seconds: int = 16) -> bytes:
    """Still shots: nothing moves inside one."""
    grounds = [np.ascontiguousarray(_ground(700 + number)[20:200, 40:360]) for number in range(len(SHOTS))]

    def picture(number: int) -> Picture:
        at = number / RATE
        return next(ground for ground, (start, end) in zip(grounds, SHOTS, strict=True) if start <= at < end)

    return written(Clip(seconds * RATE, RATE, picture))


def laid_out(sandbox: Sandbox, opened: Opened, content: bytes) -> Sheet:  # noqa: F811
    with opened(content) as file:
        sheet = sandbox.contact_sheet(file)
    assert sheet is not None
    return sheet


def test_every_shot_is_there_and_a_long_one_is_not_printed_over_and_over(sandbox: Sandbox, opened: Opened) -> None:  # noqa: F811
    sheet = laid_out(sandbox, opened, film())
    times = [(one.at_ms or 0) / 1000 for one in sheet.prints]
    for start, end in SHOTS:
        assert any(start <= at < end for at in times)
    assert len(times) < FRAMES / 2
    assert sheet.whole
    assert times == sorted(times)
    # The short shot, and the one after it, are there because the picture had changed.
    assert sum(one.changed for one in sheet.prints) == 2
    assert all(Image.open(io.BytesIO(one.jpeg)).size == (one.width, one.height) for one in sheet.prints)


def test_a_film_that_breaks_off_keeps_what_came_before_and_says_so(sandbox: Sandbox, opened: Opened) -> None:  # noqa: F811
    content = film()
    begins = content.index(b"mdat")
    end = begins - 4 + int.from_bytes(content[begins - 4 : begins], "big")
    middle = (begins + end) // 2
    broken = content[:middle] + bytes(end - middle) + content[end:]
    sheet = laid_out(sandbox, opened, broken)
    assert sheet.prints
    assert sheet.seen_until_ms < sheet.lasts_ms - 1000


def test_what_is_no_medium_has_an_empty_sheet(sandbox: Sandbox, opened: Opened) -> None:  # noqa: F811
    sheet = laid_out(sandbox, opened, b"<html>hello</html>")
    assert (sheet.prints, sheet.claims, sheet.whole) == ((), (), False)


def test_a_print_of_a_picture_carries_none_of_its_metadata(sandbox: Sandbox, opened: Opened) -> None:  # noqa: F811
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8769)[0xA431] = "SERIAL-4711"
    exif[0x0112] = 6
    source = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(source, "JPEG", exif=exif, comment=b"COMMENT-4711")
    sheet = laid_out(sandbox, opened, source.getvalue())
    (made,) = sheet.prints
    assert ("camera_serial", "SERIAL-4711") in [(one.name, one.value) for one in sheet.claims]
    assert b"4711" not in made.jpeg
    assert (made.width, made.height) == (200, 300)  # upright


@pytest.mark.parametrize(
    "forged",
    [
        Print(10, 10, b"<script>" + b"x" * 200),
        Print(10, 10, b"\xff\xd8\xff" + bytes(PRINT_BYTES)),
        Print(0, 10, b"\xff\xd8\xff" + bytes(200)),
        Print(100_000, 10, b"\xff\xd8\xff" + bytes(200)),
        Print(10, 10, b"\xff\xd8\xff" + bytes(200), -5),
    ],
)
def test_what_is_no_small_picture_is_not_taken_for_a_print(forged: Print) -> None:
    with pytest.raises(wire.BadSheet):
        wire.part_from_bytes(msgspec.msgpack.encode(forged))


def test_floods_of_claims_are_not_taken() -> None:
    with pytest.raises(wire.BadSheet):
        wire.claims_from_bytes(msgspec.msgpack.encode([("exif", "a", "b")] * 101))
    with pytest.raises(wire.BadSheet):
        wire.claims_from_bytes(msgspec.msgpack.encode([("exif", "a", "b" * 2000)]))
