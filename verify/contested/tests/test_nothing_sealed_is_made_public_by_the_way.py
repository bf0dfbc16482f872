"""What is not public becomes so only by the explicit word of somebody who decides, and others' sealed records never."""

from __future__ import annotations

import pytest

from verify import wiring
from verify.contested.documents import digest_of
from verify.contested.models import ContestedPage, Piece, Version
from verify.contested.services.pieces import check_add, finding_add, named_add, viewer_of_desk
from verify.contested.services.publishing import page_publish
from verify.contested.tests.making import draft, published
from verify.dossiers.errors import NotAllowed, NotNow, Unfit
from verify.dossiers.services.saying import finding_publish, finding_say, finding_take_back
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, dossier, somebody
from verify.ledger.models import Record, RecordState
from verify.ledger.services import record_open, record_sealed

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")
SEALED = "5e" * 32


@pytest.fixture
def eva() -> AtTheDesk:
    return somebody("eva", "harbour", "editor")


def sealed(desk: AtTheDesk) -> Record:
    return record_sealed(sha256=bytes.fromhex(SEALED), owner=viewer_of_desk(desk))


def test_a_check_of_a_file_that_nobody_was_told_of_needs_a_word_of_who_decides(eva: AtTheDesk) -> None:
    made, page = dossier(eva, OTHER), draft(eva)
    add = {"item": made.items.get(), "words": ""}
    with pytest.raises(Unfit, match="may become public"):
        check_add(page, **add, opened=False, desk=eva)
    with pytest.raises(NotAllowed):
        check_add(page, **add, opened=True, desk=somebody("bob", "harbour"))
    assert check_add(page, **add, opened=True, desk=eva).opened
    assert list(page.dossier.acts.values_list("kind", flat=True)).count("page_opened") == 2


def test_what_the_team_recorded_openly_needs_none(eva: AtTheDesk) -> None:
    page = draft(eva)
    record_open(sha256=bytes.fromhex(OTHER), owner=viewer_of_desk(eva))
    assert not check_add(page, item=dossier(eva, OTHER).items.get(), words="", opened=False, desk=eva).opened


def test_an_open_record_of_a_rival_makes_nothing_of_ours_public(eva: AtTheDesk) -> None:
    page = draft(eva)
    record_open(sha256=bytes.fromhex(OTHER), owner=viewer_of_desk(somebody("eve", "rival", "owner")))
    with pytest.raises(Unfit):
        check_add(page, item=dossier(eva, OTHER).items.get(), words="", opened=False, desk=eva)


def test_an_own_sealed_record_needs_a_word_and_the_place_of_the_recording(eva: AtTheDesk) -> None:
    record, page = sealed(eva), draft(eva)
    with pytest.raises(Unfit, match="sealed"):
        named_add(page, named=record.pk, side="own", words="", opened=False, desk=eva)
    with pytest.raises(Unfit):
        named_add(page, named=record.pk, side="rival", words="", opened=True, desk=eva)
    with pytest.raises(NotAllowed):
        named_add(page, named=record.pk, side="own", words="", opened=True, desk=somebody("bob", "harbour"))
    assert named_add(page, named=f"https://x.test/r/{record.pk}", side="own", words="", opened=True, desk=eva).opened


def test_a_sealed_record_of_others_answers_like_none(eva: AtTheDesk) -> None:
    theirs, page = sealed(somebody("eve", "rival", "owner")), draft(eva)
    told = set()
    for number in (theirs.pk, "A" * 22):
        with pytest.raises(Unfit) as refusal:
            named_add(page, named=number, side="own", words="", opened=True, desk=eva)
        told.add(str(refusal.value))
    assert len(told) == 1


def test_a_piece_that_lost_its_agreement_is_not_published(eva: AtTheDesk) -> None:
    page = draft(eva)
    record = sealed(eva)
    named_add(page, named=record.pk, side="own", words="", opened=True, desk=eva)
    Record.objects.filter(pk=record.pk).update(index=7, state=RecordState.RECORDED, recorded=wiring.now())
    Piece.objects.filter(number=record.pk).update(opened=False)
    with pytest.raises(NotNow, match="not there for everybody"):
        page_publish(page, changed="", named=False, desk=eva)


def test_only_a_finding_that_is_published_and_stands_is_put_there(eva: AtTheDesk) -> None:
    page = draft(eva)
    words = {"kind": "place", "outcome": "fits", "words": "The crane.", "named": False}
    one = finding_say(page.dossier.items.get(), **words, desk=eva)
    with pytest.raises(Unfit):
        finding_add(page, finding=one, words="", desk=eva)
    finding_add(page, finding=finding_publish(one, desk=eva), words="", desk=eva)
    finding_take_back(one.__class__.objects.get(pk=one.pk), why="Another crane.", desk=eva)
    with pytest.raises(NotNow, match="taken back"):
        page_publish(page, changed="", named=False, desk=eva)


def test_a_version_holds_the_answer_as_everybody_reads_it_and_no_word_of_the_dossier(eva: AtTheDesk) -> None:
    version = published(eva)
    assert "Secret working title" not in version.document
    assert "eva" not in version.document
    assert PHOTO in version.document
    assert (version.sha256, Record.objects.get(pk=version.record).sha256) == (digest_of(version.document).hex(),) * 2


def test_the_next_version_names_the_one_before_and_what_became_another(eva: AtTheDesk) -> None:
    first = published(eva)
    page = ContestedPage.objects.get()
    with pytest.raises(Unfit, match="version before"):
        page_publish(page, changed=" ", named=False, desk=eva)
    second = page_publish(page, changed="The time was wrong.", named=False, desk=eva)
    assert f'"before":"{first.sha256}"' in second.document
    assert (second.number, Version.objects.count()) == (2, 2)


def test_who_works_alone_agrees_to_be_named() -> None:
    max_ = somebody("max")
    with pytest.raises(NotAllowed):
        page_publish(draft(max_), changed="", named=False, desk=max_)
    assert '"person":"max"' in page_publish(ContestedPage.objects.get(), changed="", named=True, desk=max_).document
