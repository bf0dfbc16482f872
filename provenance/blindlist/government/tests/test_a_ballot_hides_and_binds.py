"""A code hides the vote, binds the server that made it, and proves nothing to whoever buys votes."""

from __future__ import annotations

import json
from dataclasses import replace

import coincurve
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.blindlist.government.ballots import (
    TYPE,
    Ballot,
    ballot_to_json,
    from_text,
    make_ballot,
    typed_data,
    typed_digest,
    vote_of,
)
from provenance.blindlist.government.codes import (
    Code,
    code_from_bytes,
    code_to_bytes,
    commit,
    new_code,
    opened_the_other_way,
)
from provenance.blindlist.government.counting import count
from provenance.blindlist.government.errors import BadBallot
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.tests.parliament import (
    DOMAIN,
    Parliament,
    bytes_of,
    chance,
    maintainer,
    wallet_secret,
)
from provenance.statements.foreign import digest_of_typed_data
from provenance.statements.recovery import ORDER

WALLET = maintainer(1).wallet


def a_ballot(vote: bool = True, name: str = "a") -> tuple[Ballot, Code]:
    code = new_code(chance(name))
    about = ("ab" * 32, "1 list_device")
    return make_ballot(about, vote, code, wallet=WALLET, time=1_790_000_000, nonce=bytes_of(name)), code


def test_the_digest_is_the_one_that_another_encoder_makes() -> None:
    ballot, _ = a_ballot()
    assert typed_digest(DOMAIN, ballot) == digest_of_typed_data(typed_data(DOMAIN, ballot))
    assert typed_data(DOMAIN, ballot)["primaryType"] == TYPE


@settings(max_examples=30, deadline=None)
@given(st.booleans(), st.integers(0, 10**9))
def test_a_voter_opens_a_ballot_either_way(vote: bool, name: int) -> None:
    ballot, code = a_ballot(vote, str(name))
    other = opened_the_other_way(code, wallet_secret(1))
    assert vote_of(ballot, code, WALLET) is vote
    assert vote_of(ballot, other, WALLET) is not vote
    assert code_from_bytes(code_to_bytes(other)) == other


@pytest.mark.parametrize(
    "turned",
    [
        lambda code: Code(ORDER - code.t, ORDER - code.r),
        lambda code: Code(ORDER - code.t, code.r),
        lambda code: Code(code.t ^ 1, code.r),
        lambda code: Code(code.r, code.t),
        lambda code: opened_the_other_way(code, wallet_secret(2)),
    ],
)
def test_whoever_has_no_key_of_the_voter_opens_it_one_way(turned: object) -> None:
    ballot, code = a_ballot()
    with pytest.raises(BadBallot):
        vote_of(ballot, turned(code), WALLET)  # type: ignore[operator]


def test_a_commitment_over_the_x_coordinate_would_have_been_opened_by_the_server() -> None:
    """The planted fault that the form of the commitment was chosen against."""
    code = new_code(chance("x"))
    turned = Code(ORDER - code.t, ORDER - code.r)

    def x_of(one: Code) -> bytes:
        blinded = coincurve.PublicKey(WALLET).multiply(one.r.to_bytes(32))
        point = coincurve.PublicKey.combine_keys([coincurve.PrivateKey.from_int(one.t).public_key, blinded])
        return point.format(compressed=True)[1:]

    assert x_of(code) == x_of(turned)
    assert code.mask != turned.mask
    assert commit(code, WALLET) != commit(turned, WALLET)


def test_the_masked_vote_alone_says_nothing() -> None:
    votes = [(vote, a_ballot(vote, f"{vote}{number}")[0].masked) for vote in (True, False) for number in range(200)]
    ones = [sum(masked for vote, masked in votes if vote is said) for said in (True, False)]
    assert all(60 < one < 140 for one in ones)


@pytest.mark.parametrize("field", ["signer", "signature", "message", "schema", "domain"])
def test_a_ballot_that_was_touched_is_none(field: str) -> None:
    house = Parliament()
    about = house.round(house.open(), Action.LIST_DEVICE)
    signed, _ = house.vote(about, 1, True)
    told = json.loads(json.dumps(ballot_to_json(signed)))
    if isinstance(told[field], dict):
        name = "masked" if field == "message" else "chainId"
        told[field][name] += 1 if field == "domain" else 1 - 2 * told[field][name]
    else:
        told[field] = told[field][:10] + ("0" if told[field][10] != "0" else "1") + told[field][11:]
    with pytest.raises(BadBallot):
        from_text(json.dumps(told))


def test_the_newest_ballot_of_a_seat_counts_in_whatever_order_they_come() -> None:
    house = Parliament()
    about = house.round(house.open(), Action.LIST_DEVICE)
    for index in (1, 3, 4):
        house.vote(about, index, False)
    house.at = house.at.replace(hour=1)
    for index in (1, 3, 4):
        house.vote(about, index, True)
    cast = house.ballots[about.case, 1]
    closed = replace(about, closed=house.at)
    both = {
        count(closed, order, lambda seat: house.voice(about.case, seat)) for order in (tuple(cast), tuple(cast[::-1]))
    }
    assert [one.met for one in both] == [True]


def test_ballots_of_strangers_other_cases_and_other_times_count_for_nothing() -> None:
    house = Parliament()
    about = house.round(house.open(), Action.LIST_DEVICE)
    for index in (1, 3, 4):
        house.vote(about, index, True, case_hash=bytes_of("another case"))
        house.vote(about, index, True, round="2 list_device")
        house.vote(about, index, True, time=int(about.closed.timestamp()) + 1)
    house.vote(about, 6, True)
    house.at = about.closed
    outcome = house.counted(about)
    assert (outcome.met, outcome.ballots) == (False, ())
