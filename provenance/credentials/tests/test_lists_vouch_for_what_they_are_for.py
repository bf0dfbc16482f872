"""Which list may vouch for what: claim lists for signers, the stamp list for times only, leaves for themselves."""

from __future__ import annotations

from cryptography.hazmat.primitives.serialization import Encoding

from fixtures.pki import C2PA_CLAIM_SIGNING, TIME_STAMPING, Identity
from provenance.credentials.tests.recertifying import key_hex, recertified
from provenance.credentials.tests.workshop import NOW, authority, created, edited, listed, picture, policy, read, signed
from provenance.policy import Denied, Policy, Tier, TrustList
from provenance.types import Trust

MAKER, STAMPS, OTHER = authority("Maker"), authority("Stamps"), authority("Other")


def _trust(signer: Identity, whom: Policy) -> Trust:
    return read(signed(picture(), signer, created()), whom).steps[0].trust


def test_a_certificate_with_the_official_usage_alone_is_read_as_listed() -> None:
    signer = MAKER.issues("camera", NOW, purposes=(C2PA_CLAIM_SIGNING,))
    assert _trust(signer, policy(listed(Tier.OFFICIAL, MAKER))) is Trust.OFFICIAL


def test_a_root_listed_for_time_stamps_vouches_for_no_signer() -> None:
    signer = STAMPS.issues("posing as a camera", NOW)
    assert _trust(signer, policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.TSA, STAMPS))) is Trust.UNKNOWN


def test_a_time_stamping_certificate_signs_no_claims() -> None:
    signer = STAMPS.issues("stamp key", NOW, purposes=TIME_STAMPING)
    assert _trust(signer, policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.TSA, STAMPS))) is Trust.UNKNOWN


def test_a_stamp_root_recorded_as_trusted_by_an_outer_signer_still_vouches_for_nobody() -> None:
    inner = signed(picture(), STAMPS.issues("posing as a camera", NOW), created())
    outer = signed(inner, MAKER.issues("editor", NOW), edited(), parent=inner, believes=(MAKER, STAMPS))
    steps = read(outer, policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.TSA, STAMPS))).steps
    assert [one.trust for one in steps] == [Trust.OFFICIAL, Trust.UNKNOWN]


def test_a_root_on_both_the_official_and_the_stamp_list_vouches_as_official() -> None:
    signer = MAKER.issues("camera", NOW)
    assert _trust(signer, policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.TSA, MAKER, STAMPS))) is Trust.OFFICIAL


def test_the_interim_list_is_a_tier_of_its_own() -> None:
    signer = OTHER.issues("editor", NOW)
    assert _trust(signer, policy(listed(Tier.OFFICIAL, MAKER), listed(Tier.INTERIM, OTHER))) is Trust.INTERIM


def test_a_root_on_two_lists_counts_as_the_stronger_one() -> None:
    signer = OTHER.issues("editor", NOW)
    both = policy(listed(Tier.OFFICIAL, OTHER), listed(Tier.NEWSROOM, OTHER))
    assert _trust(signer, both) is Trust.OFFICIAL


def test_a_certificate_that_a_list_names_itself_vouches_for_what_its_key_signed() -> None:
    signer = OTHER.issues("one", NOW)
    assert _trust(signer, policy(listed(Tier.OFFICIAL, MAKER), _leaves(Tier.INTERIM, signer))) is Trust.INTERIM


def test_it_vouches_for_no_other_signer_of_its_authority() -> None:
    whom = policy(listed(Tier.OFFICIAL, MAKER), _leaves(Tier.INTERIM, OTHER.issues("one", NOW)))
    assert _trust(OTHER.issues("one", NOW), whom) is Trust.UNKNOWN


def test_a_copy_of_it_with_another_key_vouches_for_nobody() -> None:
    signer = OTHER.issues("one", NOW)
    copied = recertified(signer, authority("Other"))
    assert copied.certificate.serial_number == signer.certificate.serial_number
    assert _trust(copied, policy(_leaves(Tier.INTERIM, signer))) is Trust.UNKNOWN


def test_a_listed_certificate_for_time_stamps_signs_no_claims_by_being_listed() -> None:
    signer = STAMPS.issues("stamp key", NOW, purposes=TIME_STAMPING)
    assert _trust(signer, policy(_leaves(Tier.INTERIM, signer))) is Trust.UNKNOWN


def test_a_list_of_stamp_authorities_vouches_for_no_signer_by_name() -> None:
    signer = OTHER.issues("one", NOW)
    assert _trust(signer, policy(_leaves(Tier.TSA, signer))) is Trust.UNKNOWN


def test_a_refused_key_is_refused_whatever_certificate_it_comes_with() -> None:
    signer = MAKER.issues("camera", NOW)
    again = recertified(signer, MAKER, key=signer.key, serial=77)
    refused = policy(listed(Tier.OFFICIAL, MAKER), denied=(Denied(key=key_hex(signer)),))
    assert _trust(signer, refused) is Trust.DENIED
    assert _trust(again, refused) is Trust.DENIED
    assert _trust(MAKER.issues("camera", NOW), refused) is Trust.OFFICIAL


def _leaves(tier: Tier, *signers: Identity) -> TrustList:
    return TrustList(tier, "leaves", b"".join(one.certificate.public_bytes(Encoding.PEM) for one in signers))


def test_a_name_that_is_copied_from_a_listed_authority_vouches_for_nobody() -> None:
    impostor = authority("Maker").issues("camera", NOW)
    assert _trust(impostor, policy(listed(Tier.OFFICIAL, MAKER))) is Trust.UNKNOWN
