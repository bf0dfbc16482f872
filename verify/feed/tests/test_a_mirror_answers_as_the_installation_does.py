"""For everything open a mirror answers word for word what the installation answers, and as of when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from chronology.records import Kind
from provenance.mirror.answers import looked_up
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed.models import FeedEntry
from verify.feed.services import feed_publish
from verify.feed.sources.facts import LINKS
from verify.feed.tests.feeds import copied, feed_signer, mirrored
from verify.ledger.models import OpenContent
from verify.ledger.services import record_hide, record_open, record_retract, record_sealed
from verify.ledger.values import Viewer


@pytest.fixture
def log(stores: None, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as made, feed_signer(tmp_path / "keys"):
        yield made


@pytest.fixture
def desk(log: Chronicle) -> Organisation:
    owner = User.objects.create(username="desk")
    return organisation_create(name="The Example Gazette", slug="gazette", owner=owner)


def asked(digest: str) -> list[dict[str, Any]]:
    """What the installation itself answers anybody."""
    body = json.dumps({"sha256": digest})
    answer = Client().post("/api/v1/lookup", body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    told: list[dict[str, Any]] = answer.json()["records"]
    return told


def same(folder: Path, digests: set[str]) -> int:
    """Hold the mirror's answers against the installation's; returns how many records were told."""
    copy, told = copied(folder), 0
    for digest in sorted(digests):
        own = asked(digest)
        assert looked_up(copy, digest)["records"] == own
        told += len(own)
    return told


def test_every_open_record_is_answered_alike(log: Chronicle, desk: Organisation, tmp_path: Path) -> None:
    rival = User.objects.create(username="rival")
    log.record(b"a picture", desk)
    log.record(b"a picture", None, user=rival.pk)
    log.record_work({"headline": b"words", "image": b"a picture"}, desk)
    taken_back = log.record(b"a mistake", desk)
    record_retract(taken_back, owner=Viewer(desk.pk, None))
    log.enter()
    log.publish()
    edited = record_open(
        sha256=sha256(b"an edit").digest(), owner=Viewer(desk.pk), kind=Kind.EDITED_FROM, previous=taken_back
    )
    log.enter()
    assert feed_publish() > 8

    found = mirrored(tmp_path / "mirror")

    digests = set(OpenContent.objects.values_list("sha256", flat=True)) | {sha256(b"unknown").hexdigest()}
    assert found.new == found.place.count == FeedEntry.objects.count()
    assert same(tmp_path / "mirror", digests) == 7
    assert edited.pk in {one["id"] for one in looked_up(copied(tmp_path / "mirror"), edited.sha256)["records"]}


def test_what_changes_later_is_fetched_as_a_difference(log: Chronicle, desk: Organisation, tmp_path: Path) -> None:
    first, second = log.record(b"one", desk), log.record(b"two", desk)
    log.publish()
    feed_publish()
    mirrored(tmp_path / "mirror")
    record_retract(first, owner=Viewer(desk.pk, None))
    record_hide(second)
    Organisation.objects.filter(pk=desk.pk).update(name="The Renamed Gazette")
    log.enter()
    log.sequencer.clock.forward(40)
    feed_publish()

    found = mirrored(tmp_path / "mirror")

    assert 0 < found.new < found.place.count
    assert same(tmp_path / "mirror", {first.sha256, second.sha256}) == 1
    [told] = looked_up(copied(tmp_path / "mirror"), first.sha256)["records"]
    assert told["recorder"] == {"name": "The Renamed Gazette"}
    assert told["states"][-1] == "retracted"


def test_nothing_sealed_and_nobody_s_account_is_in_it(log: Chronicle, desk: Organisation) -> None:
    person = User.objects.create(username="somebody-special", email="somebody@example.org")
    secret = record_sealed(sha256=sha256(b"a secret").digest(), owner=Viewer(desk.pk, None))
    log.record(b"open", None, user=person.pk)
    log.sequencer.enter_sealed()
    log.publish()
    feed_publish()

    secret.refresh_from_db()
    told = json.dumps([[one.subject, one.body] for one in FeedEntry.objects.all()])
    for word in (secret.pk, secret.leaf_hash, sha256(b"a secret").hexdigest(), "somebody", "organisation_id", "user"):
        assert word not in told, word


def test_who_only_sealed_is_not_named(log: Chronicle, desk: Organisation) -> None:
    record_sealed(sha256=sha256(b"a secret").digest(), owner=Viewer(desk.pk, None))
    log.sequencer.enter_sealed()
    feed_publish()
    assert not FeedEntry.objects.filter(kind="recorder").exists()

    log.record(b"open", desk)
    log.enter()
    log.sequencer.clock.forward(40)
    feed_publish()
    assert [one.body for one in FeedEntry.objects.filter(kind="recorder")] == [{"name": "The Example Gazette"}]


def test_a_hidden_record_s_digests_are_forgotten(log: Chronicle, desk: Organisation, tmp_path: Path) -> None:
    record = log.record(b"abuse", desk)
    hidden_before = log.record(b"abuse too", desk)
    record_hide(hidden_before)
    feed_publish()
    mirrored(tmp_path / "mirror")
    record_hide(record)
    log.enter()
    feed_publish()
    mirrored(tmp_path / "mirror")

    copy = copied(tmp_path / "mirror")
    assert copy.records(bytes.fromhex(record.sha256)) == ()
    assert not FeedEntry.objects.filter(subject=hidden_before.pk, kind="record").exists()


def test_the_links_are_the_routes(log: Chronicle) -> None:
    named = {"self": "api:record", "bundle": "api:record_bundle", "page": "pages:record"}
    assert {name: reverse(route, args=["ID"]).replace("ID", "{id}") for name, route in named.items()} == LINKS
