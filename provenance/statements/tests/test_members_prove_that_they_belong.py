"""A member's path leads to the root, and nothing else's does: every size, every place, every change."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.statements.errors import BadMessage
from provenance.statements.membership import (
    MOST_MEMBERS,
    Membership,
    levels_of,
    members_of,
    path_of,
    root_from,
)

# The RFC prints no values; these eight entries and their root are the test data of certificate transparency.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def digests(count: int) -> list[bytes]:
    return [sha256(b"%d" % n).digest() for n in range(count)]


def led_to(digest: bytes, proof: Membership) -> bytes | None:
    try:
        return root_from(digest, proof)
    except BadMessage:
        return None


def test_nodes_are_those_of_certificate_transparency() -> None:
    from provenance.statements.membership import _leaf, _node

    level = [_leaf(bytes.fromhex(one)) for one in ENTRIES]
    while len(level) > 1:
        level = [_node(level[at], level[at + 1]) for at in range(0, len(level), 2)]

    assert level[0].hex() == ROOT


@pytest.mark.parametrize("size", [*range(1, 34), 63, 64, 65, 1000])
def test_every_member_of_a_tree_of_any_size_leads_to_its_root(size: int) -> None:
    members = members_of(digests(size))
    levels = levels_of(members)
    places = range(size) if size < 100 else random.Random(size).sample(range(size), 40)

    for index in places:
        assert root_from(members[index], Membership(index, size, path_of(levels, index))) == levels[-1][0]


def test_the_order_in_which_members_are_named_says_nothing() -> None:
    named = digests(9)

    assert levels_of(members_of(named)) == levels_of(members_of([*reversed(named), named[3]]))


@settings(max_examples=2000, deadline=None)
@given(st.data())
def test_no_altered_proof_and_no_other_work_leads_there(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 40))
    members = members_of(digests(size))
    levels = levels_of(members)
    index = data.draw(st.integers(0, size - 1))
    path = list(path_of(levels, index))
    digest, root = members[index], levels[-1][0]
    change = data.draw(st.sampled_from(["work", "index", "size", "neighbour", "shorter", "longer"]))
    if change == "work":
        digest = sha256(data.draw(st.binary(max_size=8)) + b"another").digest()
    elif change == "index":
        index = data.draw(st.integers(-2, size + 2).filter(lambda other: other != index))
    elif change == "size":
        size = data.draw(st.integers(0, 80).filter(lambda other: other != size))
    elif change == "neighbour" and path:
        at = data.draw(st.integers(0, len(path) - 1))
        path[at] = bytes([path[at][0] ^ 1]) + path[at][1:]
    elif change == "shorter" and path:
        path.pop(data.draw(st.integers(0, len(path) - 1)))
    else:
        path.insert(data.draw(st.integers(0, len(path))), root)
    changed = Membership(index, size, tuple(path))

    same_shape = change == "size" and path == list(path_of(levels, index))
    assert led_to(digest, changed) != root or same_shape


@pytest.mark.parametrize(
    "proof",
    [
        Membership(0, 0, ()),
        Membership(-1, 2, (b"\x00" * 32,)),
        Membership(0, MOST_MEMBERS + 1, (b"\x00" * 32,)),
        Membership(0, 2, (b"\x00" * 31,)),
        Membership(0, MOST_MEMBERS, (b"\x00" * 32,) * 18),
    ],
)
def test_what_cannot_be_a_proof_is_refused(proof: Membership) -> None:
    with pytest.raises(BadMessage):
        root_from(b"\x00" * 32, proof)


def test_a_node_is_never_taken_for_a_work() -> None:
    """Without the two prefixes, the two children of a node would be a member of 64 bytes: RFC 9162 section 2.1.1."""
    levels = levels_of(members_of(digests(4)))

    with pytest.raises(BadMessage):
        root_from(levels[0][0] + levels[0][1], Membership(0, 2, (levels[1][1],)))
