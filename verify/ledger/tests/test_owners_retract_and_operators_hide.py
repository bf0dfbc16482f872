from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chronology.records import Field, Kind, OpenRecord, SealedRecord, decode
from verify.ledger.errors import BadRecord, NoSuchRecord, NotRecordedYet
from verify.ledger.models import Form, OutboxEntry, Record, RecordState
from verify.ledger.parts import Parts
from verify.ledger.selectors import open_records_of, openings_of, record_get, records_of, time_of
from verify.ledger.services import record_erase, record_hide, record_open, record_retract, record_sealed
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import Hands
from verify.ledger.tests.examples import COLLEAGUE, DESK, FREELANCER, RIVAL, digest
from verify.ledger.tests.logs import log_in, sequencer_on
from verify.ledger.values import PUBLIC, Viewer

pytestmark = pytest.mark.usefixtures("ledger")


@pytest.fixture
def sequencer(tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts]) -> Iterator[Sequencer]:
    log = log_in(tmp_path)
    use_parts(log=lambda: log, engine=lambda: log.engine)
    with sequencer_on(log, clock) as found:
        yield found


@pytest.fixture
def opened(sequencer: Sequencer) -> Record:
    return entered(sequencer, record_open(sha256=digest("a"), owner=DESK))


@pytest.fixture
def sealed(sequencer: Sequencer) -> Record:
    return entered(sequencer, record_sealed(sha256=digest("s"), owner=DESK))


def entered(sequencer: Sequencer, record: Record) -> Record:
    sequencer.enter_open()
    sequencer.clock.forward(120)  # type: ignore[attr-defined]
    sequencer.enter_sealed()
    record.refresh_from_db()
    assert record.state == RecordState.RECORDED
    return record


def leaf_of(sequencer: Sequencer, record: Record) -> object:
    assert record.index is not None
    return decode(sequencer.log.entry(record.index))


def test_a_retraction_names_what_it_retracts_and_both_are_shown(sequencer: Sequencer, opened: Record) -> None:
    retraction = entered(sequencer, record_retract(opened, owner=COLLEAGUE))
    leaf = leaf_of(sequencer, retraction)
    assert isinstance(leaf, OpenRecord)
    assert (leaf.kind, leaf.content) == (Kind.RETRACTED, digest("a"))
    assert [(one.index, one.leaf_hash.hex()) for one in leaf.previous] == [(opened.index, opened.leaf_hash)]
    assert "retracted" in open_records_of(digest("a").hex())[0].states
    assert time_of(opened).retracted
    assert time_of(opened).retraction_ids == (retraction.pk,)


def test_edits_by_strangers_are_not_told_as_what_followed_the_record(sequencer: Sequencer, opened: Record) -> None:
    entered(sequencer, record_open(sha256=digest("b"), owner=RIVAL, kind=Kind.EDITED_FROM, previous=opened))
    retraction = entered(sequencer, record_retract(opened, owner=DESK))
    assert time_of(opened).retraction_ids == (retraction.pk,)


def test_retracting_twice_is_retracting_once(opened: Record) -> None:
    assert record_retract(opened, owner=DESK) == record_retract(opened, owner=COLLEAGUE)


def test_what_was_retracted_can_be_recorded_anew(sequencer: Sequencer, opened: Record) -> None:
    record_retract(opened, owner=DESK)
    sequencer.clock.forward(1)  # type: ignore[attr-defined]
    again = record_open(sha256=digest("a"), owner=DESK)
    assert again != opened
    assert record_open(sha256=digest("a"), owner=DESK) == again


def test_what_was_retracted_and_recorded_anew_in_one_second_is_asked_to_wait_and_stops_nobody(
    sequencer: Sequencer,
) -> None:
    first = record_open(sha256=digest("z"), owner=DESK)
    sequencer.enter_open()
    first.refresh_from_db()
    record_retract(first, owner=DESK)
    with pytest.raises(NotRecordedYet, match="a second"):
        record_open(sha256=digest("z"), owner=DESK)
    entered(sequencer, record_open(sha256=digest("of others"), owner=RIVAL))
    assert entered(sequencer, record_open(sha256=digest("z"), owner=DESK)) != first


def test_a_sealed_record_is_retracted_under_a_seal(sequencer: Sequencer, sealed: Record) -> None:
    retraction = entered(sequencer, record_retract(sealed, owner=DESK))
    assert isinstance(leaf_of(sequencer, retraction), SealedRecord)
    values = {one.field: one.value for one in openings_of(retraction, viewer=COLLEAGUE)}
    assert sealed.index is not None
    assert values[Field.LINK] == sealed.index.to_bytes(8, "big") + bytes.fromhex(sealed.leaf_hash)
    with pytest.raises(NoSuchRecord):
        openings_of(retraction, viewer=RIVAL)


def test_nobody_retracts_for_somebody_else_and_nobody_before_there_is_a_place(opened: Record) -> None:
    with pytest.raises(NoSuchRecord):
        record_retract(opened, owner=RIVAL)
    with pytest.raises(NotRecordedYet):
        record_retract(record_open(sha256=digest("b"), owner=DESK), owner=DESK)


@pytest.mark.parametrize("left", [Viewer(user=DESK.user), Viewer(RIVAL.organisation, DESK.user)])
def test_who_left_a_team_has_no_more_to_do_with_its_records(opened: Record, sealed: Record, left: Viewer) -> None:
    assert records_of(left) == []
    with pytest.raises(NoSuchRecord):
        record_get(sealed.pk, viewer=left)
    with pytest.raises(NoSuchRecord):
        openings_of(sealed, viewer=left)
    with pytest.raises(NoSuchRecord):
        record_retract(opened, owner=left)
    with pytest.raises(NoSuchRecord):
        record_erase(sealed, owner=left)


def test_who_joins_a_team_keeps_their_own_records_for_themselves(sequencer: Sequencer) -> None:
    own = entered(sequencer, record_sealed(sha256=digest("own"), owner=FREELANCER))
    joined = Viewer(DESK.organisation, FREELANCER.user)
    assert [one.pk for one in records_of(joined)] == [own.pk]
    assert record_get(own.pk, viewer=joined) == own
    assert records_of(COLLEAGUE) == []


def test_a_hidden_record_is_found_by_nobody_but_its_team_and_its_leaf_stays(
    sequencer: Sequencer, opened: Record
) -> None:
    notice = entered(sequencer, record_hide(opened))
    assert record_hide(opened) == notice
    leaf = leaf_of(sequencer, notice)
    assert isinstance(leaf, OpenRecord)
    assert (leaf.kind, leaf.content, leaf.previous[0].index) == (Kind.NOTICE, None, opened.index)
    assert open_records_of(digest("a").hex()) == ()
    for viewer in (PUBLIC, RIVAL):
        with pytest.raises(NoSuchRecord):
            record_get(opened.pk, viewer=viewer)
    assert record_get(opened.pk, viewer=DESK).hidden is not None
    assert isinstance(leaf_of(sequencer, opened), OpenRecord)


def test_a_notice_is_the_operators_and_what_speaks_of_others_is_neither_retracted_nor_hidden(
    sequencer: Sequencer, opened: Record
) -> None:
    retraction, notice = entered(sequencer, record_retract(opened, owner=DESK)), record_hide(opened)
    assert (notice.organisation_id, notice.user_id) == (None, None)
    assert notice.pk not in [one.pk for one in records_of(DESK)]
    with pytest.raises(NoSuchRecord):
        record_retract(notice, owner=DESK)
    with pytest.raises(BadRecord, match="about another"):
        record_retract(retraction, owner=DESK)
    for one in (entered(sequencer, notice), retraction):
        with pytest.raises(BadRecord, match="about another"):
            record_hide(one)


def test_a_personal_record_is_retracted_by_its_own_pseudonym(sequencer: Sequencer) -> None:
    record = entered(sequencer, record_open(sha256=digest("leak"), owner=FREELANCER))
    retraction = entered(sequencer, record_retract(record, owner=Viewer(DESK.organisation, FREELANCER.user)))
    before, after = leaf_of(sequencer, record), leaf_of(sequencer, retraction)
    assert isinstance(before, OpenRecord)
    assert isinstance(after, OpenRecord)
    assert after.recorder == before.recorder, "whoever reads the log learns which desk the person joined"
    assert (retraction.organisation_id, retraction.user_id) == (None, FREELANCER.user)


def test_a_sealed_record_is_hidden_already(sealed: Record) -> None:
    with pytest.raises(NoSuchRecord):
        record_hide(sealed)


def test_a_team_sees_its_records_newest_first_and_nobody_elses(opened: Record, sealed: Record) -> None:
    record_open(sha256=digest("theirs"), owner=RIVAL)
    found = records_of(COLLEAGUE, limit=1)
    assert [one.pk for one in found] == [sealed.pk]
    assert [one.pk for one in records_of(COLLEAGUE, before=found[0].pk)] == [opened.pk]
    assert records_of(PUBLIC) == []
    assert not OutboxEntry.objects.filter(form=Form.SEALED).exists()
