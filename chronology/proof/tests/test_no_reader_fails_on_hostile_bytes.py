"""Whatever comes in, every reader of this layer answers in its own words, and what it reads it writes back alike."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.merkle.tests.reference import leaves, mth, path
from chronology.notes import Verifier, cosign, parse_checkpoint, parse_note, sign_checkpoint
from chronology.notes.tests.keys import NOON, cosigner, signer
from chronology.proof import TlogProof, parse_proof
from chronology.tiles import decode_entries, encode_entries, parse_path
from chronology.types import LeafIndex, RootHash, TreeHead, TreeSize
from chronology.witnesses.request import parse_request, write_request

LEAVES = leaves(5)
LOG = signer("log.example")
BARE = sign_checkpoint(TreeHead(TreeSize(5), RootHash(mth(LEAVES))), LOG.name, LOG)
NOTE = parse_note(BARE).with_signatures([cosign(BARE, cosigner("w.example"), NOON)]).to_bytes()
PROOF = TlogProof(LeafIndex(2), tuple(path(2, LEAVES)), NOTE, b"extra").to_bytes()
REQUEST = write_request(3, LEAVES[:4], NOTE)
BUNDLE = encode_entries([b"one", b"", b"three" * 99])


def _text(data: bytes) -> str:
    """As Python hands over what was typed on a command line."""
    return data.decode("utf-8", "surrogateescape")


def _checkpoint(data: bytes) -> bytes:
    """The text of a note is UTF-8 before anybody reads a checkpoint in it."""
    try:
        return parse_checkpoint(data.decode()).to_text().encode()
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8") from error


def _written(data: bytes) -> bytes:
    request = parse_request(data)
    return write_request(request.old_size, request.proof, request.note.to_bytes())


Reader = Callable[[bytes], bytes]
READERS: dict[str, tuple[bytes, Reader]] = {
    "note": (NOTE, lambda data: parse_note(data).to_bytes()),
    "checkpoint": (BARE.partition(b"\n\n")[0] + b"\n", _checkpoint),
    "proof": (PROOF, lambda data: parse_proof(data).to_bytes()),
    "request": (REQUEST, _written),
    "key": (LOG.vkey.encode(), lambda data: Verifier.from_text(_text(data)).vkey.encode()),
    "path": (b"tile/entries/x001/x234/067.p/8", lambda data: str(parse_path(_text(data))).encode()),
    "bundle": (BUNDLE, lambda data: encode_entries(decode_entries(data, 3))),
}


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """The true bytes with some of them replaced, cut out, doubled or put elsewhere."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        stop = draw(st.integers(start, min(len(data), start + 40)))
        middle = draw(st.sampled_from((b"", data[start:stop] * 2, b"\n", b"\n\n", b" ", b"+", b"=", b"0", b"\0")))
        data = data[:start] + draw(st.one_of(st.just(middle), st.binary(max_size=9))) + data[stop:]
    return data


@pytest.mark.parametrize("name", READERS)
def test_true_bytes_come_back_alike(name: str) -> None:
    data, read = READERS[name]
    assert read(data) == data


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_changed_bytes_are_refused_or_come_back_alike(name: str, data: st.DataObject) -> None:
    true, read = READERS[name]
    told = data.draw(st.one_of(changed(true), st.binary(max_size=200)))
    with suppress(Malformed):
        again = read(told)
        assert again == told
