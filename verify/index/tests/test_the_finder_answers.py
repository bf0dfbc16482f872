"""The finder as web and workers meet it: over its socket."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from provenance.fingerprint.types import PREPARATION, Code, FilmCodes, FilmFrame, Fingerprints, SoundCodes
from verify.index import questions
from verify.index.asking import SocketFinder
from verify.index.errors import BadQuestion, IndexUnavailable
from verify.index.finder.process import FinderProcess
from verify.index.items import Items
from verify.index.questions import Frame, read_frame
from verify.index.tests.making_codes import asking, code, off, picture
from verify.index.tests.stores import Clock, entrance, medium, store, until
from verify.index.types import EVERYBODY, How, Nomination, Scope, Space
from verify.sockets import connect

TEAM, OTHERS = Scope("o7"), Scope("o8")


@dataclass
class Running:
    """A finder that runs, and the store it searches."""

    items: Items
    finder: SocketFinder
    folder: Path

    def put(self, subject: str, fingerprints: Fingerprints, scope: Scope = EVERYBODY, recorder: str = "") -> None:
        self.items.put_all([entrance(subject, fingerprints, scope=scope, recorder=recorder)])

    def names(self, asked: Fingerprints, *scopes: Scope, most: int = 10) -> list[str]:
        return [one.subject for one in self.finder.nominate(asked, scopes=scopes or (EVERYBODY,), most=most)]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    engine, sockets, stopping = store(tmp_path), tmp_path / "run", threading.Event()
    sockets.mkdir()
    process = FinderProcess(engine, tmp_path / "x", sockets, stopping, lambda: None)
    thread = threading.Thread(target=process.run)
    thread.start()
    assert until((sockets / questions.NAME).exists, 20)
    yield Running(Items(engine, Clock()), SocketFinder(sockets), sockets)
    stopping.set()
    thread.join()


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(5)


def test_what_is_put_is_found_within_a_second(running: Running, random: np.random.Generator) -> None:
    asked = medium(random)
    assert running.names(asked) == []
    for number in range(5):
        one = medium(random)
        before = time.monotonic()
        running.put(str(number), one)
        assert until(lambda one=one, number=number: running.names(one) == [str(number)], 5)
        assert time.monotonic() - before < 5, "how fast it really is, bench/indexing measures"


def test_a_nomination_says_how_it_came_about(running: Running, random: np.random.Generator) -> None:
    face, local = code(random), [code(random) for _ in range(12)]
    running.put("r1", asking(picture(face, local)))
    near = asking(picture(off(face, 9, random), []))
    assert until(lambda: running.names(near) == ["r1"], 5)
    item = running.items.of_subject("r1")
    assert item is not None
    assert running.finder.nominate(near) == (Nomination(item.id, "r1", EVERYBODY, How.GLOBAL, 9, 0),)
    patches = asking(picture(code(random), local))
    assert running.finder.nominate(patches) == (Nomination(item.id, "r1", EVERYBODY, How.LOCAL, None, 12),)
    assert running.finder.near(Space.PICTURE, off(face, 31, random), 31)[0].distance == 31
    assert running.finder.near(Space.PICTURE, off(face, 32, random), 31) == ()


def test_what_is_dropped_is_not_told_from_that_moment_on(running: Running, random: np.random.Generator) -> None:
    for number in range(5):
        one = medium(random)
        running.put(str(number), one)
        assert until(lambda one=one: running.names(one) != [], 5)
        running.items.drop(str(number))
        assert running.names(one) == []


def test_a_sealed_item_is_told_to_its_team_alone(running: Running, random: np.random.Generator) -> None:
    sealed = medium(random)
    running.put("sealed", sealed, TEAM)
    assert until(lambda: running.names(sealed, TEAM) == ["sealed"], 5)
    assert running.names(sealed, EVERYBODY, TEAM) == ["sealed"]
    assert running.names(sealed, EVERYBODY) == []
    assert running.names(sealed, EVERYBODY, OTHERS) == []
    assert sealed.picture is not None
    assert running.finder.near(Space.PICTURE, sealed.picture.pdq, 31) == ()
    assert len(running.finder.near(Space.PICTURE, sealed.picture.pdq, 31, scopes=(TEAM,))) == 1


def test_a_thousand_made_collisions_hide_nobody(running: Running, random: np.random.Generator) -> None:
    """One recorder plants nearer codes than the true ones, before and after; the true items are still told."""
    face = code(random)
    asked = asking(picture(face, []))
    for number in range(40):
        near = [asking(picture(off(face, 1, random), [code(random) for _ in range(9)])) for _ in range(25)]
        names = [f"planted {number}-{n}" for n in range(25)]
        running.items.put_all([entrance(name, one, recorder="o1") for name, one in zip(names, near, strict=True)])
    running.put("true", asking(picture(off(face, 20, random), [])), recorder="o2")
    running.put("also true", asking(picture(off(face, 25, random), [])), recorder="o3")
    assert until(lambda: "also true" in running.names(asked), 5)
    told = running.names(asked)
    assert told[3:5] == ["true", "also true"], "three of one recorder, then the others"
    assert len(told) == 10


def test_without_a_finder_it_is_unavailable(tmp_path: Path, random: np.random.Generator) -> None:
    with pytest.raises(IndexUnavailable):
        SocketFinder(tmp_path).nominate(medium(random))


def test_a_store_that_went_away_is_unavailable(running: Running, random: np.random.Generator) -> None:
    one = medium(random)
    running.put("r1", one)
    assert until(lambda: running.names(one) == ["r1"], 5)
    path = Path(str(running.items.engine.url.database))
    running.items.engine.dispose()
    path.rename(path.with_suffix(".away"))
    for leftover in path.parent.glob("index.sqlite3-*"):
        leftover.unlink()
    with pytest.raises(IndexUnavailable):
        running.names(one)


@pytest.mark.parametrize(
    "ask",
    [
        lambda finder, one: finder.nominate(one, most=0),
        lambda finder, one: finder.nominate(one, most=101),
        lambda finder, one: finder.nominate(one, scopes=[Scope(str(n)) for n in range(65)]),
        lambda finder, one: finder.near(Space.PICTURE, Code(bytes(32)), 257),
        lambda finder, one: finder.near(Space.PICTURE, Code(bytes(31)), 3),
        lambda finder, one: finder.nominate(replace(one, preparation=0, picture=None, query=None)),
    ],
)
def test_a_question_that_is_none_is_told_so(running: Running, random: np.random.Generator, ask) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BadQuestion):
        ask(running.finder, medium(random))


@pytest.mark.parametrize(
    "raw", [b"", b"nominate 5\nab", b"x" * 300, b"nominate 99999999999\n", b"what 0\n", b"near 1\n\xc1"]
)
def test_noise_on_the_socket_ends_nothing(running: Running, random: np.random.Generator, raw: bytes) -> None:
    connection = connect(running.folder, questions.NAME, socket.SOCK_STREAM, 10)
    assert connection is not None
    with connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answer:
            said = answer.read()
    assert said == b"" or read_frame_of(said).word == questions.BAD
    assert running.names(medium(random)) == []


def read_frame_of(raw: bytes) -> Frame:
    import io

    return read_frame(io.BytesIO(raw))


def test_an_asker_who_took_it_for_dead_does_not_hide_it_for_long(running: Running, random: np.random.Generator) -> None:
    (running.folder / questions.NAME).unlink()
    with pytest.raises(IndexUnavailable):
        running.names(medium(random))
    assert until((running.folder / questions.NAME).exists, 5)
    assert running.names(medium(random)) == []


def test_it_says_how_it_stands(running: Running, random: np.random.Generator) -> None:
    running.put("r1", medium(random, local=12))
    assert until(lambda: running.finder.state().items == 1, 5)
    state = running.finder.state()
    assert (state.in_memory, state.in_segments, state.unread, state.current) == (13, 0, 0, True)


def test_films_and_sounds_are_found_by_a_part_of_them(running: Running, random: np.random.Generator) -> None:
    words = random.integers(0, 2**32, 400, np.uint32)
    seconds = [code(random) for _ in range(40)]
    running.put("film", film(seconds, words, 0))
    running.put("sound", Fingerprints(PREPARATION, sound=sound(words[200:])))
    running.put("sealed", Fingerprints(PREPARATION, sound=sound(words)), TEAM)
    silent = film([off(one, 5, random) for one in seconds[20:30]], words[:0], 0)
    assert until(lambda: running.names(silent) == ["film"], 5)
    part = Fingerprints(PREPARATION, sound=sound(words[300:380]))
    assert sorted(running.names(part)) == ["film", "sound"]
    assert sorted(running.names(part, TEAM)) == ["sealed"]
    dubbed = film([code(random) for _ in range(10)], words[210:260], 0)
    assert sorted(running.names(dubbed)) == ["film", "sound"]


def sound(words: np.ndarray) -> SoundCodes:
    return SoundCodes(words.astype("<u4").tobytes(), 123.8, len(words) * 124)


def film(seconds: list[Code], words: np.ndarray, start: int) -> Fingerprints:
    frames = tuple(FilmFrame(start + 1000 * number, one, 100) for number, one in enumerate(seconds))
    codes = FilmCodes(1000 * len(frames), frames, (), sound=sound(words) if len(words) else None)
    return Fingerprints(PREPARATION, film=codes)
