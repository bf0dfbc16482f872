"""A consent is recorded as it was signed, once; only its signer takes it back, and never for the past."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from chronology.records import Kind, decode
from provenance.statements import wire
from provenance.statements.consents import Use, told_of
from provenance.statements.eip712 import struct_hash
from provenance.statements.membership import Membership, root_from
from provenance.statements.types import Address, ChainId, Consent, ConsentTo, Signed, Statement, Track
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.accounts.tests.signing_in import TestKey
from verify.authors.errors import AuthorError, NonceUsed
from verify.authors.models import CountedAuthor, Key, RevocationRow
from verify.authors.services.effects import lose_effect
from verify.consents.errors import BadConsent, NoSuchConsent, NotTheSigner
from verify.consents.models import Campaign, ConsentRow
from verify.consents.selectors import consents as selectors
from verify.consents.selectors.consents import campaigns_of, consent_get, consent_seen, consents_about
from verify.consents.services import (
    campaign_open,
    consent_erase,
    consent_record,
    consent_revoke,
    platform_open,
    signed_take,
)
from verify.consents.tests.consenting import (
    MARA,
    STRANGER,
    WORK,
    claimed,
    consent,
    nonce,
    now,
    revocation,
    signed,
)
from verify.ledger.models import OutboxEntry, Record
from verify.ledger.parts import parts
from verify.ledger.values import Viewer
from verify.webhooks.models import Delivery, Subscription
from verify.webhooks.tests.receiving import digest_in, messages

pytestmark = pytest.mark.usefixtures("room")


@pytest.fixture
def agency(reviewer: User) -> Viewer:
    return Viewer(None, reviewer.pk)


def counted(key: TestKey) -> Organisation:
    """A newsroom that counts the owner of this key."""
    desk = organisation_create(name="Harbour Post", slug="harbour-post", owner=User.objects.create_user("ida"))
    owner = claimed(key, User.objects.create_user("mara"), "Mara Lind").principal
    CountedAuthor.objects.create(organisation=desk, principal=owner, created=parts().clock())
    return desk


def test_a_consent_that_an_operator_hid_is_shown_to_nobody(agency: Viewer) -> None:
    row = consent_record(signed(consent(scope="An abusive sentence")), owner=agency)
    Record.objects.filter(pk=row.record_id).update(hidden=parts().clock())

    with pytest.raises(NoSuchConsent):
        consent_get(row.pk)


def test_claimed_wallets_and_campaigns_drown_nobody_who_is_counted(
    agency: Viewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "MOST_KNOWN", 3)
    for one in range(5):
        spam = TestKey(f"spam {one}")
        claimed(spam, User.objects.create_user(f"spam {one}"), "Mara Lind")
        consent_record(signed(consent(), spam), owner=agency)
        campaign_open(name="Spam", digests=[WORK], owner=agency)
    campaign = campaign_open(name="Autumn", digests=[WORK], owner=agency)
    told = {"to": ConsentTo.CAMPAIGN, "content": bytes.fromhex(campaign.pk)}
    desk = counted(MARA)
    row = consent_record(signed(consent(**told, members_root=bytes.fromhex(campaign.members_root))), owner=agency)

    found = consents_about(WORK.hex(), reader=desk)
    assert found[0].id == row.pk
    assert found[0].membership is not None
    assert len(found) == 3


@pytest.mark.parametrize("other_key", [False, True])
def test_who_may_use_it_is_not_who_consents(agency: Viewer, other_key: bool) -> None:
    mara = User.objects.create_user("mara")
    claimed(MARA, mara, "Mara Lind")
    if other_key:
        claimed(STRANGER, mara, "Mara Lind")
    row = consent_record(signed(consent(grantee=(STRANGER if other_key else MARA).address)), owner=agency)
    use = Use(WORK, (Track.PICTURE,), parts().clock())

    assert told_of(consent_seen(row, reader=None), use)[1] == "consent.own_grantee"


def test_the_log_holds_the_hash_of_what_was_signed_and_nothing_else(agency: Viewer) -> None:
    made = signed(consent(scope="Posters in Norway"))
    row = consent_record(made, owner=agency)
    leaf = decode(bytes(OutboxEntry.objects.get(record_id=row.record_id).leaf))

    assert leaf.kind is Kind.CONSENT
    assert leaf.statement == wire.statement_id(made)
    assert leaf.content is None
    assert row.pk == wire.statement_id(made).hex()


def test_the_same_consent_again_is_the_same_row(agency: Viewer) -> None:
    made = signed(consent())

    assert consent_record(made, owner=agency).pk == consent_record(made, owner=agency).pk
    assert Record.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"purpose": "intimate"}, "consent.purpose"),
        ({"purpose": "Advertising"}, "consent.purpose"),
        ({"scope": "x" * 201}, "consent.scope"),
        ({"members_root": b"\x01" * 32}, "consent.content"),
        ({"to": ConsentTo.CAMPAIGN, "members_root": b"\x01" * 32}, "consent.campaign"),
    ],
)
def test_what_is_no_consent_is_refused_with_its_reason(agency: Viewer, changed: dict[str, Any], code: str) -> None:
    with pytest.raises(BadConsent) as refused:
        consent_record(signed(consent(**changed)), owner=agency)
    assert refused.value.code == code
    assert ConsentRow.objects.count() == 0


def test_a_consent_whose_term_is_over_is_refused(agency: Viewer) -> None:
    with pytest.raises(AuthorError) as refused:
        consent_record(signed(consent(valid_from=1_600_000_000, valid_to=1_700_000_000)), owner=agency)
    assert refused.value.code == "time.over"


@pytest.mark.parametrize("part", ["chain", "contract"])
def test_a_consent_for_another_place_is_refused(agency: Viewer, part: str) -> None:
    ours = wiring.statement_domain()
    elsewhere = {"chain_id": ChainId(ours.chain_id + 1)} if part == "chain" else {"contract": Address(b"\x09" * 20)}
    other = replace(ours, **elsewhere)

    with pytest.raises(AuthorError):
        consent_record(signed(consent(), domain=other), owner=agency)


def test_a_nonce_serves_once(agency: Viewer) -> None:
    first = consent()
    consent_record(signed(first), owner=agency)

    with pytest.raises(NonceUsed):
        consent_record(signed(replace(first, purpose="news")), owner=agency)


def bent(message: Consent) -> Signed:
    """The true message under a signature that was changed by one bit."""
    made = signed(message)
    return replace(made, signature=bytes([made.signature[0] ^ 1]) + made.signature[1:])


def test_a_bent_copy_sent_first_does_not_keep_the_true_one_out(agency: Viewer) -> None:
    given = consent()
    consent_record(bent(given), owner=agency)
    true = consent_record(signed(given), owner=agency)

    assert [one.id for one in consents_about(WORK.hex(), reader=None)] == [true.pk]


def test_a_bent_copy_ends_with_the_true_one_and_stays_ended(agency: Viewer, platform: Subscription) -> None:
    counted(MARA)
    given = consent()
    before = consent_record(bent(given), owner=agency)
    true = consent_record(signed(given), owner=agency)
    consent_revoke(signed(revocation(given)), owner=agency)
    after = consent_record(replace(signed(given), signature=b"\x07" * 65), owner=agency)

    rows = ConsentRow.objects.filter(pk__in=[before.pk, true.pk, after.pk])
    assert rows.filter(revoked=None).count() == 0
    assert Delivery.objects.count() == 1


def test_a_strangers_signature_under_the_same_words_ends_nothing_of_hers(agency: Viewer) -> None:
    given = consent()
    true = consent_record(signed(given), owner=agency)
    consent_record(signed(given, STRANGER), owner=agency)
    consent_revoke(signed(revocation(given), STRANGER), owner=agency)
    true.refresh_from_db()

    assert true.revoked is None


def test_another_message_is_no_consent(agency: Viewer) -> None:
    with pytest.raises(BadConsent):
        signed_take(signed(_statement()), owner=agency)


def _statement() -> Statement:
    from provenance.statements.drafting import draft

    made = draft("Statement", {"content": WORK.hex()}, at=now(), nonce=nonce())
    assert isinstance(made, Statement)
    return made


def test_its_signer_takes_it_back_from_now_on(agency: Viewer) -> None:
    given = consent()
    row = consent_record(signed(given), owner=agency)
    before = parts().clock()
    consent_revoke(signed(revocation(given, effective=now() - 86_400)), owner=agency)
    row.refresh_from_db()

    assert row.revoked is not None
    assert row.revoked >= before, "what was allowed stays allowed for the past"
    assert row.reason == "withdrawn"


def test_a_revocation_that_the_chain_took_back_was_never_said(agency: Viewer) -> None:
    given, other = consent(), consent()
    row, ended = (consent_record(signed(one), owner=agency) for one in (given, other))
    said = consent_revoke(signed(revocation(given)), owner=agency)
    consent_revoke(signed(revocation(other)), owner=agency)
    lose_effect(said)

    assert ConsentRow.objects.get(pk=row.pk).revoked is None
    assert ConsentRow.objects.get(pk=ended.pk).revoked is not None


def test_the_earliest_end_counts(agency: Viewer) -> None:
    given = consent()
    row = consent_record(signed(given), owner=agency)
    consent_revoke(signed(revocation(given, effective=now() + 7_200)), owner=agency)
    consent_revoke(signed(revocation(given, effective=now() + 3_600)), owner=agency)
    consent_revoke(signed(revocation(given, effective=now() + 9_000)), owner=agency)
    row.refresh_from_db()

    assert row.revoked is not None
    assert timedelta(0) < row.revoked - parts().clock() <= timedelta(seconds=3_600)


def test_nobody_else_takes_it_back(agency: Viewer) -> None:
    given = consent()
    row = consent_record(signed(given), owner=agency)

    with pytest.raises(NotTheSigner):
        consent_revoke(signed(revocation(given), key=STRANGER), owner=agency)
    row.refresh_from_db()
    assert row.revoked is None
    assert RevocationRow.objects.count() == 0


def test_a_forged_revocation_takes_nothing_back(agency: Viewer) -> None:
    given = consent()
    row = consent_record(signed(given), owner=agency)
    forged = replace(signed(revocation(given), key=STRANGER), signer=MARA.address)
    with suppress(AuthorError):
        consent_revoke(forged, owner=agency)
    row.refresh_from_db()

    assert row.revoked is None


def test_who_lost_the_key_takes_it_back_with_the_next_one(agency: Viewer) -> None:
    mara, given = User.objects.create_user("mara"), consent()
    lost = claimed(MARA, mara, "Mara Lind")
    row = consent_record(signed(given), owner=agency)
    claimed(TestKey("mara's next key"), mara, "Mara Lind")
    Key.objects.filter(pk=lost.pk).update(revoked=parts().clock())
    consent_revoke(signed(revocation(given), TestKey("mara's next key")), owner=agency)
    row.refresh_from_db()

    assert row.revoked is not None


def test_an_ended_key_takes_nothing_back_in_the_name_of_another(agency: Viewer) -> None:
    mara, given = User.objects.create_user("mara"), consent()
    claimed(MARA, mara, "Mara Lind")
    stolen = claimed(TestKey("a stolen key"), mara, "Mara Lind")
    consent_record(signed(given), owner=agency)
    Key.objects.filter(pk=stolen.pk).update(revoked=parts().clock())

    with pytest.raises(NotTheSigner):
        consent_revoke(signed(revocation(given), TestKey("a stolen key")), owner=agency)


def test_the_revocation_of_nothing_is_refused(agency: Viewer) -> None:
    with pytest.raises(NoSuchConsent):
        consent_revoke(signed(revocation(consent())), owner=agency)


@pytest.mark.parametrize("claims", [False, True])
def test_no_platform_hears_of_what_only_a_stranger_signed(agency: Viewer, platform: Subscription, claims: bool) -> None:
    """Else anybody has the work of anybody looked at: consent to it, and take the consent back."""
    if claims:
        claimed(STRANGER, User.objects.create_user("stranger"), "Mara Lind")
    given = consent()
    row = consent_record(signed(given, STRANGER), owner=agency)
    consent_revoke(signed(revocation(given), STRANGER), owner=agency)

    assert ConsentRow.objects.get(pk=row.pk).revoked is not None
    assert Delivery.objects.count() == 0


def test_platforms_hear_of_a_consent_that_was_taken_back(agency: Viewer, platform: Subscription) -> None:
    counted(MARA)
    given = consent()
    consent_record(signed(given), owner=agency)
    consent_revoke(signed(revocation(given)), owner=agency)

    assert [(one.event, digest_in(one)) for one in Delivery.objects.all()] == [("likeness.consent_revoked", WORK.hex())]


def test_who_recorded_a_consent_hears_that_it_ended(agency: Viewer, platform: Subscription) -> None:
    """Its own team, and whatever anybody thinks of the key."""
    here = platform_open(name="ours", url="https://desk.example/hook", at=parts().clock())
    Subscription.objects.filter(pk=here.pk).update(
        organisation=agency.organisation, user=None if agency.organisation else agency.user, events=["consent.ended"]
    )
    given = consent()
    row = consent_record(signed(given), owner=agency)
    consent_revoke(signed(revocation(given)), owner=agency)

    (told,) = messages(here)
    assert (told["type"], told["data"]) == ("consent.ended", {"consent": row.pk})


def test_what_is_erased_says_nothing_any_more(agency: Viewer) -> None:
    row = consent_record(signed(consent(scope="Posters in Norway")), owner=agency)
    record = row.record_id
    consent_erase(row, owner=agency)

    assert "Norway" not in str(list(ConsentRow.objects.values()))
    assert MARA.text.lower() not in str(list(ConsentRow.objects.values()))
    assert consents_about(WORK.hex(), reader=None) == ()
    assert Record.objects.filter(pk=record).exists()
    with pytest.raises(NoSuchConsent):
        consent_get(row.pk)


def test_whoever_owns_the_key_erases_it_and_not_who_sent_it(agency: Viewer) -> None:
    mara = User.objects.create_user("mara")
    claimed(MARA, mara, "Mara Lind")
    row = consent_record(signed(consent()), owner=agency)

    with pytest.raises(NotTheSigner):
        consent_erase(row, owner=agency)
    consent_erase(row, owner=Viewer(None, mara.pk))
    assert ConsentRow.objects.get(pk=row.pk).erased is not None


class TestCampaigns:
    """A campaign's members are fixed when it is opened, and each can prove itself."""

    DIGESTS = tuple(sha256(b"variant %d" % n).digest() for n in range(5))

    def opened(self, owner: Viewer) -> Campaign:
        return campaign_open(name="Autumn voices", digests=self.DIGESTS, owner=owner)

    def test_each_member_has_a_path_to_the_root_that_is_signed(self, agency: Viewer) -> None:
        campaign = self.opened(agency)

        for digest in self.DIGESTS:
            [(number, proof)] = campaigns_of(digest.hex())
            assert number == campaign.pk
            assert root_from(digest, proof).hex() == campaign.members_root
        assert isinstance(proof, Membership)

    def test_a_consent_to_a_campaign_is_one_to_its_name_and_its_members(self, agency: Viewer) -> None:
        campaign = self.opened(agency)
        number, root = bytes.fromhex(campaign.pk), bytes.fromhex(campaign.members_root)
        to = ConsentTo.CAMPAIGN
        row = consent_record(signed(consent(to=to, content=number, members_root=root)), owner=agency)

        [seen] = consents_about(self.DIGESTS[2].hex(), reader=None)
        assert (seen.id, seen.campaign) == (row.pk, "Autumn voices")
        with pytest.raises(BadConsent):
            consent_record(signed(consent(to=to, content=number, members_root=b"\x05" * 32)), owner=agency)

    def test_two_campaigns_of_one_name_are_two(self, agency: Viewer) -> None:
        assert self.opened(agency).pk != self.opened(agency).pk

    @pytest.mark.parametrize(("name", "digests"), [("", DIGESTS), ("x" * 101, DIGESTS), ("a\nb", DIGESTS), ("a", ())])
    def test_what_is_no_campaign_is_refused(self, agency: Viewer, name: str, digests: tuple[bytes, ...]) -> None:
        with pytest.raises(BadConsent):
            campaign_open(name=name, digests=digests, owner=agency)


def test_the_hash_by_which_a_consent_is_named_is_that_of_the_standard(agency: Viewer) -> None:
    given = consent()

    assert consent_record(signed(given), owner=agency).struct_hash == struct_hash(given).hex()
