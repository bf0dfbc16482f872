"""`--refresh`: what the log holds behind the bundle counts only where it is proven to be the same log."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

import pytest

from chronology.bundle import Bundle, BundleAnswer, BundledRecord, GradeState, check
from chronology.bundle.later import with_later
from chronology.bundle.tests.making import AT, LOG_KEY, RECORDER, Tree, photo_leaf
from chronology.errors import PeerUnavailable
from chronology.merkle import leaf_hash
from chronology.merkle.compact import root_of
from chronology.notes import log_id, sign_checkpoint
from chronology.records import Field, Kind, LeafRef, open_leaf, sealed_leaf
from chronology.tiles import encode_entries, parse_path
from chronology.types import LeafHash, LeafIndex, LogId, TreeHead, TreeSize

URL = "https://log.example.org/2026"
OTHERS = [f"entry {number}".encode() for number in range(290)]


@dataclass
class Served:
    """A log as files, of up to 65,536 entries, made without the code that reads it."""

    entries: list[bytes]
    change: Callable[[str, bytes], bytes | None] = field(default=lambda _, data: data)

    def __call__(self, url: str, *, at_most: int) -> bytes | None:
        path = url.removeprefix(f"{URL}/")
        data = self.checkpoint() if path == "checkpoint" else self._file(path)
        data = data if data is None else self.change(path, data)
        assert data is None or len(data) <= at_most
        return data

    def checkpoint(self) -> bytes:
        root = root_of([leaf_hash(one) for one in self.entries])
        return sign_checkpoint(TreeHead(TreeSize(len(self.entries)), root), LOG_KEY.name, LOG_KEY)

    def _file(self, path: str) -> bytes | None:
        asked = parse_path(path)
        part = self.entries[asked.index * 256 : asked.index * 256 + asked.width]
        if asked.level is None:
            return encode_entries(part)
        if asked.level == 0:
            return b"".join(leaf_hash(one) for one in part)
        full = [self.entries[at : at + 256] for at in range(0, len(self.entries) // 256 * 256, 256)]
        return b"".join(root_of([leaf_hash(one) for one in tile]) for tile in full[: asked.width])


def bundle_of(leaf: bytes) -> Bundle:
    tree = Tree([b"first", leaf, b"third"])
    return Bundle((tree.record(1, 3),), LOG_KEY.vkey, tree.checkpoint(), AT)


def retraction(leaf: bytes, recorder: bytes = RECORDER, index: int = 1, log: LogId | None = None) -> bytes:
    target = LeafRef(LeafIndex(index), LeafHash(leaf_hash(leaf)), log)
    return open_leaf(kind=Kind.RETRACTED, recorder=recorder, previous=(target,))


def asked(leaf: bytes, *later: bytes, **served: object) -> BundleAnswer:
    bundle = bundle_of(leaf)
    log = Served([b"first", leaf, b"third", *later], **served)  # type: ignore[arg-type]
    return with_later(check(bundle, at=AT + timedelta(hours=1)), bundle, log, URL)


def states(answer: BundleAnswer) -> dict[str, GradeState]:
    return {one.code: one.state for one in answer.grades}


@pytest.mark.parametrize("later", [[b"fourth"], OTHERS])
def test_no_retraction_is_said_up_to_the_newest_checkpoint(later: list[bytes]) -> None:
    answer = asked(photo_leaf(), *later)
    assert states(answer)["no_later_retraction"] is GradeState.HOLDS
    assert f"The log at {3 + len(later)} entries" in "".join(one.sentence for one in answer.grades)
    assert "state_at" not in states(answer)
    assert not any("--refresh" in one for one in answer.not_checked)


def test_a_copy_that_shows_nothing_newer_than_the_bundle_denies_no_retraction() -> None:
    answer = asked(photo_leaf())
    assert states(answer)["log_not_newer"] is GradeState.NOT_CHECKED
    assert not {"no_later_retraction", "state_at"} & set(states(answer))
    assert any("ask again later" in one for one in answer.not_checked)


@pytest.mark.parametrize("before", [[], OTHERS])
def test_a_later_retraction_is_found_wherever_it_stands(before: list[bytes]) -> None:
    answer = asked(photo_leaf(), *before, retraction(photo_leaf()), b"more")
    assert states(answer)["retracted_later"] is GradeState.UNTRUSTED
    assert f"Entry {3 + len(before)} of the log" in "".join(one.sentence for one in answer.grades)


def test_a_retraction_that_names_this_log_by_its_id_is_one() -> None:
    answer = asked(photo_leaf(), retraction(photo_leaf(), log=log_id(LOG_KEY.vkey)))
    assert states(answer)["retracted_later"] is GradeState.UNTRUSTED


@pytest.mark.parametrize(
    "leaf",
    [
        retraction(photo_leaf(), bytes(16)),
        retraction(photo_leaf(), index=0),
        retraction(photo_leaf(), log=LogId(bytes(32))),
    ],
)
def test_what_is_by_a_stranger_or_about_another_entry_retracts_nothing(leaf: bytes) -> None:
    assert "no_later_retraction" in states(asked(photo_leaf(), leaf))


def test_of_a_sealed_record_only_its_owner_can_tell() -> None:
    sealed = sealed_leaf({Field.CONTENT: bytes(32)}, Random(5).randbytes)
    assert states(asked(sealed.leaf, b"fourth"))["later_sealed"] is GradeState.NOT_CHECKED


def test_another_history_is_called_so_only_on_the_logs_own_signature() -> None:
    bundle = bundle_of(photo_leaf())
    forked = Served([b"FIRST", photo_leaf(), b"third", b"fourth"])
    answer = with_later(check(bundle, at=AT), bundle, forked, URL)
    assert states(answer)["log_other_history"] is GradeState.BROKEN
    assert states(answer)["included"] is GradeState.HOLDS, "what the bundle shows stays shown"
    assert "state_at" in states(answer)


@pytest.mark.parametrize(
    "change",
    [
        lambda path, data: None if path == "checkpoint" else data,
        lambda path, data: b"nonsense" if path == "checkpoint" else data,
        lambda path, data: data.replace(b"log.example.org", b"log.example.net") if path == "checkpoint" else data,
        lambda path, data: data[:-1] + b"\0" if path.startswith("tile/0") else data,
        lambda path, data: data.replace(b"fourth", b"fifths") if path.startswith("tile/entries") else data,
        lambda path, data: data + b"\0" if path.startswith("tile/entries") else data,
    ],
)
def test_damaged_files_and_wrong_addresses_accuse_nobody(change: Callable[[str, bytes], bytes | None]) -> None:
    answer = asked(photo_leaf(), b"fourth", change=change)
    assert states(answer)["log_silent"] is GradeState.UNAVAILABLE
    assert GradeState.BROKEN not in states(answer).values()
    assert "state_at" in states(answer)


def test_a_log_that_is_behind_is_only_unavailable() -> None:
    bundle = bundle_of(photo_leaf())
    answer = with_later(check(bundle, at=AT), bundle, Served([b"first", photo_leaf()]), URL)
    assert states(answer)["log_silent"] is GradeState.UNAVAILABLE


def test_a_silent_log_is_only_unavailable() -> None:
    def silent(url: str, *, at_most: int) -> bytes | None:
        raise PeerUnavailable("no answer")

    bundle = bundle_of(photo_leaf())
    assert states(with_later(check(bundle, at=AT), bundle, silent, URL))["log_silent"] is GradeState.UNAVAILABLE


@pytest.mark.parametrize("between", [[], OTHERS])
def test_a_retraction_that_the_bundle_leaves_out_is_found_below_its_checkpoint(between: list[bytes]) -> None:
    log = Served([b"first", photo_leaf(), *between, retraction(photo_leaf()), b"last"])
    bundle = _bundle_under(log)
    for later in ([], [b"more"]):
        answer = with_later(check(bundle, at=AT), bundle, Served([*log.entries, *later]), URL)
        assert states(answer)["retracted_later"] is GradeState.UNTRUSTED
        assert "no_later_retraction" not in states(answer)


def test_a_retraction_before_the_record_retracts_nothing() -> None:
    log = Served([b"first", photo_leaf(), retraction(photo_leaf(), index=3), photo_leaf(), b"last"])
    bundle = _bundle_under(log, 1, 3)
    answer = with_later(check(bundle, at=AT), bundle, Served([*log.entries, b"more"]), URL)
    assert "retracted_later" not in states(answer)


def _bundle_under(log: Served, *places: int) -> Bundle:
    hashes = [leaf_hash(one) for one in log.entries]
    records = tuple(BundledRecord(log.entries[at], LeafIndex(at), _path(hashes, at)) for at in places or (1,))
    return Bundle(records, LOG_KEY.vkey, log.checkpoint(), AT)


def _path(hashes: list[LeafHash], index: int) -> tuple[bytes, ...]:
    """RFC 6962 section 2.1.1, word by word."""
    if len(hashes) == 1:
        return ()
    half = 1 << (len(hashes) - 1).bit_length() - 1
    if index < half:
        return (*_path(hashes[:half], index), root_of(hashes[half:]))
    return (*_path(hashes[half:], index - half), root_of(hashes[:half]))
