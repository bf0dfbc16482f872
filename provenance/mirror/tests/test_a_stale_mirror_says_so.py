"""An answer from a copy names its age; what is not in it is never said not to be there."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from provenance.cli import mirror as command
from provenance.cli.command import main
from provenance.mirror.answers import looked_up
from provenance.mirror.copy import Copy
from provenance.mirror.errors import BadMirror
from provenance.mirror.fetching import fetch
from provenance.mirror.limits import STALE
from provenance.mirror.reporting import with_mirror
from provenance.mirror.tests.feeds import INSTALLATION, MadeFeed, record, sha
from provenance.sentences import sentence
from provenance.types import MadeWith, Media, Outcome, Report, Sha256Hex


def bare_report(sha256: str) -> Report:
    """A report of a file without credentials."""
    outcome = Outcome("no_credentials", {})
    media = Media(Sha256Hex(sha256), 1, "image/jpeg")
    return Report(media, outcome, outcome, (), (), ("chronology", "similar"), MadeWith("t", "t"))


@pytest.fixture
def feed(tmp_path: Path) -> MadeFeed:
    made = MadeFeed().add(INSTALLATION, record(1, "a word"))
    fetch(tmp_path, made, url="https://log.example.org", key=made.vkey)
    return made


def said(folder: Path, monkeypatch: pytest.MonkeyPatch, at: datetime, *words: str) -> tuple[int, str]:
    """What the command answers at this time."""
    monkeypatch.setattr(command, "_now", lambda: at)
    out = io.StringIO()
    return main(["mirror", words[0], "--dir", str(folder), *words[1:]], out, io.StringIO()), out.getvalue()


def test_what_is_found_names_its_copy(feed: MadeFeed, tmp_path: Path) -> None:
    copy = Copy(tmp_path, lambda: feed.at + timedelta(minutes=5))
    answer = looked_up(copy, sha("a word"))
    assert [one["index"] for one in answer["records"]] == [1]
    assert answer["mirror"]["age_seconds"] == 300
    assert not answer["mirror"]["stale"]
    assert "sealed records" in answer["not_in_it"]


def test_an_old_copy_is_called_stale(feed: MadeFeed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = feed.at + STALE + timedelta(seconds=1)
    status, told = said(tmp_path, monkeypatch, at, "lookup", sha("a word"))
    assert status == 0
    assert "STALE" in told
    assert "STALE" not in said(tmp_path, monkeypatch, feed.at, "lookup", sha("a word"))[1]
    assert json.loads(said(tmp_path, monkeypatch, at, "status", "--json")[1])["mirror"]["stale"] is True


def test_a_copy_from_the_future_is_never_called_fresh(feed: MadeFeed, tmp_path: Path) -> None:
    copy = Copy(tmp_path, lambda: feed.at - timedelta(days=300))
    assert copy.as_of().stale
    assert not Copy(tmp_path, lambda: feed.at - timedelta(minutes=1)).as_of().stale


def test_not_found_is_not_absent(feed: MadeFeed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, told = said(tmp_path, monkeypatch, feed.at, "lookup", sha("nothing"))
    assert status == 0
    assert f"not found in the mirror as of {feed.at:%Y-%m-%d %H:%M:%S} UTC" in told
    assert "does not mean that there is none" in told


@pytest.mark.parametrize(("old", "code", "state"), [
    (timedelta(), "on_record.mirror", "not_checked"),
    (timedelta(days=2), "on_record.mirror_stale", "unavailable"),
])  # fmt: skip
def test_a_report_says_from_which_copy(feed: MadeFeed, old: timedelta, code: str, state: str, tmp_path: Path) -> None:
    at = feed.at + old
    copy = Copy(tmp_path, lambda: at)
    for word, found in (("a word", "on_record.undated"), ("nothing", "on_record.none_in_mirror")):
        report = with_mirror(bare_report(sha(word)), copy, at)
        told = {one.code: one for one in report.findings}
        assert found in told
        assert told[code].state == state
        assert "log.example.org/desk" in sentence(code, told[code].params)
        assert report.headline == bare_report(sha(word)).headline, "a copy changes no headline"
        assert ("chronology" in report.not_checked) is (code == "on_record.mirror_stale")


def test_no_mirror_is_a_sentence_and_no_answer(tmp_path: Path) -> None:
    with pytest.raises(BadMirror, match="no mirror"):
        Copy(tmp_path / "nowhere", lambda: datetime.now().astimezone())
    err = io.StringIO()
    assert main(["mirror", "lookup", "--dir", str(tmp_path / "nowhere"), sha("x")], io.StringIO(), err) == 2
    assert "mirror fetch" in err.getvalue()


def test_a_damaged_file_is_a_sentence(feed: MadeFeed, tmp_path: Path) -> None:
    del feed
    (tmp_path / "mirror.sqlite3").write_bytes(b"nothing of the kind" * 1000)
    for path in tmp_path.glob("mirror.sqlite3-*"):
        path.unlink()
    with pytest.raises(BadMirror):
        Copy(tmp_path, lambda: datetime.now().astimezone())


@pytest.mark.parametrize("body", [{"tier": "nobody"}, {"tier": "official", "sha256": "../../etc/passwd"}])
def test_a_list_that_makes_no_sense_is_damage_and_never_left_out(body: dict[str, Any], tmp_path: Path) -> None:
    from provenance.mirror.policies import policy_of

    made = MadeFeed().add(INSTALLATION, ("list", "C2PA", body))
    fetch(tmp_path, made, key=made.vkey)
    with pytest.raises(BadMirror):
        policy_of(Copy(tmp_path, lambda: made.at))
