from __future__ import annotations

import pytest

from chronology import leaf_hash
from chronology.records import Kind, OpenRecord, decode, work_digest
from verify.ledger.errors import BadRecord, NotRecordedYet
from verify.ledger.models import OpenContent, OutboxEntry, Record, Recorder
from verify.ledger.services import record_open
from verify.ledger.services.entering import members_of
from verify.ledger.tests.examples import COLLEAGUE, DESK, FREELANCER, RIVAL, digest
from verify.ledger.values import MemberPart, Viewer

pytestmark = pytest.mark.usefixtures("ledger")


def leaf_of(record: Record) -> OpenRecord:
    decoded = decode(bytes(OutboxEntry.objects.get(record=record).leaf))
    assert isinstance(decoded, OpenRecord)
    return decoded


def test_a_record_waits_in_the_outbox_with_its_leaf() -> None:
    record = record_open(sha256=digest("a"), owner=DESK, media_type="image/jpeg")
    leaf = leaf_of(record)
    assert (leaf.kind, leaf.content, leaf.media_type) == (Kind.REGISTERED, digest("a"), "image/jpeg")
    assert leaf.at == int(record.created.timestamp())
    assert record.state == "waiting"
    assert record.leaf_hash == leaf_hash(bytes(OutboxEntry.objects.get().leaf)).hex()


def test_the_log_learns_a_pseudonym_and_nothing_else_of_the_owner() -> None:
    leaf = leaf_of(record_open(sha256=digest("a"), owner=DESK))
    assert leaf.recorder == bytes(Recorder.objects.get(organisation_id=1).pseudonym)
    assert leaf_of(record_open(sha256=digest("b"), owner=COLLEAGUE)).recorder == leaf.recorder
    assert leaf_of(record_open(sha256=digest("b"), owner=RIVAL)).recorder != leaf.recorder
    assert leaf_of(record_open(sha256=digest("b"), owner=FREELANCER)).recorder != leaf.recorder


def test_recording_twice_is_recording_once() -> None:
    first = record_open(sha256=digest("a"), owner=DESK)
    assert record_open(sha256=digest("a"), owner=COLLEAGUE) == first
    assert record_open(sha256=digest("a"), owner=RIVAL) != first
    assert OutboxEntry.objects.count() == 2


def test_a_work_is_found_under_its_own_digest_and_under_each_member() -> None:
    members = [MemberPart("headline", digest("h")), MemberPart("text", digest("t")), MemberPart("image", digest("i"))]
    record = record_open(sha256=None, owner=DESK, members=members)
    assert record.sha256 == work_digest(members_of(members)).hex()
    assert set(OpenContent.objects.values_list("sha256", "role")) == {
        (record.sha256, ""),
        (digest("h").hex(), "headline"),
        (digest("t").hex(), "text"),
        (digest("i").hex(), "image"),
    }


def test_what_is_no_record_is_refused_and_leaves_nothing() -> None:
    with pytest.raises(BadRecord, match="log in"):
        record_open(sha256=digest("a"), owner=Viewer())
    with pytest.raises(BadRecord, match="32 bytes"):
        record_open(sha256=b"short", owner=DESK)
    with pytest.raises(BadRecord, match="32 bytes"):
        record_open(sha256=digest("other"), owner=DESK, members=[MemberPart("text", digest("t"))])
    with pytest.raises(BadRecord, match="role"):
        record_open(sha256=None, owner=DESK, members=[MemberPart("Not a role", digest("t"))])
    with pytest.raises(BadRecord, match="media type"):
        record_open(sha256=digest("a"), owner=DESK, media_type="JPEG")
    assert not Record.objects.exists()
    assert not OutboxEntry.objects.exists()


def test_an_edit_names_a_record_that_has_its_place_already() -> None:
    first = record_open(sha256=digest("a"), owner=DESK)
    with pytest.raises(NotRecordedYet, match="some seconds"):
        record_open(sha256=digest("b"), owner=DESK, kind=Kind.EDITED_FROM, previous=first)
