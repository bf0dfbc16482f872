"""The samples of the OpenTimestamps project, from the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronology.anchors.opentimestamps import OtsState, check_ots
from chronology.anchors.opentimestamps.proof import PROOF_BYTES, OtsProof
from chronology.errors import Malformed, ProofBroken
from fixtures.calendar import header
from fixtures.corpus import need_corpus

HEIGHT = 358391
ALICE, BOB = "https://alice.btc.calendar.opentimestamps.org", "https://bob.btc.calendar.opentimestamps.org"


@pytest.fixture
def samples() -> Path:
    return need_corpus("log/opentimestamps-examples/hello-world.txt") / "log" / "opentimestamps-examples"


def pair(samples: Path, name: str) -> tuple[bytes, bytes]:
    return (samples / f"{name}.ots").read_bytes(), (samples / name).read_bytes()


@pytest.mark.parametrize(
    ("name", "state", "calendars", "height"),
    [
        ("hello-world.txt", OtsState.NAMES_BLOCK, (), HEIGHT),
        ("incomplete.txt", OtsState.PENDING, (ALICE,), None),
        ("merkle1.txt", OtsState.PENDING, (ALICE, BOB), None),
        ("merkle2.txt", OtsState.PENDING, (ALICE, BOB), None),
        ("unknown-notary.txt", OtsState.UNKNOWN, (), None),
        ("known-and-unknown-notary.txt", OtsState.PENDING, (BOB,), None),
        (
            "different-blockchains.txt",
            OtsState.NAMES_BLOCK,
            ("https://eth.ots.eternitywall.com", "https://ots.eternitywall.it"),
            455605,
        ),
    ],
)
def test_each_proof_leads_as_far_as_it_leads(
    samples: Path, name: str, state: OtsState, calendars: tuple[str, ...], height: int | None
) -> None:
    evidence, text = pair(samples, name)
    found = check_ots(evidence, text=text)
    assert (found.state, found.calendars, found.height, found.at) == (state, calendars, height, None)


def test_what_a_proof_holds_beyond_our_knowledge_is_kept_byte_for_byte(samples: Path) -> None:
    files = [one for one in samples.glob("*.ots") if one.name != "bitcoin.pdf.ots"]
    assert len(files) == 8
    assert all(OtsProof.parse(one.read_bytes()).to_bytes() == one.read_bytes() for one in files)


def test_a_proof_matches_the_supplied_header_and_a_bad_one_does_not(samples: Path) -> None:
    """Both samples name one block: the header that the good one leads to shows that the bad one does not."""
    evidence, text = pair(samples, "hello-world.txt")
    (block,) = OtsProof.parse(evidence).blocks
    headers = {HEIGHT: header(block.root, at=1_432_827_678)}
    found = check_ots(evidence, text=text, headers=headers)
    assert (found.state, found.height) == (OtsState.MATCHES_HEADER, HEIGHT)
    assert found.at is not None
    assert found.at.isoformat() == "2015-05-28T15:41:18+00:00"
    bad, bad_text = pair(samples, "bad-stamp.txt")
    with pytest.raises(ProofBroken, match="header"):
        check_ots(bad, text=bad_text, headers=headers)


def test_a_proof_about_other_bytes_is_broken(samples: Path) -> None:
    evidence, text = pair(samples, "hello-world.txt")
    with pytest.raises(ProofBroken, match="other bytes"):
        check_ots(evidence, text=text + b" ")


@pytest.mark.parametrize(
    "name",
    [
        "invalid/bad-major-version.ots",
        "invalid/invalid-file-digest-type.ots",
        "gdp2q25-2nd.pdf.ots.txt",
    ],
)
def test_invalid_files_are_refused(samples: Path, name: str) -> None:
    with pytest.raises(Malformed, match="version that is known"):
        check_ots((samples / name).read_bytes(), text=b"")


def test_a_proof_about_another_digest_than_sha256_is_refused(samples: Path) -> None:
    with pytest.raises(Malformed, match="another digest"):
        check_ots((samples / "bitcoin.pdf.ots").read_bytes(), text=b"")


def test_no_bytes_do_more_than_be_refused(samples: Path) -> None:
    evidence, text = pair(samples, "different-blockchains.txt")
    cut = [evidence[:end] for end in range(0, len(evidence), 7)]
    longer = [evidence + b"\x00", evidence + bytes(PROOF_BYTES), b"\x80" * PROOF_BYTES]
    for hostile in [*cut, *longer]:
        with pytest.raises(Malformed):
            check_ots(hostile, text=text)


def test_deep_wide_and_huge_proofs_are_refused(samples: Path) -> None:
    head = pair(samples, "hello-world.txt")[0][:65]
    bitcoin = bytes.fromhex("0588960d73d71901")
    deep, wide = b"\x08" * 300, b"\xff\x08" * 8_000
    endless_height = b"\x00" + bitcoin + b"\xc0\x3e" + b"\x80" * 7_999 + b"\x01"
    for hostile in (deep, wide, endless_height):
        with pytest.raises(Malformed):
            check_ots(head + hostile, text=b"")


@pytest.mark.filterwarnings("ignore:OpReverse")
def test_a_changed_bit_matches_the_header_only_where_it_means_the_same(samples: Path) -> None:
    """Bitcoin pairs the last odd node with itself: there, and only there, prepending is appending."""
    evidence, text = pair(samples, "hello-world.txt")
    (block,) = OtsProof.parse(evidence).blocks
    headers = {HEIGHT: header(block.root, at=1)}
    matched = []
    for bit in range(len(evidence) * 8):
        changed = bytearray(evidence)
        changed[bit // 8] ^= 1 << bit % 8
        try:
            state = check_ots(bytes(changed), text=text, headers=headers).state
        except (Malformed, ProofBroken):
            continue
        if state is OtsState.MATCHES_HEADER:
            matched.append((evidence[bit // 8], changed[bit // 8]))
    append, prepend = 0xF0, 0xF1
    assert matched == [(append, prepend)]
