"""The gate never raises, never reads much, and never refuses an honest file, whatever the bytes are."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.gate import Admission, Refusal, admission, admit, limits
from provenance.gate.tests.material import (
    ROOT,
    UNREADABLE,
    bad_media,
    drawn,
    mp4,
    ordinary_files,
    png,
    png_chunk,
    riff,
    signed_files,
    wav,
)
from provenance.gate.types import Shape
from provenance.gate.window import Window

SEEDS = [
    *(drawn(kind) for kind in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")),
    drawn("JPEG", progressive=True),
    drawn("TIFF", big_tiff=True),
    mp4(),
    wav(),
    b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + (b"\xff\xfb\x90\x00" + bytes(413)) * 3,
    b"fLaC\x80\0\0\x22" + bytes(34) + b"\xff\xf8" + bytes(64),
    riff(b"AVI ", (b"LIST", b"hdrlavih\x38\0\0\0" + bytes(56)), (b"LIST", b"movi")),
    b"%PDF-1.7",
    b"<svg/>",
]
HEADS = [seed[:16] for seed in SEEDS]


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(head=st.sampled_from([b"", *HEADS]), tail=st.binary(max_size=2_000))
def test_no_bytes_behind_any_magic_raise(head: bytes, tail: bytes) -> None:
    data = head + tail
    assert isinstance(admit(io.BytesIO(data), len(data)), Admission | Refusal)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: repr(seed[:8]))
def test_no_mutation_of_an_honest_file_raises(seed: bytes) -> None:
    mutate_and_admit(seed)


def test_the_mutations_catch_a_scan_that_trusts_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: a PNG scan that reads a length without asking whether the bytes are there."""

    def trusting(window: Window) -> Shape:
        head = window.peek(0, 64)
        return Shape(head[16 + head[11]], 1)

    monkeypatch.setitem(admission._MEASURES, "png", trusting)
    with pytest.raises(IndexError):
        mutate_and_admit(drawn("PNG"))


def mutate_and_admit(seed: bytes) -> None:
    chance = random.Random(20261121)
    for _ in range(600):
        data = mutated(bytearray(seed), chance)
        assert isinstance(admit(io.BytesIO(data), len(data)), Admission | Refusal)


def mutated(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        change = chance.randrange(4)
        if change == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif change == 1:
            data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\0\0\0\1", b"\x7f\xff\xff\xff"))
        elif change == 2:
            data[at:at] = data[at : at + chance.randint(1, 32)]
        else:
            del data[at : at + chance.randint(1, 8)]
        if not data:
            return b""
    return bytes(data)


class Sparse(io.RawIOBase):
    """A file of any size whose first bytes are given and whose rest is one repeated pattern."""

    def __init__(self, head: bytes, pattern: bytes, size: int) -> None:
        self._head, self._pattern, self._size, self._at = head, pattern, size, 0
        self.taken = 0

    def seek(self, at: int, whence: int = 0, /) -> int:
        self._at = at + (0, self._at, self._size)[whence]
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        size = max(min(size, self._size - self._at), 0)
        block = self._head[self._at : self._at + size]
        start = max(self._at, len(self._head)) - len(self._head)
        missing, shift = size - len(block), start % len(self._pattern)
        block += (self._pattern * (missing // len(self._pattern) + 2))[shift : shift + missing]
        self._at += size
        self.taken += size
        return block


def test_a_film_of_800_megabytes_is_judged_by_a_few_kilobytes() -> None:
    size = 790_000_000
    head = mp4() + (size - len(mp4())).to_bytes(4, "big") + b"mdat"
    source = Sparse(head, b"\0", size)
    assert isinstance(admit(source, size), Admission)  # type: ignore[arg-type]
    assert source.taken < 200_000


PATTERNS: dict[str, tuple[bytes, bytes]] = {
    "gif of one-byte blocks": (drawn("GIF")[:-60], b"\x01\x01"),
    "gif of empty frames": (drawn("GIF")[:-1], b"\x2c" + bytes(9) + b"\x02\x00"),
    "jpeg of restart markers": (b"\xff\xd8\xff", b"\xd0\xff"),
    "jpeg of empty comments": (b"\xff\xd8", b"\xff\xfe\x00\x02"),
    "jpeg of fill bytes": (b"\xff\xd8", b"\xff"),
    "png of empty chunks": (png(8, 8)[:33], png_chunk(b"prVt")),
    "png of small data chunks": (png(8, 8)[:33], png_chunk(b"IDAT", b"x")),
    "webp of empty chunks": (b"RIFF\xff\xff\xff\x7fWEBP", b"junk\0\0\0\0"),
    "mp4 of empty boxes": (mp4(), b"\0\0\0\x08free"),
    "mp4 of long-form boxes": (mp4(), b"\0\0\0\x01free" + (16).to_bytes(8, "big")),
    "mp4 of nested boxes": (b"\0\0\0\x10ftypisom\0\0\0\0", b"\0\0\0\0moov"),
    "tiff of directories": (b"II*\0\x08\0\0\0", b"\x01\x00" + bytes(12) + b"\x1a\0\0\0"),
    "mp3 of false starts": (b"ID3\x04\0\0\0\0\0\0", b"\xff\xfb\x90\x00"),
    "flac of padding": (b"fLaC\0\0\0\x22" + bytes(34), b"\x01\0\0\0"),
    "svg of comments": (b"", b"<!---->"),
    "svg of blanks": (b"", b" "),
    "svg of half comments": (b"<!--", b"<!--"),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_endless_structure_is_cut_short(name: str) -> None:
    """A hundred megabytes of the smallest parts of a format cost less than a tenth of reading them all in steps."""
    head, pattern = PATTERNS[name]
    source = Sparse(head, pattern, limits.MAX_BYTES["image"])
    found = admit(source, limits.MAX_BYTES["image"])  # type: ignore[arg-type]
    assert isinstance(found, Refusal), found
    assert source.taken <= limits.MAX_READ + 2 * limits.MAX_GIF_BLOCKS + (1 << 20)


@pytest.mark.corpus
def test_no_honest_file_is_refused() -> None:
    honest = [path for path, kind in signed_files().items() if kind not in UNREADABLE] + ordinary_files()
    refused = {path.name: found.code for path in honest if isinstance(found := passed(path), Refusal)}
    assert len(honest) > 400
    assert refused == {}


@pytest.mark.corpus
def test_every_bad_file_gets_an_answer_and_bombs_are_refused_here() -> None:
    """Files that only a decoder can tell from good ones are refused by `preview`; its tests have the same list."""
    expected = bad_media()
    passing = {path.name for path, expect in expected.items() if expect == "reject" and admits(path)}
    assert passing <= {"avif-iloc-noise.avif", "jpg-half.jpg", "pdf-js.pdf", "svg-external.svg", "svg-script.svg"}
    assert sum(expect == "reject" for expect in expected.values()) > 30


def admits(path: os.PathLike[str]) -> bool:
    return isinstance(passed(path), Admission)


def passed(path: os.PathLike[str]) -> Admission | Refusal:
    with open(path, "rb") as source:  # noqa: PTH123 any path-like
        return admit(source, os.fstat(source.fileno()).st_size)


def test_the_gate_loads_no_decoder() -> None:
    """The web process imports the gate, the formats and the marks; none of them may bring a parser along."""
    script = (
        "import sys, provenance.formats, provenance.gate, provenance.gate.sentences, provenance.marks, "
        "provenance.preview, provenance.claims.sentences\n"
        "bad = {'PIL', 'av', 'pillow_heif', 'pikepdf', 'defusedxml', 'c2pa', 'xml.parsers.expat'} & set(sys.modules)\n"
        "sys.exit(str(bad) if bad else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_counting_file_counts() -> None:
    """The rig itself: a reader that reads everything is seen to."""
    source = Sparse(b"head", b"xy", 1_000_000)
    assert len(source.read(1_000_000)) == source.taken == 1_000_000
