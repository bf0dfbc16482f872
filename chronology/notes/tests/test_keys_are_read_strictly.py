"""Keys as text: what others wrote is read, what does not fit is refused, and no secret is shown by accident."""

from __future__ import annotations

from hashlib import sha256

import pytest

from chronology.errors import Malformed
from chronology.notes import Algorithm, Ed25519NoteSigner, Verifier, log_id
from chronology.notes.tests.keys import cosigner, signer

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The example of the Go package that the format comes from; so is its private key."""
PETER_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"


def test_keys_of_the_first_implementation_are_the_same_here() -> None:
    peter = Ed25519NoteSigner.from_text(PETER_SECRET)
    assert (peter.vkey, peter.to_text(), Verifier.from_text(PETER).vkey) == (PETER, PETER_SECRET, PETER)


def test_a_key_for_cosignatures_is_another_key_than_one_for_notes() -> None:
    witness = cosigner("w.example")
    assert Ed25519NoteSigner.from_text(witness.to_text()).vkey == witness.vkey
    seed = signer("w.example").to_text()
    assert seed != witness.to_text()
    assert witness.verifier.algorithm == Algorithm.ED25519_COSIGNATURE


def test_the_id_of_a_log_is_the_digest_of_its_key_as_text() -> None:
    assert log_id(PETER) == sha256(PETER.encode()).digest()


def test_a_signer_does_not_show_its_secret() -> None:
    peter = Ed25519NoteSigner.from_text(PETER_SECRET)
    assert PETER in repr(peter)
    assert PETER_SECRET.rpartition("+")[2] not in f"{peter!r} {peter}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        PETER.replace("c74f20a3", "c74f20a4"),
        PETER.replace("c74f20a3", "C74F20A3"),
        PETER.replace("Peter", "Pieter"),
        PETER.replace("PeterNeumann", "Peter Neumann"),
        PETER.replace("PeterNeumann", ""),
        PETER[:-1],
        PETER + "\n",
        PETER[:-4],
        "x+00000000+",
        "x" * 9_000 + PETER,
        PETER_SECRET,
    ],
)
def test_a_key_that_does_not_fit_itself_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        Verifier.from_text(text)


@pytest.mark.parametrize(
    "text",
    ["", PETER, PETER_SECRET.replace("c74f20a3", "c74f20a4"), PETER_SECRET[:-4], PETER_SECRET.replace("+AY", "+/Y")],
)
def test_a_private_key_that_does_not_fit_itself_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        Ed25519NoteSigner.from_text(text)
