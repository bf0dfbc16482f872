"""The process that has the file has no key, no disk and no network; what it asks to be signed is looked at."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from provenance.publication import copying
from provenance.publication.errors import BadKey, NotCopyable
from provenance.publication.keys import NOT_OF_THIS_KEY, FileKey, file_key
from provenance.publication.tests.newsroom import (
    DESK,
    KEY,
    MARKS,
    NOW,
    SIGNER,
    copy_of,
    film,
    jpeg,
    marks_in,
    photographed,
    report_of,
)
from provenance.publication.token_keys import token_key
from provenance.publication.types import Algorithm, History

pytestmark = pytest.mark.sandbox

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


@dataclass
class Watched:
    """A key that notes what it is asked to sign."""

    key: FileKey = KEY
    asked: list[bytes] = field(default_factory=list)

    @property
    def algorithm(self) -> Algorithm:
        return self.key.algorithm

    @property
    def chain_pem(self) -> bytes:
        return self.key.chain_pem

    def sign(self, content: bytes) -> bytes:
        self.asked.append(content)
        return self.key.sign(content)


def test_a_copy_takes_one_signature_over_one_claim() -> None:
    key = Watched()
    copy = copy_of(photographed(), History.REDACTED, key)
    assert marks_in(copy.content) == []
    assert report_of(copy).headline.code == "all_signers_trusted"
    (asked,) = key.asked
    assert asked.startswith(b"\x84\x6aSignature1")
    assert marks_in(asked) == []


def test_the_process_that_has_the_file_is_locked_in_while_it_asks() -> None:
    class Looking(Watched):
        def sign(self, content: bytes) -> bytes:
            found.update(_walls_of_children(os.getpid()))
            return super().sign(content)

    found: set[str] = set()
    copy_of(jpeg(), History.LEFT_OUT, Looking())
    assert "Seccomp:2 NoNewPrivs:1" in found, "no process behind the walls asked for the signature"


def _walls_of_children(parent: int) -> set[str]:
    """How the descendants of this process are locked in, as the kernel says; bubblewrap's own are among them."""
    found: set[str] = set()
    for tasks in Path(f"/proc/{parent}/task").iterdir():
        for child in (tasks / "children").read_text().split():
            lines = Path(f"/proc/{child}/status").read_text().splitlines()
            said = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
            found.add(f"Seccomp:{said['Seccomp'].strip()} NoNewPrivs:{said['NoNewPrivs'].strip()}")
            found |= _walls_of_children(int(child))
    return found


def test_a_film_is_copied_behind_the_walls_as_well() -> None:
    copy = copy_of(film(), History.LEFT_OUT)
    assert marks_in(copy.content) == []


def test_a_damaged_file_is_refused_and_nothing_of_it_quoted() -> None:
    with pytest.raises(NotCopyable) as refused:
        copy_of(jpeg()[:-500], History.LEFT_OUT)
    assert refused.value.code == "damaged"
    assert not [one for one in MARKS.values() if one in f"{refused.value!r} {refused.value.detail}"]


def test_a_key_that_fails_makes_no_copy() -> None:
    class Broken(Watched):
        def sign(self, content: bytes) -> bytes:
            raise RuntimeError("the device is gone")

    with pytest.raises(BadKey):
        copy_of(jpeg(), History.LEFT_OUT, Broken())


def test_a_key_that_signs_something_else_makes_no_copy_that_reads_as_intact() -> None:
    class Other(Watched):
        def sign(self, content: bytes) -> bytes:
            return self.key.sign(content + b"!")

    with pytest.raises(NotCopyable):
        copy_of(jpeg(), History.LEFT_OUT, Other())


def test_a_child_that_asks_for_more_than_a_claim_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    key = Watched()
    with pytest.raises(NotCopyable):
        copying._signature(key, b"a letter to the bank")
    assert key.asked == []


def test_a_certificate_must_be_of_the_key(tmp_path: Path) -> None:
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    key.write_bytes(SIGNER.key_pem)
    chain.write_bytes(DESK.issues("somebody else", NOW).chain_pem)
    with pytest.raises(BadKey, match=NOT_OF_THIS_KEY.partition(".")[0]):
        file_key(key, chain)
    chain.write_bytes(SIGNER.chain_pem)
    assert file_key(key, chain).algorithm is Algorithm.ES256


def test_a_key_prints_nothing_of_itself() -> None:
    assert repr(replace(KEY)) == f"FileKey(chain_pem={KEY.chain_pem!r})"


def test_a_key_in_a_device_signs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _need_softhsm()
    chain = tmp_path / "chain.pem"
    chain.write_bytes(SIGNER.chain_pem)
    _device(tmp_path, monkeypatch)
    key = token_key(str(SOFTHSM), "newsroom", "claims", "1234", chain)
    assert "1234" not in repr(key)
    assert report_of(copy_of(jpeg(), History.LEFT_OUT, key)).headline.code == "all_signers_trusted"
    with pytest.raises(BadKey):
        token_key(str(SOFTHSM), "newsroom", "claims", "9999", chain)


def _device(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tokens, settings = folder / "tokens", folder / "softhsm2.conf"
    tokens.mkdir()
    settings.write_text(f"directories.tokendir = {tokens}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    (folder / "key.pem").write_bytes(SIGNER.key_pem)
    named = ["--label", "newsroom", "--pin", "1234"]
    _run("--init-token", "--free", "--so-pin", "0000", *named)
    _run("--import", str(folder / "key.pem"), "--token", "newsroom", "--label", "claims", "--id", "01", "--pin", "1234")


def _run(*arguments: str) -> None:
    tool = shutil.which("softhsm2-util") or ""
    subprocess.run([tool, *arguments], check=True, capture_output=True)


def _need_softhsm() -> None:
    if SOFTHSM.exists() and shutil.which("softhsm2-util"):
        return
    missing = "softhsm2 is missing: a key in a device cannot be tried (scripts/system-packages installs it)"
    pytest.fail(missing) if os.environ.get("CI") == "true" else pytest.skip(f"SKIPPED LOUDLY: {missing}")
