"""A time stamp counts when its authority is on the time-stamp list; a root that may sign claims gives no times."""

from __future__ import annotations

from provenance.conftest import Corpus
from provenance.credentials.tests.workshop import read
from provenance.policy import Policy, Tier, TrustList
from provenance.types import SigningTime, Trust

STAMPED = "Wavesonics__C2PAVerify__conformant-a.jpg"


def _policy(corpus: Corpus, *tiers: Tier) -> Policy:
    official = corpus.policy("official")
    return Policy(tuple(one for one in official.lists if one.tier in tiers))


def test_a_root_on_the_claim_list_alone_gives_no_trusted_time(corpus: Corpus) -> None:
    # This maker's root is on both lists; here only the list for signers is in use.
    steps = read(corpus.file(STAMPED).read_bytes(), _policy(corpus, Tier.OFFICIAL)).steps
    assert SigningTime.TRUSTED not in {one.time for one in steps}


def test_the_same_file_is_stamped_where_the_stamp_list_names_the_authority(corpus: Corpus) -> None:
    steps = read(corpus.file(STAMPED).read_bytes(), _policy(corpus, Tier.OFFICIAL, Tier.TSA)).steps
    assert {(one.time, one.trust) for one in steps} == {(SigningTime.TRUSTED, Trust.OFFICIAL)}


def test_a_stamp_authority_on_a_newsrooms_own_list_gives_no_trusted_time(corpus: Corpus) -> None:
    stamps = corpus.trust_list(Tier.TSA, "C2PA-TSA-TRUST-LIST.pem")
    own = Policy((TrustList(Tier.NEWSROOM, "own", stamps.pem),))
    steps = read(corpus.file(STAMPED).read_bytes(), own).steps
    assert SigningTime.TRUSTED not in {one.time for one in steps}
