from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from provenance.policy import Denied, Tier
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.registry.models import DeniedSigner
from verify.registry.selectors import policy_for
from verify.registry.services import signer_deny, trust_list_import
from verify.registry.tests.minting import pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 21, tzinfo=UTC)


def desk(slug: str) -> Organisation:
    return organisation_create(name=slug, slug=slug, owner=User.objects.create(username=slug))


def take_in(name: str, tier: Tier, content: bytes, organisation: Organisation | None = None) -> None:
    trust_list_import(name=name, tier=tier, pem=content, issued=None, origin="test", at=AT, organisation=organisation)


def names(organisation: Organisation | None) -> list[str]:
    return [one.name for one in policy_for(organisation).lists]


def test_a_newsroom_list_counts_for_its_own_readers_only() -> None:
    ours, theirs = desk("ours"), desk("theirs")
    take_in("Official", Tier.OFFICIAL, pem_list(1))
    take_in("Our desk", Tier.NEWSROOM, pem_list(2), ours)
    assert names(ours) == ["Official", "Our desk"]
    assert names(theirs) == names(None) == ["Official"]


def test_only_the_newest_version_of_each_list_is_trusted() -> None:
    take_in("Official", Tier.OFFICIAL, pem_list(1))
    assert policy_for(None).lists[0].pem == pem_list(1)
    take_in("Official", Tier.OFFICIAL, pem_list(1, 2))
    assert [one.pem for one in policy_for(None).lists] == [pem_list(1, 2)]


def test_lists_are_named_with_their_dates() -> None:
    issued = datetime(2026, 8, 5, tzinfo=UTC)
    trust_list_import(name="A", tier=Tier.TSA, pem=pem_list(1), issued=issued, origin="test", at=AT)
    version = policy_for(None).lists[0].version
    assert (version.issued, version.fetched) == ("2026-08-05", "2026-11-21")


def test_a_denied_signer_counts_at_once_and_its_serial_is_written_as_the_library_reads_it() -> None:
    assert policy_for(None).denied == ()
    signer_deny(serial="00:AB:01", reason="stolen", at=AT)
    assert policy_for(None).denied == (Denied(None, "ab01"),)


def test_a_denial_of_nobody_is_refused() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DeniedSigner.objects.create(reason="nobody")


def test_the_handle_key_is_this_installations_own(settings: object) -> None:
    settings.HANDLE_KEY = b"k" * 32  # type: ignore[attr-defined]
    assert policy_for(None).handle_key == b"k" * 32
