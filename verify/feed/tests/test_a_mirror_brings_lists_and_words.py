"""Lists come as they are used here, and what was signed comes beside the pages until it is erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from provenance.attestation.roots import About
from provenance.attestation.types import Platform, RootTier
from provenance.mirror.answers import looked_up
from provenance.mirror.errors import BadMirror, FeedRefused, FeedUnavailable
from provenance.mirror.policies import policy_of
from provenance.policy import Policy, Tier
from provenance.statements import wire
from provenance.statements.types import Act
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.authors.models import StatementRow
from verify.authors.services.erasing import statement_erase
from verify.authors.tests.ground import PHOTO, Ground, signed_by, statement
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed.models import FeedEntry
from verify.feed.services import feed_publish
from verify.feed.tests.feeds import Visiting, copied, feed_signer, mirrored
from verify.registry.maker_services import app_count, root_take_away, roots_import, status_list_refresh
from verify.registry.makers import MakerRootVersion
from verify.registry.selectors import policy_for
from verify.registry.services import signer_deny, trust_list_import
from verify.registry.tests.minting import pem_list

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
STATUS = b'{"entries": {"ab01": {"status": "REVOKED", "reason": "KEY_COMPROMISE"}}}'


class Brings:
    """What a maker publishes."""

    def bring(self, url: str) -> bytes:
        return STATUS


@pytest.fixture
def log(data_dir: Path, stores: None, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as made, feed_signer(tmp_path / "keys"):
        yield made


def again(log: Chronicle, tmp_path: Path) -> None:
    """A round of the feed with everything, and one of the mirror."""
    log.sequencer.clock.forward(40)
    log.enter()
    feed_publish()
    mirrored(tmp_path / "mirror")


def take_in(name: str, tier: Tier, *numbers: int, organisation: Organisation | None = None) -> None:
    pem = pem_list(*numbers)
    trust_list_import(name=name, tier=tier, pem=pem, issued=None, origin="test", at=AT, organisation=organisation)


def told(policy: Policy) -> list[Any]:
    """What of a policy decides."""
    roots = sorted(policy.reader.roots, key=lambda one: one.key)
    return [policy.lists, policy.denied, policy.demo, roots, policy.reader.apps]


def test_a_mirror_trusts_whom_the_installation_trusts(log: Chronicle, tmp_path: Path) -> None:
    desk = organisation_create(name="desk", slug="desk", owner=User.objects.create(username="desk"))
    take_in("C2PA", Tier.OFFICIAL, 1)
    take_in("Stamps", Tier.TSA, 2)
    take_in("Our own", Tier.NEWSROOM, 3, organisation=desk)
    signer_deny(serial="ab:01", reason="an operator's words", at=AT)
    roots_import(content=pem_list(1, 2), about=About("A maker", Platform.ANDROID, RootTier.OFFICIAL, "test"))
    roots_import(content=pem_list(3), about=About("Us", Platform.C2PA, RootTier.NEWSROOM, "test"), organisation=desk)
    app_count(app="org.example.camera", reason="known")
    status_list_refresh(fetcher=Brings(), platform=Platform.ANDROID, url="https://maker.example", at=AT)
    again(log, tmp_path)
    assert told(policy_of(copied(tmp_path / "mirror"))) == told(policy_for(None))
    book = policy_of(copied(tmp_path / "mirror")).reader.revocations
    assert book.of_serial(Platform.ANDROID, 0xAB01, None, AT).state.value == "revoked"
    words = json.dumps(list(FeedEntry.objects.values_list("subject", "body")))
    assert "an operator's words" not in words
    assert "Our own" not in words

    take_in("C2PA", Tier.OFFICIAL, 1, 4)
    key = MakerRootVersion.objects.filter(organisation=None).first()
    root_take_away(key=key.key, platform=Platform.ANDROID, origin="test")
    again(log, tmp_path)

    policy = policy_of(copied(tmp_path / "mirror"))
    assert told(policy) == told(policy_for(None))
    assert len(policy.reader.roots) == 1


def test_a_list_that_was_exchanged_is_refused_and_one_that_is_missing_never_left_out(
    log: Chronicle, tmp_path: Path
) -> None:
    take_in("C2PA", Tier.OFFICIAL, 1)
    feed_publish()
    spoilt = Visiting(lambda path, body: body + b" " if "/lists/" in path else body)
    with pytest.raises(FeedRefused, match="another list"):
        mirrored(tmp_path / "mirror", spoilt)
    with pytest.raises(BadMirror, match="fetch it again"):
        policy_of(copied(tmp_path / "mirror"))
    mirrored(tmp_path / "mirror")
    assert policy_of(copied(tmp_path / "mirror")).lists == policy_for(None).lists


def test_what_was_signed_is_told_until_it_is_erased(log: Chronicle, tmp_path: Path) -> None:
    ground = Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]
    row = ground.record()
    again(log, tmp_path)

    [found] = looked_up(copied(tmp_path / "mirror"), PHOTO.hex())["statements"]
    assert found["id"] == row.pk
    assert wire.statement_id(wire.from_json(found["signed"])).hex() == row.pk
    everything = json.dumps(list(FeedEntry.objects.values_list("subject", "body")))
    assert PHOTO.hex() not in everything, "pages hold the hash of what was signed and no word of it"
    assert f"0x{ground.key.address.hex()}" not in everything.lower()

    statement_erase(row=StatementRow.objects.get(pk=row.pk), owner=ground.viewer(ground.journalist))
    again(log, tmp_path)

    copy = copied(tmp_path / "mirror")
    assert looked_up(copy, PHOTO.hex())["statements"] == []
    assert mirrored(tmp_path / "a new mirror").words == 2, "the claims of two keys; the erased words are nowhere"


def test_words_that_a_broken_run_left_out_come_with_the_next_one(log: Chronicle, tmp_path: Path) -> None:
    ground = Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]
    row = ground.record()
    log.sequencer.clock.forward(40)
    log.enter()
    feed_publish()
    away = Visiting(lambda path, body: None if path.endswith("/words") else body)
    with pytest.raises(FeedUnavailable):
        mirrored(tmp_path / "mirror", away)

    mirrored(tmp_path / "mirror")

    [found] = looked_up(copied(tmp_path / "mirror"), PHOTO.hex())["statements"]
    assert found["id"] == row.pk


def test_a_retraction_of_something_signed_is_told(log: Chronicle, tmp_path: Path) -> None:
    ground = Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]
    row = ground.record()
    again(log, tmp_path)
    log.sequencer.clock.forward(5)
    ground.record(statement(ground.now, act=Act.RETRACT, about=bytes.fromhex(row.pk)))
    again(log, tmp_path)
    [first] = [one for one in looked_up(copied(tmp_path / "mirror"), PHOTO.hex())["statements"] if one["id"] == row.pk]
    assert set(first["ended"]) == {"retracted"}


def test_words_of_somebody_else_are_not_taken(log: Chronicle, tmp_path: Path) -> None:
    """The planted fault: a feed that slips a statement in beside the ones that its pages name."""
    ground = Ground.begin(log.sequencer.clock)  # type: ignore[arg-type]
    slipped = signed_by(ground.key, statement(ground.now, sha256(b"another").digest()))
    log.enter()
    feed_publish()

    def spoil(path: str, body: bytes) -> bytes:
        if not path.endswith("/words"):
            return body
        found = json.loads(body)
        return json.dumps({**found, "words": [*found["words"], wire.to_json(slipped), {"schema": "?"}, 1]}).encode()

    assert mirrored(tmp_path / "mirror", Visiting(spoil)).words == 2
    assert copied(tmp_path / "mirror").statements(sha256(b"another").digest()) == []
