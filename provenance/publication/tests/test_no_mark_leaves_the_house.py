"""Serial numbers, places, names and previews are gone from the bytes of a copy, and the copy is the newsroom's."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from provenance.publication.errors import NotCopyable
from provenance.publication.tests.newsroom import (
    FILES,
    copy_here,
    film,
    jpeg,
    marks_in,
    photographed,
    report_of,
)
from provenance.publication.types import History
from provenance.types import Integrity, Trust


@pytest.mark.parametrize("kind", FILES)
def test_no_mark_is_left_in_any_kind_of_file(kind: str) -> None:
    original = FILES[kind]()
    assert marks_in(original), "a file without marks shows nothing"
    copy = copy_here(original)
    assert marks_in(copy.content) == []
    report = report_of(copy)
    assert report.headline.code == "all_signers_trusted"
    assert [(one.trust, one.integrity) for one in report.steps] == [(Trust.NEWSROOM, Integrity.INTACT)]


def test_a_signed_original_is_copied_without_its_camera() -> None:
    original = photographed()
    assert {"serial", "owner", "latitude", "iptc"} <= set(marks_in(original))
    copy = copy_here(original)
    assert marks_in(copy.content) == []
    assert b"camera" not in copy.content
    assert len(report_of(copy).steps) == 1


def test_a_history_is_taken_along_redacted() -> None:
    copy = copy_here(photographed(), History.REDACTED)
    assert marks_in(copy.content) == []
    assert set(copy.redacted) >= {"c2pa.metadata", "com.maker.sensors"}
    desk, camera = report_of(copy).steps
    assert (desk.trust, desk.integrity) == (Trust.NEWSROOM, Integrity.INTACT)
    assert (camera.trust, camera.integrity) == (Trust.OFFICIAL, Integrity.INTACT)
    assert set(desk.redactions) == set(copy.redacted)


def test_the_rig_sees_a_copy_that_only_drops_the_exif_block() -> None:
    opened, out = Image.open(io.BytesIO(jpeg())), io.BytesIO()
    opened.save(out, "JPEG", quality=90)
    assert marks_in(out.getvalue()) != []


def test_a_picture_looks_as_it_did() -> None:
    copy = Image.open(io.BytesIO(copy_here(jpeg()).content))
    original = Image.open(io.BytesIO(jpeg()))
    apart = np.abs(np.asarray(copy, dtype=int) - np.asarray(original, dtype=int))
    assert apart.mean() < 1
    assert copy.getexif().get(0x0112) == original.getexif()[0x0112]
    assert dict(copy.getexif()) == {0x0112: 6}


def test_a_film_keeps_its_pictures_bit_for_bit() -> None:
    import av

    def pictures(content: bytes) -> list[bytes]:
        with av.open(io.BytesIO(content)) as opened:
            return [one.to_ndarray(format="rgb24").tobytes() for one in opened.decode(video=0)]

    original = film()
    assert b"x264" in original, "the encoder's own message is what cameras write their numbers into"
    copy = copy_here(original)
    assert pictures(copy.content) == pictures(original)
    assert b"x264 - core" not in copy.content


def test_what_cannot_be_copied_is_said_and_nothing_is_made() -> None:
    document = b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"
    with pytest.raises(NotCopyable) as refused:
        copy_here(document)
    assert refused.value.code == "format"
