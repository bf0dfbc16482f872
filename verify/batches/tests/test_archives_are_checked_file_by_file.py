"""An archive becomes items by position, a few of its files lie unpacked at a time, and what is wrong says so."""

from __future__ import annotations

import zipfile

import pytest

from verify.batches.errors import BadArchive
from verify.batches.limits import MOST_ITEMS
from verify.batches.models import Batch, BatchState, Item, ItemState
from verify.batches.services import unpacking
from verify.batches.services.working import feed
from verify.batches.tests.desk import Planted, codes, lying_here, one_job, sent, states, work_off, zipped
from verify.cases.models import Verification
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader

NAME = "Jane-Doe-at-the-demonstration.png"


def different(count: int) -> list[tuple[str, bytes]]:
    return [(f"{number}-{NAME}", png(number + 1, 1)) for number in range(count)]


def test_every_file_gets_its_answer_at_its_place(ida: Uploader, examiner: Planted) -> None:
    batch = sent(zipped(different(5)), ida)
    work_off()
    batch.refresh_from_db()
    assert (batch.state, batch.total, states(batch)) == (BatchState.DONE, 5, ["done"] * 5)
    assert codes(batch) == dict.fromkeys(range(1, 6), "no_credentials")
    assert sorted(examiner.seen) == sorted(content for _, content in different(5))


def test_nothing_that_was_sent_is_here_at_the_end(ida: Uploader) -> None:
    batch = sent(zipped(different(3)), ida)
    assert len(lying_here()) == 1
    work_off()
    assert lying_here() == []
    assert not Batch.objects.get(pk=batch.pk).archive
    assert not Verification.objects.exclude(held="").exists()


def test_no_name_of_a_file_is_stored(ida: Uploader) -> None:
    sent(zipped(different(3)), ida)
    work_off()
    rows = [*Batch.objects.values(), *Item.objects.values(), *Verification.objects.values()]
    assert NAME[:8] not in repr(rows)


def test_places_are_those_of_the_archive_and_litter_is_left_out(ida: Uploader) -> None:
    files = [("folder/", b""), ("__MACOSX/._a.png", b"x"), ("a.png", png()), (".DS_Store", b"x"), ("b.png", png())]
    batch = sent(zipped(files), ida)
    work_off()
    assert codes(batch) == {3: "no_credentials", 5: "no_credentials"}


def test_what_cannot_be_checked_is_an_item_that_says_so(ida: Uploader, examiner: Planted) -> None:
    files = [
        ("nested.zip", zipped(different(1))),
        ("empty.png", b""),
        ("bomb.png", bytes(3_000_000)),
        ("words.txt", b"hello"),
        ("good.png", png()),
    ]
    batch = sent(zipped(files), ida)
    work_off()
    assert codes(batch) == {
        1: "refused.unknown_type", 2: "refused.empty", 3: "batch.ratio", 4: "refused.unknown_type", 5: "no_credentials",
    }  # fmt: skip
    assert states(batch) == ["refused"] * 4 + ["done"]
    assert len(examiner.seen) == 1


def test_a_damaged_file_stops_no_other(ida: Uploader) -> None:
    whole = zipped([("a.png", png()), ("b.png", png(3))], zipfile.ZIP_STORED)
    place = whole.index(png(3)) + 20
    batch = sent(whole[:place] + b"\xff" + whole[place + 1 :], ida)
    work_off()
    assert codes(batch) == {1: "no_credentials", 2: "batch.damaged"}


def test_a_locked_file_is_named_as_such(ida: Uploader) -> None:
    whole = bytearray(zipped([("a.png", png())], zipfile.ZIP_STORED))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    batch = sent(bytes(whole), ida)
    assert codes(batch) == {1: "batch.encrypted"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "batch.unreadable"),
        (b"PK\x03\x04 no archive", "batch.unreadable"),
        (zipped([]), "batch.empty"),
        (zipped([("__MACOSX/x", b"1")]), "batch.empty"),
        (zipped(((str(n), b"") for n in range(MOST_ITEMS + 1)), zipfile.ZIP_STORED), "batch.too_many_files"),
    ],
    ids=["nothing", "no archive", "empty", "only litter", "too many"],
)
def test_an_archive_that_is_none_is_refused_whole(ida: Uploader, content: bytes, code: str) -> None:
    with pytest.raises(BadArchive) as refused:
        sent(content, ida)
    assert refused.value.code == code
    assert str(refused.value)
    assert not Batch.objects.exists()


def test_entries_that_share_their_bytes_are_no_archive(ida: Uploader) -> None:
    with pytest.raises(BadArchive) as refused:
        sent(overlapping(zipped([("a.png", bytes(range(256)) * 40)], zipfile.ZIP_STORED), 50), ida)
    assert refused.value.code == "batch.unreadable"


def overlapping(whole: bytes, times: int) -> bytes:
    """The same entry listed again and again, which every tool would unpack again and again."""
    start, end = whole.index(b"PK\x01\x02"), whole.index(b"PK\x05\x06")
    listed = whole[start:end] * times
    tail = bytearray(whole[end:])
    tail[8:12] = times.to_bytes(2, "little") * 2
    tail[12:16] = len(listed).to_bytes(4, "little")
    return whole[:start] + listed + bytes(tail)


def test_of_many_files_only_a_few_lie_unpacked(ida: Uploader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "UNPACK_ITEMS", 10)
    batch = sent(zipped(different(40)), ida)
    feed()
    most = 0
    while one_job() is not None:
        most = max(most, len(lying_here()))
    assert Batch.objects.get(pk=batch.pk).state == BatchState.DONE
    assert 10 < most < 30, "the archive, what was unpacked ahead, and what is at work"
    assert Item.objects.filter(state=ItemState.DONE).count() == 40
