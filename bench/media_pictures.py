"""What fingerprints of a picture cost against decoding it, and how far the choice of decoder moves its codes."""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from provenance.fingerprint import whole
from provenance.fingerprint.local import local_codes
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.prepared import prepared
from provenance.fingerprint.proxy import proxy_of

SIZE = (4000, 3000)
GRAIN = 4.0
"""Standard deviation in grey levels: with it an enlarged photo is as long a file as a camera's."""

ROUNDS = 7
COST_GOAL_MS = 60
BITS_GOAL = 4
LARGE = 1024
"""Photos with a longer side are decoded at a reduced size, so that decoders can differ."""


@dataclass(frozen=True, slots=True)
class Costs:
    """Processor time in milliseconds for one 12 megapixel JPEG, medians; and how many bytes that file has."""

    size: int
    full_decode: float
    prepare: float
    codes: float
    every: float
    naive: float
    parts: dict[str, float]


@dataclass(frozen=True, slots=True)
class Bits:
    """How many bits of PDQ differ between ours and another decoder: middle, 95th percentile, most, of how many."""

    decoder: str
    middle: float
    high: float
    most: int
    count: int


def lines(photos: Sequence[Path]) -> Iterator[str]:
    """The figures, a line each."""
    cost = costs(photos[0])
    yield f"a JPEG of {SIZE[0]} x {SIZE[1]}, {cost.size / 1e6:.1f} MB, processor time, median of {ROUNDS}"
    yield f"  decode whole {cost.full_decode:.0f} ms; decode small and prepare {cost.prepare:.0f} ms"
    parts = ", ".join(f"{name} {took:.1f}" for name, took in cost.parts.items())
    yield f"  codes of the prepared picture {cost.codes:.0f} ms: {parts}"
    yield f"  all fingerprints with decoding {cost.every:.0f} ms (goal {COST_GOAL_MS} or less)"
    yield f"  the same, ratio to decoding whole: {cost.every / cost.full_decode:.2f}"
    yield f"  PDQ alone of the whole picture {cost.naive:.0f} ms: {cost.naive / cost.every:.1f} times all of ours"
    for one in decoders(photos):
        yield (
            f"PDQ bits that differ from ours, {one.decoder}: middle {one.middle:.0f}, 95th percentile {one.high:.0f} "
            f"(goal {BITS_GOAL} or less), most {one.most}, of {one.count} photos"
        )


def costs(photo: Path) -> Costs:
    """Measure the steps on one photo enlarged to 12 megapixels."""
    content = _camera_file(photo)
    small = prepared(_opened(content))
    pixels, grey = np.asarray(small), np.asarray(small.convert("L"))
    parts = {
        "eight PDQ": _middle(lambda: whole.pdq(pixels)),
        "pHash": _middle(lambda: whole.phash(small)),
        "ISCC": _middle(lambda: whole.iscc(small)),
        "local codes": _middle(lambda: local_codes(grey)),
        "proxy": _middle(lambda: proxy_of(small)),
    }
    return Costs(
        size=len(content),
        full_decode=_middle(lambda: _opened(content).load()),
        prepare=_middle(lambda: prepared(_opened(content))),
        codes=sum(parts.values()),
        every=_middle(lambda: picture_fingerprints(_opened(content))),
        naive=_middle(lambda: whole.plain_pdq(np.asarray(_opened(content))), 3),
        parts=parts,
    )


def decoders(photos: Sequence[Path]) -> Iterator[Bits]:
    """Compare the code of our reduced decoding with that of whole pictures from two decoders."""
    large = [photo for photo in photos if max(_size(photo)) > LARGE]
    ours = [_code(prepared(Image.open(photo))) for photo in large]
    for name, decode in {"Pillow whole": _pillow, "OpenCV whole": _opencv, "a copy halved by OpenCV": _halved}.items():
        theirs = [_code(prepared(decode(photo))) for photo in large]
        bits = [(one ^ other).bit_count() for one, other in zip(ours, theirs, strict=True)]
        if bits:
            yield Bits(name, statistics.median(bits), float(np.percentile(bits, 95)), max(bits), len(bits))


def _camera_file(photo: Path) -> bytes:
    with Image.open(photo) as opened:
        pixels = np.asarray(opened.convert("RGB").resize(SIZE, Image.Resampling.LANCZOS), dtype=np.float32)
    grain = np.random.default_rng(1).normal(0, GRAIN, pixels.shape[:2]).astype(np.float32)
    target = io.BytesIO()
    Image.fromarray((pixels + grain[:, :, None]).clip(0, 255).astype(np.uint8)).save(target, "JPEG", quality=85)
    return target.getvalue()


def _middle(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    work()
    took = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took) * 1000


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def _size(photo: Path) -> tuple[int, int]:
    with Image.open(photo) as opened:
        return opened.size


def _code(small: Image.Image) -> int:
    return int.from_bytes(whole.plain_pdq(np.asarray(small))[0])


def _pillow(photo: Path) -> Image.Image:
    picture = Image.open(photo)
    picture.load()
    return picture


def _opencv(photo: Path) -> Image.Image:
    return _from(cv2.imread(str(photo), cv2.IMREAD_COLOR | cv2.IMREAD_IGNORE_ORIENTATION))


def _halved(photo: Path) -> Image.Image:
    return _from(cv2.imread(str(photo), cv2.IMREAD_REDUCED_COLOR_2 | cv2.IMREAD_IGNORE_ORIENTATION))


def _from(pixels: npt.NDArray[np.generic] | None) -> Image.Image:
    assert pixels is not None
    return Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
