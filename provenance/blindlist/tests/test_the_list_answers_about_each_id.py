"""What is answered about ids of a file: listed, questioned, not listed, not asked, not available, and since when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.asking import ask, ask_file, worst
from provenance.blindlist.ids import canonical
from provenance.blindlist.labels import label_each
from provenance.blindlist.oprf import label_by_key
from provenance.blindlist.tests.listed import AT, ListedHere, edition, entry
from provenance.blindlist.tests.sharing_keys import EPOCH, FailingHolders, camera, key_of_five, leaf, repeatable
from provenance.blindlist.types import Answer, AnswerState, Captured, Entry, KeyName, Label, Status

OPEN, OPEN_PUBLIC, OPEN_SHARES = key_of_five(KeyName.OPEN, 1)
SERIALS, SERIALS_PUBLIC, SERIALS_SHARES = key_of_five(KeyName.SERIALS, 2)
PUBLIC, SHARES = (OPEN_PUBLIC, SERIALS_PUBLIC), (*OPEN_SHARES, *SERIALS_SHARES)
MODEL = DeviceId(IdKind.MODEL, "Nikon", "Z6_3", version="2.00")


def listing(entries: dict[DeviceId, Entry]) -> ListedHere:
    keys = {KeyName.SERIALS: SERIALS, KeyName.OPEN: OPEN}
    made = {
        label_by_key(canonical(one), keys[KeyName.SERIALS if one.kind is IdKind.BODY_SERIAL else KeyName.OPEN]): said
        for one, said in entries.items()
    }
    return ListedHere(made, PUBLIC)


def answers(
    ids: list[DeviceId], mirror: ListedHere, captured: Captured | None = None, **failing: tuple[int, ...]
) -> tuple[Answer, ...]:
    holders = FailingHolders(SHARES, **failing)
    return ask(ids, holders=holders, mirror=mirror, random=repeatable(1), at=AT, captured_at=captured)


def test_a_listed_camera_is_told_with_reason_and_date_and_others_are_not_listed() -> None:
    mirror = listing({camera(): entry(), leaf(2): entry(Status.QUESTIONED)})
    got = answers([leaf(1), camera(), leaf(2)], mirror)
    assert [one.state for one in got] == [AnswerState.NOT_LISTED, AnswerState.LISTED, AnswerState.QUESTIONED]
    assert got[1].entry is not None
    assert (got[1].entry.reason, got[1].entry.since) == ("key.extracted", AT - timedelta(days=30))
    assert [(one.kind, one.epoch, one.edition) for one in got] == [
        ("leaf_key", 7, 3),
        ("body_serial", 7, 3),
        ("leaf_key", 7, 3),
    ]


def test_a_serial_that_no_signature_proves_is_not_asked_about() -> None:
    holders = FailingHolders(SHARES)
    mirror = listing({camera(): entry()})
    (got,) = ask([camera(proven=False)], holders=holders, mirror=mirror, random=repeatable(1), at=AT)
    assert (got.state, got.why) == (AnswerState.NOT_ASKED, "serial.not_proven")
    assert (holders.asked, mirror.looked) == ([], [])


@pytest.mark.parametrize(
    ("failing", "state", "why"),
    [
        ({"away": (1, 2, 3)}, AnswerState.UNAVAILABLE, "holders"),
        ({"spent": (1, 2, 3)}, AnswerState.NOT_ASKED, "budget"),
        ({"wrong": (1, 2), "away": (3,)}, AnswerState.UNAVAILABLE, "holders"),
    ],
)
def test_nothing_is_claimed_where_too_few_holders_answer(
    failing: dict[str, tuple[int, ...]], state: AnswerState, why: str
) -> None:
    (got,) = answers([leaf(1)], listing({leaf(1): entry()}), **failing)
    assert (got.state, got.why, got.entry, got.edition) == (state, why, None, None)


def test_an_expired_or_missing_edition_says_nothing() -> None:
    for newest in (edition(AT), None):
        mirror = listing({leaf(1): entry()})
        mirror.edition = newest
        (got,) = answers([leaf(1)], mirror)
        assert (got.state, got.why) == (AnswerState.UNAVAILABLE, "list")


def test_an_edition_without_a_key_of_serials_says_nothing_about_serials() -> None:
    mirror = ListedHere({}, PUBLIC[:1])
    assert [(one.state, one.why) for one in answers([leaf(1), camera()], mirror)] == [
        (AnswerState.NOT_LISTED, ""),
        (AnswerState.UNAVAILABLE, "list"),
    ]


@pytest.mark.parametrize(
    ("version", "state", "why"),
    [
        ("2.00", AnswerState.LISTED, ""),
        ("2.10", AnswerState.NOT_LISTED, ""),
        ("", AnswerState.QUESTIONED, "version.not_known"),
    ],
)
def test_a_model_is_listed_for_its_firmware(version: str, state: AnswerState, why: str) -> None:
    mirror = listing({MODEL: entry(first_version="2.00", last_version="2.00")})
    (got,) = answers([DeviceId(IdKind.MODEL, "NIKON CORPORATION", "NIKON Z6_3", version=version)], mirror)
    assert (got.state, got.why) == (state, why)


@pytest.mark.parametrize(
    ("captured", "concerned"),
    [
        (None, True),
        (Captured(by=AT - timedelta(days=31)), False),
        (Captured(by=AT - timedelta(days=29)), True),
        (Captured(not_before=AT - timedelta(days=31), by=AT), True),
        (Captured(not_before=AT), True),
    ],
)
def test_what_is_proven_older_than_the_listing_keeps_its_verdict(captured: Captured | None, concerned: bool) -> None:
    (got,) = answers([leaf(1)], listing({leaf(1): entry()}), captured)
    assert (got.state, got.concerned) == (AnswerState.LISTED, concerned)


def test_evidence_may_reach_further_back_and_a_window_ends() -> None:
    said = entry(captures_from=AT - timedelta(days=90), captures_to=AT - timedelta(days=60))
    mirror = listing({leaf(1): said})
    (inside,) = answers([leaf(1)], mirror, Captured(by=AT - timedelta(days=70)))
    (before,) = answers([leaf(1)], mirror, Captured(by=AT - timedelta(days=91)))
    (after,) = answers([leaf(1)], mirror, Captured(not_before=AT - timedelta(days=59)))
    assert (inside.concerned, before.concerned, after.concerned) == (True, False, False)


def test_the_worst_answer_heads_the_page() -> None:
    states = [
        Answer(AnswerState.LISTED, "a"),
        Answer(AnswerState.QUESTIONED, "b"),
        Answer(AnswerState.LISTED, "c", concerned=False),
        Answer(AnswerState.QUESTIONED, "d", concerned=False),
        Answer(AnswerState.UNAVAILABLE, "e"),
        Answer(AnswerState.NOT_LISTED, "f"),
        Answer(AnswerState.NOT_ASKED, "g", why="serial.not_proven"),
    ]
    for place, one in enumerate(states):
        assert worst(states[place:][::-1]) == one
    assert worst([states[5], Answer(AnswerState.NOT_ASKED, "h", why="budget")]).why == "budget"


def test_a_file_without_ids_is_not_asked_about() -> None:
    holders = FailingHolders(SHARES)
    got = ask_file([], holders=holders, mirror=listing({}), random=repeatable(1), at=AT)
    assert (got.state, got.why, holders.asked) == (AnswerState.NOT_ASKED, "no_ids", [])


def test_an_id_that_cannot_be_read_spoils_no_other() -> None:
    got = answers([leaf(1), DeviceId(IdKind.MODEL, "x", " ")], listing({leaf(1): entry()}))
    assert [(one.state, one.why) for one in got] == [
        (AnswerState.LISTED, ""),
        (AnswerState.NOT_ASKED, "id.unreadable"),
    ]


class Rotating(ListedHere):
    """A list whose epoch changes while somebody asks, so many times."""

    changes = 1

    def look(self, label: Label) -> Entry | None:
        found = super().look(label)
        if self.changes:
            self.changes -= 1
            self.edition = replace(edition(), epoch=EPOCH + 1 + self.changes)
            self._keys = {name: replace(key, epoch=self.edition.epoch) for name, key in self._keys.items()}
            return None
        return found


@pytest.mark.parametrize(("changes", "state"), [(1, AnswerState.LISTED), (2, AnswerState.UNAVAILABLE)])
def test_a_new_epoch_while_somebody_asks_never_says_not_listed(changes: int, state: AnswerState) -> None:
    shares = [replace(one, epoch=EPOCH + more) for one in SHARES for more in range(3)]
    mirror = Rotating({label_by_key(canonical(leaf(1)), OPEN): entry()}, PUBLIC)
    mirror.changes = changes
    (got,) = ask([leaf(1)], holders=FailingHolders(shares), mirror=mirror, random=repeatable(1), at=AT)
    assert got.state is state


def test_hit_and_miss_ask_and_look_alike() -> None:
    shapes = []
    for device in (leaf(1), leaf(2)):
        holders, mirror = FailingHolders(SHARES), listing({leaf(1): entry()})
        ask([device], holders=holders, mirror=mirror, random=repeatable(1), at=AT)
        shapes.append(([(who, key, len(points)) for who, key, points in holders.asked], len(mirror.looked)))
    assert shapes[0] == shapes[1]


def test_no_answer_prints_what_was_asked() -> None:
    (labelled,) = label_each([camera()], FailingHolders(SHARES), PUBLIC, repeatable(1))
    (got,) = answers([camera()], listing({camera(): entry()}))
    assert "6031234" not in repr((got, labelled, camera()))
