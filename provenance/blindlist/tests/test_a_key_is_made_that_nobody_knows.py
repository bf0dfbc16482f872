"""Making a key together with absent, late, lying and slandering members: three honest ones get a key, or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.blindlist.errors import BadBlob, KeyMakingFailed
from provenance.blindlist.keymaking import (
    Complaint,
    Deal,
    Outcome,
    Reveal,
    Terms,
    conclude,
    deal,
    opened,
    public_key_bytes,
    share_of,
)
from provenance.blindlist.keymaking_wire import from_json, to_json
from provenance.blindlist.ristretto import add, base_times, multiply
from provenance.blindlist.sharing import weights_at_zero
from provenance.blindlist.tests.dealers import MEMBERS, Manner, Round, sealing_keys
from provenance.blindlist.tests.sharing_keys import repeatable
from provenance.blindlist.types import KeyShare, Scalar

HONEST = dict.fromkeys(MEMBERS, Manner.HONEST)
EXCUSED = {Manner.HONEST, Manner.SLANDERS, Manner.WRONG_BOX_ANSWERED}
"""Who slanders, or set wrong boxes right in the open, may stay in the key: nothing was lost."""

GOOD = st.permutations([Manner.HONEST] * 3).flatmap(
    lambda three: st.lists(st.sampled_from(list(Manner)), min_size=2, max_size=2).flatmap(
        lambda two: st.permutations([*three, *two])
    )
)
"""At most two of five are not honest: fewer than make the key."""


def joined(shares: Sequence[KeyShare]) -> Scalar:
    weights = weights_at_zero([one.index for one in shares])
    total = Scalar(bytes(32))
    for one in shares:
        total = add(total, multiply(weights[one.index], one.value))
    return total


def require_a_good_key(made: Round, outcome: Outcome) -> None:
    """The key is what three honest shares make, and nobody honest was left out."""
    shares = made.shares(outcome, made.honest)
    for three in combinations(shares, 3):
        assert base_times(joined(three)) == outcome.public.joint
    for two in combinations(shares, 2):
        assert base_times(joined(two)) != outcome.public.joint
    left_out = dict(outcome.faults)
    assert not set(left_out) & set(made.honest)
    assert set(left_out) >= {one for one in MEMBERS if made.manners[one] not in EXCUSED}


def test_five_honest_members_make_one_key_in_five_shares() -> None:
    made = Round(HONEST)
    outcome = made.concluded()
    require_a_good_key(made, outcome)
    assert (outcome.qualified, outcome.faults) == (MEMBERS, ())


@pytest.mark.parametrize("manner", [one for one in Manner if one is not Manner.HONEST])
def test_two_members_of_one_bad_manner_spoil_nothing(manner: Manner) -> None:
    made = Round(HONEST | {MEMBERS[0]: manner, MEMBERS[3]: manner})
    require_a_good_key(made, made.concluded())


@settings(max_examples=25, deadline=None)
@given(GOOD, st.integers(0, 2**32))
def test_any_two_bad_members_spoil_nothing(manners: list[Manner], seed: int) -> None:
    made = Round(dict(zip(MEMBERS, manners, strict=True)), seed)
    require_a_good_key(made, made.concluded())


@pytest.mark.torture
@settings(max_examples=3_000, deadline=None)
@given(GOOD, st.integers(0, 2**32))
def test_any_two_bad_members_spoil_nothing_in_thousands_of_rounds(manners: list[Manner], seed: int) -> None:
    made = Round(dict(zip(MEMBERS, manners, strict=True)), seed)
    require_a_good_key(made, made.concluded())


def trusting(
    terms: Terms, deals: Sequence[Deal], complaints: Sequence[Complaint], reveals: Sequence[Reveal]
) -> Outcome:
    """A planted fault: who concludes without listening to complaints."""
    return conclude(terms, deals, [], reveals)


def test_a_conclusion_that_ignores_complaints_is_caught() -> None:
    made = Round(HONEST | {MEMBERS[0]: Manner.WRONG_BOX_SILENT})
    with pytest.raises((AssertionError, KeyMakingFailed)):
        require_a_good_key(made, made.concluded(trusting))


def test_three_who_stay_away_leave_no_key() -> None:
    made = Round(HONEST | dict.fromkeys(MEMBERS[:3], Manner.ABSENT))
    with pytest.raises(KeyMakingFailed):
        made.concluded()


def test_everybody_concludes_the_same_whatever_the_order() -> None:
    made = Round(HONEST | {MEMBERS[1]: Manner.WRONG_BOX_ANSWERED, MEMBERS[2]: Manner.TWO_DEALS})
    other = conclude(made.terms, made.deals[::-1], made.complaints[::-1], made.reveals[::-1])
    assert public_key_bytes(other.public) == public_key_bytes(made.concluded().public)


def test_a_deal_for_one_key_is_none_for_another() -> None:
    made = Round(HONEST)
    other = Terms(made.terms.name, 8, made.terms.threshold, made.terms.members)
    with pytest.raises(KeyMakingFailed):
        conclude(other, made.deals, [], [])


def test_many_complaints_end_a_deal_even_where_all_are_answered() -> None:
    """Three shares in the open would lay the dealer's part of the key open."""
    made = Round(HONEST | dict.fromkeys(MEMBERS[2:], Manner.SLANDERS))
    assert dict(made.concluded().faults)[MEMBERS[0]] == "complaints.many"


def test_a_member_whose_complaint_came_late_gets_no_share_that_does_not_fit() -> None:
    made = Round(HONEST | {MEMBERS[0]: Manner.WRONG_BOX_SILENT})
    outcome = made.concluded(trusting)
    with pytest.raises(KeyMakingFailed):
        share_of(outcome, made.deals, [], MEMBERS[1], made.keys[MEMBERS[1]])


def test_only_the_one_it_is_dealt_to_opens_a_share() -> None:
    made, keys = Round(HONEST), sealing_keys()
    assert isinstance(opened(made.deals[0], MEMBERS[1], keys[MEMBERS[2]]), Complaint)
    assert not isinstance(opened(made.deals[0], MEMBERS[1], keys[MEMBERS[1]]), Complaint)


def test_nothing_secret_is_printed() -> None:
    made = Round(HONEST)
    _, secret = deal(made.terms, MEMBERS[0], repeatable(1))
    assert "coefficients" not in repr(secret)
    assert "value" not in repr(made.shares(made.concluded(), MEMBERS)[0])


def test_messages_travel_unchanged() -> None:
    made = Round(HONEST | {MEMBERS[0]: Manner.WRONG_BOX_ANSWERED})
    public = made.concluded().public
    for message in (
        made.deals[0],
        made.complaints[0],
        made.reveals[0],
        public,
        made.shares(made.concluded(), MEMBERS)[0],
    ):
        assert from_json(to_json(message), type(message)) == message


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b"[" * 9000, b'{"by":"x","against":2}', b" " * 20_000])
def test_what_is_no_message_is_refused(content: bytes) -> None:
    with pytest.raises(BadBlob):
        from_json(content, Complaint)
