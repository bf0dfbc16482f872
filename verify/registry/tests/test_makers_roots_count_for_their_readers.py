from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from fixtures.corpus import need_corpus
from provenance.attestation.roots import About
from provenance.attestation.types import Platform, Revocation, RootTier
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.fetch import FetchError
from verify.registry.errors import ListRefused, NeverEditedError
from verify.registry.maker_selectors import reader_for, roots_in_use
from verify.registry.maker_services import (
    app_count,
    app_discount,
    ocsp_import,
    root_take_away,
    roots_import,
    status_list_import,
    status_list_refresh,
)
from verify.registry.makers import MakerRootVersion, RevocationSource
from verify.registry.models import DeniedSigner
from verify.registry.selectors import policy_for
from verify.registry.services import signer_deny
from verify.registry.tests.minting import pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
OFFICIAL = About("A maker", Platform.ANDROID, RootTier.OFFICIAL, "test")
OWN = About("Our desk", Platform.SECURE_ELEMENT, RootTier.NEWSROOM, "test")
LIST = b'{"entries": {"ab01": {"status": "REVOKED", "reason": "KEY_COMPROMISE"}, "cd02": {"status": "SUSPENDED"}}}'


class Broken:
    def bring(self, url: str) -> bytes:
        raise FetchError("link.redirects")


class Brings:
    def __init__(self, content: bytes) -> None:
        self.content = content

    def bring(self, url: str) -> bytes:
        return self.content


def desk(slug: str) -> Organisation:
    return organisation_create(name=slug, slug=slug, owner=User.objects.create(username=slug))


def makers(organisation: Organisation | None) -> list[str]:
    return [root.maker for root in policy_for(organisation).reader.roots]


def state_of(serial: int, at: datetime = AT) -> Revocation:
    book = reader_for(None).revocations
    assert book is not None
    return book.of_serial(Platform.ANDROID, serial, None, at).state


def test_a_newsrooms_own_root_counts_for_its_own_readers_only() -> None:
    ours, theirs = desk("ours"), desk("theirs")
    roots_import(content=pem_list(1), about=OFFICIAL)
    roots_import(content=pem_list(2), about=OWN, organisation=ours)
    assert makers(ours) == ["A maker", "Our desk"]
    assert makers(theirs) == makers(None) == ["A maker"]


def test_an_organisation_cannot_call_its_root_official() -> None:
    with pytest.raises(ListRefused):
        roots_import(content=pem_list(1), about=OFFICIAL, organisation=desk("ours"))


def test_the_same_root_again_adds_no_row_and_other_dates_add_one() -> None:
    roots_import(content=pem_list(1), about=OFFICIAL)
    roots_import(content=pem_list(1), about=OFFICIAL)
    assert MakerRootVersion.objects.count() == 1
    ends = About("A maker", Platform.ANDROID, RootTier.OFFICIAL, "test", valid_to=AT)
    roots_import(content=pem_list(1), about=ends)
    assert MakerRootVersion.objects.count() == 2
    assert [root.valid_to for root in reader_for(None).roots] == [AT]


def test_a_root_that_was_taken_away_counts_no_more_and_its_rows_stay() -> None:
    (row,) = roots_import(content=pem_list(1), about=OFFICIAL)
    root_take_away(key=row.key, platform=Platform.ANDROID, origin="test")
    assert roots_in_use(None) == ()
    assert MakerRootVersion.objects.count() == 2
    with pytest.raises(ListRefused):
        root_take_away(key=row.key, platform=Platform.ANDROID, origin="test")


def test_rows_are_changed_neither_by_code_nor_by_sql() -> None:
    (row,) = roots_import(content=pem_list(1), about=OFFICIAL)
    with pytest.raises(NeverEditedError):
        row.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        MakerRootVersion.objects.filter(pk=row.pk).update(tier="newsroom")
    with pytest.raises(IntegrityError), transaction.atomic():
        MakerRootVersion.objects.all().delete()


@pytest.mark.parametrize("content", [b"", b"[]", b"[1]", b"no root", b"-----BEGIN CERTIFICATE-----\nAAAA"])
def test_what_is_no_root_is_refused_whole(content: bytes) -> None:
    with pytest.raises(ListRefused):
        roots_import(content=content, about=OFFICIAL)
    assert not MakerRootVersion.objects.exists()


def test_apps_count_until_they_are_taken_away() -> None:
    ours = desk("ours")
    app_count(app=" TEAM123456.org.example.camera ", reason="ours", organisation=ours)
    assert reader_for(ours).apps == ("TEAM123456.org.example.camera",)
    assert reader_for(None).apps == ()
    app_discount(app="TEAM123456.org.example.camera", organisation=ours)
    assert reader_for(ours).apps == ()


def test_a_list_of_revocations_counts_while_it_is_fresh() -> None:
    status_list_import(content=LIST, platform=Platform.ANDROID, origin="test", at=AT)
    assert (state_of(0xAB01), state_of(0xCD02), state_of(1)) == (
        Revocation.REVOKED,
        Revocation.SUSPENDED,
        Revocation.GOOD,
    )
    later = AT + timedelta(days=30)
    assert (state_of(0xAB01, later), state_of(1, later)) == (Revocation.REVOKED, Revocation.STALE)


def test_the_same_list_again_only_renews_its_time() -> None:
    first = status_list_import(content=LIST, platform=Platform.ANDROID, origin="test", at=AT)
    later = AT + timedelta(days=30)
    assert status_list_import(content=LIST, platform=Platform.ANDROID, origin="test", at=later) == first
    assert state_of(1, later) is Revocation.GOOD


def test_a_list_that_lost_most_of_its_entries_is_not_taken_in() -> None:
    long = b'{"entries": {%s}}' % b", ".join(b'"%x": {"status": "REVOKED"}' % number for number in range(10, 30))
    status_list_import(content=long, platform=Platform.ANDROID, origin="test", at=AT)
    with pytest.raises(ListRefused):
        status_list_import(content=LIST, platform=Platform.ANDROID, origin="test", at=AT + timedelta(days=1))
    assert state_of(0xAB01) is Revocation.GOOD
    status_list_import(
        content=LIST, platform=Platform.ANDROID, origin="test", at=AT + timedelta(days=1), may_shrink=True
    )
    assert state_of(0xAB01) is Revocation.REVOKED


def test_a_source_that_never_answered_is_unreachable_and_never_good() -> None:
    outcome = status_list_refresh(fetcher=Broken(), platform=Platform.ANDROID, url="https://list.example/", at=AT)
    assert outcome.problem is not None
    assert state_of(1) is Revocation.UNREACHABLE


def test_a_source_that_stopped_answering_ages_to_stale() -> None:
    status_list_refresh(fetcher=Brings(LIST), platform=Platform.ANDROID, url="https://list.example/", at=AT)
    status_list_refresh(
        fetcher=Broken(), platform=Platform.ANDROID, url="https://list.example/", at=AT + timedelta(days=9)
    )
    assert RevocationSource.objects.get().seen == AT
    assert state_of(1, AT + timedelta(days=1)) is Revocation.GOOD
    assert state_of(1, AT + timedelta(days=9)) is Revocation.STALE


def test_an_ocsp_response_counts_only_under_the_issuer_that_vouches_for_it() -> None:
    folder = need_corpus("attestation/c2pa/ocsp") / "attestation" / "c2pa" / "ocsp"
    response = (folder / "response_revoked.der").read_bytes()
    chain = (folder / "ocsp_chain.pem").read_bytes()
    issuer = b"-----BEGIN CERTIFICATE-----" + chain.split(b"-----BEGIN CERTIFICATE-----")[-1]
    with pytest.raises(ListRefused):
        ocsp_import(response=response, issuer=chain, origin="test", at=AT)
    with pytest.raises(ListRefused):
        ocsp_import(response=response[:-9], issuer=issuer, origin="test", at=AT)
    ocsp_import(response=response, issuer=issuer, origin="test", at=AT)
    answers = reader_for(None).revocations.answers  # type: ignore[union-attr]
    assert [(one.state, one.since) for one in answers] == [
        (Revocation.REVOKED, datetime(2025, 3, 7, 14, 52, 11, tzinfo=UTC))
    ]


def test_a_policy_is_named_anew_when_any_of_it_changes() -> None:
    names = {policy_for(None).digest}
    roots_import(content=pem_list(1), about=OFFICIAL)
    names.add(policy_for(None).digest)
    app_count(app="TEAM123456.org.example.camera", reason="test")
    names.add(policy_for(None).digest)
    status_list_import(content=LIST, platform=Platform.ANDROID, origin="test", at=AT)
    names.add(policy_for(None).digest)
    status_list_import(content=LIST, platform=Platform.ANDROID, origin="test", at=AT + timedelta(days=1))
    names.add(policy_for(None).digest)
    assert len(names) == 5


def test_a_signer_is_denied_by_its_key_alone() -> None:
    signer_deny(key="AB:CD", reason="leaked", at=AT)
    assert policy_for(None).denied[0].key == "abcd"
    assert DeniedSigner.objects.get().issuer == ""
