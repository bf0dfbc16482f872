from __future__ import annotations

import io
import random

import av
import pytest

from provenance.gate import Refusal
from provenance.gate.tests.material import admitted, mp4, wav
from provenance.preview import Look, look
from provenance.types import State


def film(container: str, codec: str, seconds: int = 2) -> bytes:
    """Encode black frames of 64 x 48."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        stream = output.add_stream(codec, rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for _ in range(10 * seconds):
            output.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        output.mux(stream.encode())
    return target.getvalue()


def seen(data: bytes) -> Look | Refusal:
    return look(io.BytesIO(data), admitted(data))


@pytest.mark.parametrize("container", ["mp4", "mov", "avi"])
def test_a_film_has_size_and_duration(container: str) -> None:
    found = seen(film(container, "mpeg4"))
    assert isinstance(found, Look)
    assert (found.width, found.height, found.duration_s) == (64, 48, 2.0)
    assert (found.state, found.code, found.thumbnail) == (State.NOT_CHECKED, "preview.streams_read", None)


def test_a_recording_has_a_duration_and_no_size() -> None:
    found = seen(wav(samples=bytes(16_000)))
    assert isinstance(found, Look)
    assert (found.width, found.height, found.duration_s) == (None, None, 1.0)


def test_a_film_without_a_stream_is_damaged() -> None:
    assert seen(mp4()) == Refusal("refused.damaged", {"format": "MP4"})


def test_a_list_of_other_files_is_never_followed() -> None:
    """Texts that make libav open files and sockets are refused even if the gate had let them by."""
    admission = admitted(wav())
    for text in (
        b"#EXTM3U\nfile:///etc/hostname\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
        b"v=0\r\nm=video 9",
    ):
        assert look(io.BytesIO(text), admission) == Refusal("refused.damaged", {"format": "WAV"})


def test_no_mutation_raises() -> None:
    chance = random.Random(11)
    for data in (film("mp4", "mpeg4", 1), film("avi", "mpeg4", 1), wav()):
        admission = admitted(data)
        for _ in range(100):
            changed = bytearray(data)
            for _ in range(chance.randint(1, 8)):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            assert isinstance(look(io.BytesIO(changed), admission), Look | Refusal)
