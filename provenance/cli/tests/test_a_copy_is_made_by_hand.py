"""The command makes a publication copy with a newsroom's key and says what it took out."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from provenance.cli.command import main
from provenance.publication.tests.newsroom import SIGNER, marks_in, photographed, report_of
from provenance.publication.types import Copy, History

pytestmark = pytest.mark.sandbox


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "key.pem").write_bytes(SIGNER.key_pem)
    (tmp_path / "chain.pem").write_bytes(SIGNER.chain_pem)
    (tmp_path / "photo.jpg").write_bytes(photographed())
    return tmp_path


def run(house: Path, *more: str, file: str = "photo.jpg", out: str = "copy.jpg") -> tuple[int, str, str]:
    said, complained = io.StringIO(), io.StringIO()
    words = ["copy", str(house / file), "--key", str(house / "key.pem"), "--chain", str(house / "chain.pem")]
    status = main([*words, "--out", str(house / out), *more], said, complained)
    return status, said.getvalue(), complained.getvalue()


def test_a_copy_is_written_and_nothing_is_overwritten(house: Path) -> None:
    status, said, _ = run(house, "--with-history")
    assert status == 0
    assert "c2pa.metadata" in said
    content = (house / "copy.jpg").read_bytes()
    assert marks_in(content) == []
    assert report_of(Copy(content, "image/jpeg", History.REDACTED)).headline.code == "all_signers_trusted"
    status, _, complained = run(house)
    assert status == 2
    assert "is there already" in complained


def test_a_key_that_does_not_fit_is_said(house: Path) -> None:
    (house / "chain.pem").write_bytes(b"no certificate")
    status, _, complained = run(house)
    assert status == 2
    assert "certificates cannot be read" in complained
    assert not (house / "copy.jpg").exists()
