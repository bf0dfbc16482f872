"""Somebody has the list server, its database, its files and its operator's keys, and one maintainer's keys as well.

Each way of abusing that is tried against real stations and a real client: nothing is listed, delisted, shown or told
that the maintainers did not decide, and what is refused is told by name.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from provenance.attestation.types import DeviceId
from provenance.blindlist import board, editions
from provenance.blindlist.asking import ask
from provenance.blindlist.building import Before, Plan, build
from provenance.blindlist.deltas import Blobs
from provenance.blindlist.errors import BlindListError, EpochRefused
from provenance.blindlist.fetching import ListUnavailable, fetch
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.tests.parliament import bytes_of, chance, signing_key
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.proposing import edition_body, edition_topic
from provenance.blindlist.types import AnswerState, Edition, Entry, HolderIndex, Label, SignedEdition, Status
from verify.blacklist.models import ActRow, BallotRow, RoundRow, SealedIdRow
from verify.blacklist.tests.house import CAMERA, OTHER
from verify.listservice.shelf import Shelf
from verify.listservice.tests.world import Holders, World

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def listed(world: World) -> World:
    """The camera is on the list."""
    world.begin()
    number = world.house.open(CAMERA)
    world.vote(number, Action.LIST_DEVICE, (1, 3, 4))
    world.rounds(2)
    world.house.wait(world.house.rules.actions[Action.LIST_DEVICE].delay)
    world.rounds(3)
    return world


def shelf() -> Shelf:
    return Shelf(Path(settings.LIST_DIR))


def newest() -> Edition:
    signed = shelf().newest()
    assert signed is not None
    return signed.edition


def said(world: World, device: DeviceId, where: str = "asker") -> AnswerState:
    mirror = Mirror(world.folder / where, world.members)
    fetch(mirror, world.source)
    found = ask([device], holders=Holders(world), mirror=mirror, random=chance("asker"), at=world.clock())
    return found[0].state


def forged(base: Edition, label: Label | None) -> tuple[Edition, Blobs]:
    """The edition after this one with one entry of the forger's wish, or with none at all."""
    entry = Entry(Status.LISTED, "key_shared", "FL-2026-0666", base.made_at)
    plan = Plan(base.epoch, base.edition + 1, base.made_at, base.expires_at, 1, base.keys, base.case_hashes,
                base.counts, base.acts, base.acts_head, bytes(32))  # fmt: skip
    built = build([(label, entry)] if label else [], plan, Before(editions.edition_digest(base)))
    return built.edition, built.blobs


def test_the_list_works_before_it_is_seized(listed: World) -> None:
    assert said(listed, CAMERA) is AnswerState.LISTED
    assert said(listed, OTHER) is AnswerState.NOT_LISTED


@pytest.mark.parametrize("label", [Label(b"L" * 64), None])
def test_one_bribed_maintainer_adds_and_removes_nothing(listed: World, label: Label | None) -> None:
    base = newest()
    edition, blobs = forged(replace(base, made_at=listed.clock().replace(microsecond=0)), label)
    signed = editions.sign(edition, HolderIndex(1), signing_key(1))
    listed.stations[1].parts.desk.pin(edition_topic(edition.edition), edition_body(signed))
    listed.stations[1].parts.desk.put(edition.edition, edition.filter_digest, blobs.filter)
    listed.stations[1].parts.desk.put(edition.edition, edition.buckets_digest, blobs.buckets)
    deeds = listed.rounds(2, who=(2, 3, 4, 5))

    refused = [one for one in deeds if one.code == "edition.refused"]
    assert {one.params["why"] for one in refused} >= {"edition.buckets_digest", "edition.filter_digest"}
    assert newest() == base
    assert said(listed, CAMERA) is AnswerState.LISTED
    # Nor does a proposal that nobody signs hold the next edition up.
    listed.house.clock.forward(4 * 86_400)
    listed.rounds(6, who=(2, 3, 4, 5), seconds=31)
    assert newest().edition > edition.edition
    assert newest().case_hashes == base.case_hashes


def test_one_maintainer_who_proposes_under_many_numbers_delays_the_list_once(listed: World) -> None:
    base, many = newest(), 9
    listed.house.clock.forward(4 * 86_400)
    for number in range(base.edition + 1, base.edition + 1 + many):
        edition = replace(base, edition=number, made_at=listed.clock().replace(microsecond=0))
        signed = editions.sign(edition, HolderIndex(1), signing_key(1))
        listed.stations[1].parts.desk.pin(edition_topic(number), edition_body(signed))
    listed.rounds(7, who=(2, 3, 4, 5), seconds=61)  # each number that is waited out takes a round

    assert newest().edition > base.edition + many
    assert newest().case_hashes == base.case_hashes


def test_signatures_that_the_operator_files_himself_convince_no_client(listed: World) -> None:
    base = newest()
    edition, blobs = forged(base, Label(b"L" * 64))
    mine = [editions.sign(edition, HolderIndex(1), signing_key(1)).signatures[0]]
    invented = [(HolderIndex(index), bytes(64)) for index in (2, 3, 4, 5)]
    for digest, content in ((edition.filter_digest, blobs.filter), (edition.buckets_digest, blobs.buckets)):
        (shelf().where / "blobs" / digest).write_bytes(content)
    shelf().publish(SignedEdition(edition, (*mine, *invented)))
    known = Mirror(listed.folder / "known", listed.members)

    with pytest.raises(EpochRefused):
        fetch(known, listed.source)
    assert listed.rounds(1)[0].params["duty"] == "list"
    assert known.edition is None


@pytest.mark.parametrize("part", ["filter_digest", "buckets_digest"])
def test_swapped_downloads_are_not_taken(listed: World, part: str) -> None:
    path = shelf().blob(getattr(newest(), part))
    assert path is not None
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)

    with pytest.raises(BlindListError):
        said(listed, CAMERA)


def test_a_client_is_not_led_back(listed: World) -> None:
    assert said(listed, CAMERA) is AnswerState.LISTED
    for number in sorted(shelf().numbers())[1:]:
        (shelf().where / "editions" / f"{number:010d}.json").unlink()

    with pytest.raises(EpochRefused):
        said(listed, CAMERA)


def test_acts_removed_by_sql_take_nothing_off_the_list(listed: World) -> None:
    ActRow.objects.filter(number__gt=1).delete()
    base = newest()
    listed.house.clock.forward(4 * 86_400)  # half of an edition's life: a new one is due
    listed.rounds(6)

    assert newest().edition > base.edition
    assert newest().case_hashes == base.case_hashes
    assert said(listed, CAMERA) is AnswerState.LISTED


def test_an_act_rewritten_by_sql_is_believed_by_no_station(listed: World) -> None:
    row = ActRow.objects.order_by("-number")[0]
    before = row.number
    for station in listed.stations.values():
        assert len(station.following.acts) == before
    forged_act = json.loads(json.dumps(listed.stations[1].parts.desk.acts_after(before - 1)[0]))
    forged_act.update(number=before + 1, kind="question_ended")
    listed.stations[1].parts.desk.acts_after = lambda number: [forged_act] if number == before else []  # type: ignore[method-assign]

    deeds = listed.rounds(1, who=(1,), seconds=61) + listed.rounds(1, who=(1,))
    assert {one.params.get("error") for one in deeds if one.code == "duty.failed"} == {"AnotherPast"}
    assert len(listed.stations[1].following.acts) == before


def test_sealed_ids_swapped_by_sql_are_not_taken_for_those_of_the_case(world: World) -> None:
    world.begin()
    number = world.house.open(CAMERA)
    world.vote(number, Action.LIST_DEVICE, (1, 3, 4))
    world.rounds(2)
    base = newest()
    SealedIdRow.objects.update(sealed=world.house.seal(OTHER))
    world.house.wait(world.house.rules.actions[Action.LIST_DEVICE].delay)
    deeds = world.rounds(3)

    assert any(one.code == "duty.failed" and "sealed ids" in str(one.params["why"]) for one in deeds)
    assert newest() == base
    assert said(world, OTHER) is AnswerState.NOT_LISTED


def test_a_round_is_not_counted_again_with_fewer_ballots(world: World) -> None:
    world.begin()
    number = world.house.open(CAMERA)
    world.vote(number, Action.LIST_DEVICE, (1, 3, 4))
    first = world.rounds(1, who=(1,))
    BallotRow.objects.filter(seat=4).delete()
    second = world.rounds(1, who=(1,), seconds=61) + world.rounds(1, who=(1,))

    assert "round.counted" in {one.code for one in first}
    assert "round.asked_twice" in {one.code for one in second}
    assert RoundRow.objects.get().counted is None


def test_nobody_else_pins_or_reads_what_is_for_stations(world: World) -> None:
    stranger = signing_key(99)
    message = board.sign_message("edition/1", HolderIndex(1), b"{}", stranger)
    request = board.sign_request(HolderIndex(2), b"{}", world.clock(), stranger)
    late = board.sign_request(HolderIndex(1), b"{}", world.clock().replace(year=2020), signing_key(1))

    for path, one in (("board/edition/1", message), ("stations/tasks", request), ("stations/sealed", late)):
        with pytest.raises(ListUnavailable, match="403"):
            world.source.post(f"/v1/{path}", json.dumps(board.to_json(one)).encode(), at_most=10_000)


def test_a_dump_of_everything_on_the_list_server_holds_no_id(listed: World) -> None:
    kept = b"".join(one.read_bytes() for one in shelf().where.rglob("*") if one.is_file())
    kept += json.dumps([list(map(str, row)) for row in SealedIdRow.objects.values_list()]).encode()
    kept += json.dumps([list(map(str, row)) for row in ActRow.objects.values_list()]).encode()

    assert len(kept) > 50_000
    for secret in (CAMERA.value.encode(), bytes.fromhex(CAMERA.value), bytes_of("sealing", 1)):
        assert secret not in kept
    # The planted fault: an id that somebody wrote down would be found.
    (shelf().where / "note").write_text(CAMERA.value, "utf-8")
    assert CAMERA.value.encode() in b"".join(one.read_bytes() for one in shelf().where.rglob("*") if one.is_file())
