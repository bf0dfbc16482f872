"""A new version of a trust list is told to whoever subscribed; an organisation's own one to the organisation alone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance.policy import Tier
from verify.accounts.models import Organisation
from verify.registry.services import trust_list_import
from verify.registry.tests.minting import pem_list
from verify.webhooks.events import Event
from verify.webhooks.models import Delivery
from verify.webhooks.tests.receiving import editor, messages, subscribe

pytestmark = pytest.mark.usefixtures("stores")
AT = datetime(2026, 11, 21, tzinfo=UTC)


def take_in(*certificates: int, desk: Organisation | None = None) -> None:
    tier = Tier.NEWSROOM if desk else Tier.OFFICIAL
    pem = pem_list(*certificates)
    trust_list_import(name="A", tier=tier, pem=pem, issued=None, origin="test", at=AT, organisation=desk)


def test_a_new_version_is_told_once_to_everybody_who_asked() -> None:
    here = [subscribe(editor(name, name), Event.LIST_CHANGED).subscription for name in ("one", "two")]
    for _ in range(2):
        take_in(1, 2)

    for address in here:
        (told,) = messages(address)
        assert told["type"] == "list.changed"
        assert (told["data"]["list"], told["data"]["certificates"]) == ("A", 2)


def test_an_organisation_s_own_list_is_its_own_affair() -> None:
    desk = editor("cyd", "desk")
    mine = subscribe(desk, Event.LIST_CHANGED).subscription
    subscribe(editor("dot", "other"), Event.LIST_CHANGED)
    take_in(1, desk=Organisation.objects.get(slug="desk"))

    assert len(messages(mine)) == Delivery.objects.count() == 1
