"""Codes may be sent in place of the medium; the small picture beside them is compared and never handed to readers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from verify.api.tests.test_recording_in_batches import codes, desk, log, of, send, shelf
from verify.cases.indexing import IndexChoice, index_choice_change, index_choice_of, may_be_shown
from verify.cases.likeness_models import IndexedWork
from verify.cases.tests.matching import Shelf
from verify.ledger.models import Record
from verify.ledger.values import Viewer

__all__ = ["desk", "log", "shelf"]


@pytest.fixture
def sent(desk: Client, shelf: Shelf) -> Record:
    (told,) = send(desk, of("ab", fingerprints=codes("harbour"))).json()["records"]
    assert told["findable"]
    return Record.objects.get()


def test_it_is_compared_and_not_shown(sent: Record) -> None:
    assert index_choice_of(sent) == IndexChoice(findable=True, comparable=True, showable=False)
    assert not may_be_shown(sent)


def test_its_page_offers_no_such_choice(sent: Record, desk: Client) -> None:
    page = desk.get(f"/r/{sent.pk}").content.decode()
    assert 'name="comparable"' in page
    assert 'name="showable"' not in page


def test_its_owner_cannot_let_it_be_shown_afterwards(sent: Record) -> None:
    owner = Viewer(sent.organisation_id, sent.user_id)
    index_choice_change(sent, owner=owner, choice=IndexChoice(findable=True, comparable=True, showable=True))
    assert not IndexedWork.objects.get().showable


def test_a_call_that_asks_for_it_records_nothing(desk: Client, shelf: Shelf) -> None:
    wanted: dict[str, Any] = of("ab", fingerprints=codes("harbour"), showable=True)
    (told,) = send(desk, wanted).json()["records"]
    assert (told["status"], Record.objects.count()) == (400, 0)
