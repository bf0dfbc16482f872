"""Our own requests to a running authority, and what comes of its useless answers."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from chronology.anchors.protocol import Anchor, AnchorState, AnchorTarget
from chronology.anchors.rfc3161 import Rfc3161Anchor
from chronology.anchors.stamped import stamped_text
from chronology.anchors.web import Web
from chronology.errors import Malformed, PeerUnavailable, ProofBroken
from chronology.types import LogId, RootHash, TreeSize
from fixtures.pki import TIME_STAMPING, Identity, founded
from fixtures.stamping import stamp, stamp_authority

NOTE = b"example.org/log\n7\nqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=\n\n\xe2\x80\x94 example.org/log AAAAAAAA\n"
TARGET = AnchorTarget(LogId(bytes(32)), TreeSize(7), RootHash(b"\xaa" * 32), NOTE)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def house() -> Identity:
    return founded("DEMO Clock House", now())


@pytest.fixture(scope="module")
def identity(house: Identity) -> Identity:
    return house.issues("DEMO Clock House stamp", now(), purposes=TIME_STAMPING)


@pytest.fixture
def authority(identity: Identity) -> Iterator[str]:
    with stamp_authority(identity) as url:
        yield url


def anchor(url: str, *certificates: x509.Certificate) -> Rfc3161Anchor:
    return Rfc3161Anchor(Web(), url, certificates, now)


def test_it_is_an_anchor(house: Identity) -> None:
    found: Anchor = anchor("http://127.0.0.1:9/", house.certificate)
    assert (found.kind, found.name, found.development) == ("rfc3161", "127.0.0.1", False)


def test_a_checkpoint_is_stamped_for_good_at_once(authority: str, house: Identity) -> None:
    found = anchor(authority, house.certificate)
    before = now().replace(microsecond=0)
    standing = found.submit(TARGET)
    assert standing.state is AnchorState.FINAL
    assert found.poll(TARGET, standing) == standing
    evidence = found.evidence(TARGET, standing)
    assert evidence is not None
    attested = found.verify(TARGET, evidence)
    assert attested.at is not None
    assert before <= attested.at <= now()


def test_openssl_accepts_the_evidence(authority: str, house: Identity, tmp_path: Path) -> None:
    openssl = shutil.which("openssl") or pytest.skip("NO OPENSSL HERE: the evidence is not checked by a peer")
    (tmp_path / "evidence").write_bytes(anchor(authority, house.certificate).submit(TARGET).memo)
    (tmp_path / "text").write_bytes(NOTE.split(b"\n\n")[0] + b"\n")
    (tmp_path / "root.pem").write_bytes(house.certificate.public_bytes(Encoding.PEM))
    command = [openssl, "ts", "-verify", "-data", "text", "-in", "evidence", "-CAfile", "root.pem"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=20, check=False)
    assert "Verification: OK" in done.stdout + done.stderr


def test_cosignatures_added_later_leave_the_evidence_good(authority: str, house: Identity) -> None:
    found = anchor(authority, house.certificate)
    memo = found.submit(TARGET).memo
    later = AnchorTarget(TARGET.log_id, TARGET.size, TARGET.root, NOTE + "— witness BBBB\n".encode())
    assert found.verify(later, memo).kind == "rfc3161"


def test_evidence_for_another_checkpoint_is_broken(authority: str, house: Identity) -> None:
    found = anchor(authority, house.certificate)
    memo = found.submit(TARGET).memo
    other = AnchorTarget(TARGET.log_id, TreeSize(8), TARGET.root, NOTE.replace(b"\n7\n", b"\n8\n"))
    with pytest.raises(ProofBroken):
        found.verify(other, memo)


def test_an_authority_outside_the_given_roots_is_of_no_use(authority: str) -> None:
    stranger = founded("DEMO Another House", now())
    with pytest.raises(PeerUnavailable, match="do not lead"):
        anchor(authority, stranger.certificate).submit(TARGET)


def test_a_silent_authority_is_unavailable(house: Identity) -> None:
    with pytest.raises(PeerUnavailable):
        anchor("http://127.0.0.1:9/", house.certificate).submit(TARGET)


class Replay:
    """A peer that answers every request with what it is told to."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer

    def post(self, url: str, body: bytes, *, content_type: str, at_most: int) -> bytes:
        return self.answer

    def get(self, url: str, *, at_most: int) -> bytes | None:
        return self.answer


class Late(Replay):
    """An authority whose clock is wrong."""

    def __init__(self, identity: Identity, at: datetime) -> None:
        self._identity, self._at = identity, at

    def post(self, url: str, body: bytes, *, content_type: str, at_most: int) -> bytes:
        return stamp(body, self._identity, self._at)


def test_an_old_answer_played_again_is_of_no_use(authority: str, house: Identity) -> None:
    old = anchor(authority, house.certificate).submit(TARGET).memo
    replayed = Rfc3161Anchor(Replay(old), authority, [house.certificate], now)
    with pytest.raises(PeerUnavailable, match="another request"):
        replayed.submit(TARGET)


def test_an_authority_whose_clock_is_wrong_is_of_no_use(identity: Identity, house: Identity) -> None:
    wrong = Late(identity, now() + timedelta(minutes=10))
    with pytest.raises(PeerUnavailable, match="clock"):
        Rfc3161Anchor(wrong, "http://127.0.0.1/", [house.certificate], now).submit(TARGET)


@pytest.mark.parametrize("answer", [b"", b"<html>", bytes(100)])
def test_nonsense_is_of_no_use(answer: bytes, house: Identity) -> None:
    with pytest.raises(PeerUnavailable):
        Rfc3161Anchor(Replay(answer), "http://127.0.0.1/", [house.certificate], now).submit(TARGET)


@pytest.mark.parametrize("note", [b"", b"no signatures\n", b"\n\nonly signatures"])
def test_what_is_no_signed_note_is_not_stamped(note: bytes) -> None:
    with pytest.raises(Malformed):
        stamped_text(note)
