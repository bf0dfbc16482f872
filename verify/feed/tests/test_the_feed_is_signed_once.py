"""Each head continues the one that was signed before, also after a crash, a silent signer and a restored backup."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from provenance.mirror.chain import beginning
from provenance.mirror.errors import FeedRefused
from verify.cases.tests.recording import Chronicle, chronicle
from verify.feed import services
from verify.feed.errors import FeedNotReady
from verify.feed.models import FeedEntry, FeedPage, FeedState
from verify.feed.selectors import head_seen
from verify.feed.services import feed_publish
from verify.feed.tests.feeds import feed_signer, mirrored
from verify.ledger import parts as ledger_parts
from verify.ledger.asking import FEED_SIGN
from verify.ledger.errors import FeedForked, SignerUnavailable
from verify.ledger.local_socket import Frame
from verify.ledger.models import Record
from verify.ledger.signer.feed import FeedSigner


@pytest.fixture
def log(stores: None, tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as made:
        yield made


@pytest.fixture
def signer(log: Chronicle, tmp_path: Path) -> Iterator[FeedSigner]:
    with feed_signer(tmp_path / "keys") as made:
        yield made


def recorded(log: Chronicle, *words: str) -> None:
    """Records of these words, published and signed."""
    for word in words:
        log.record(word.encode(), None, user=7)
    feed_publish()


def test_pages_are_closed_when_they_are_full(
    log: Chronicle, signer: FeedSigner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(services, "PAGE_ENTRIES", 3)
    recorded(log, *map(str, range(8)))
    head = head_seen()
    assert (head.count, head.closed) == (FeedEntry.objects.count(), FeedEntry.objects.count() // 3)
    assert mirrored(tmp_path / "mirror").place.count == head.count
    recorded(log, "one more")
    assert mirrored(tmp_path / "mirror").place.count == head.count + 1


def test_pages_of_long_entries_are_closed_early(
    log: Chronicle, signer: FeedSigner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "PAGE_FULL_BYTES", 600)
    recorded(log, *map(str, range(4)))
    assert head_seen().closed >= 2


def test_a_quiet_feed_is_signed_anew_every_minute(log: Chronicle, signer: FeedSigner) -> None:
    recorded(log, "a word")
    first = head_seen()
    log.sequencer.clock.forward(10)
    feed_publish()
    assert head_seen().at == first.at
    log.sequencer.clock.forward(60)
    feed_publish()
    assert head_seen().at > first.at
    assert head_seen().count == first.count


def test_without_a_signer_nothing_is_lost(log: Chronicle, tmp_path: Path) -> None:
    log.record(b"a word", None, user=7)
    with pytest.raises(SignerUnavailable):
        feed_publish()
    with pytest.raises(FeedNotReady):
        head_seen()
    with feed_signer(tmp_path / "keys"):
        feed_publish()
        assert head_seen().count == FeedEntry.objects.count()


def test_what_was_signed_and_lost_is_found_again(log: Chronicle, signer: FeedSigner, tmp_path: Path) -> None:
    recorded(log, "a word")
    FeedPage.objects.update(note="", count=0, at=None)
    recorded(log, "another")
    assert mirrored(tmp_path / "mirror").place.count == FeedEntry.objects.count()


def put_back(count: int) -> None:
    """The site as a backup of an earlier moment holds it."""
    lost = FeedEntry.objects.filter(seq__gt=count)
    Record.objects.filter(pk__in=lost.filter(kind="record").values("subject")).delete()
    lost.delete()
    chain = FeedEntry.objects.get(seq=count).chain
    FeedState.objects.update(count=count, chain=chain, looked=None, facts=None)


def test_a_site_that_was_put_back_has_no_second_history_signed(
    log: Chronicle, signer: FeedSigner, tmp_path: Path
) -> None:
    recorded(log, "a word")
    before = FeedEntry.objects.count()
    recorded(log, "forgotten", "as well")
    mirrored(tmp_path / "mirror")
    put_back(before)
    with pytest.raises(FeedForked):
        recorded(log, "other")
    assert "manage.py feed --anew" in FeedState.objects.get().trouble
    with pytest.raises(CommandError, match="put back"):
        call_command("feed", stdout=StringIO())

    call_command("feed", "--anew", stdout=StringIO())

    assert not FeedState.objects.get().trouble
    with pytest.raises(FeedRefused, match="another feed"):
        mirrored(tmp_path / "mirror")
    assert mirrored(tmp_path / "new mirror").place.count == head_seen().count


def test_a_signer_that_forgets_would_fork(log: Chronicle, signer: FeedSigner, tmp_path: Path) -> None:
    """The planted fault: without its memory the signer signs what a mirror then refuses."""
    recorded(log, "a word")
    before = FeedEntry.objects.count()
    recorded(log, "forgotten", "as well")
    mirrored(tmp_path / "mirror")
    put_back(before)
    (tmp_path / "keys" / "feed.signed").unlink()
    FeedPage.objects.update(note="", count=0, at=None)
    recorded(log, "other", "words", "than", "those")
    with pytest.raises(FeedRefused) as caught:
        mirrored(tmp_path / "mirror")
    assert caught.value.code == "feed.forked"


def test_a_worker_that_was_overtaken_looks_again(log: Chronicle, signer: FeedSigner, tmp_path: Path) -> None:
    recorded(log, "a word")
    straight, lost = ledger_parts.parts().ask_signer, [True]

    def overtaken(verb: str, body: bytes) -> Frame:
        if verb == FEED_SIGN and lost.pop() if lost else False:
            straight(verb, body)  # another worker asked the same a moment before
        return straight(verb, body)

    ledger_parts.use(replace(ledger_parts.parts(), ask_signer=overtaken))
    recorded(log, "another")
    assert not FeedState.objects.get().trouble
    assert mirrored(tmp_path / "mirror").place.count == FeedEntry.objects.count()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"feed": 1}', b"\xff", b"[" * 10_000])
def test_what_asks_for_nothing_is_refused(signer: FeedSigner, body: bytes) -> None:
    assert signer.sign(body).word == "refused"
    assert signer.record.read() is None


def test_a_head_of_another_time_is_refused(signer: FeedSigner) -> None:
    asked = {"feed": "ab" * 16, "count": 0, "chain": beginning("ab" * 16).hex(), "digests": [], "anew": False}
    later = int(signer.clock().timestamp()) + 600
    assert signer.sign(json.dumps({**asked, "at": later}).encode()).word == "refused"
    assert signer.sign(json.dumps({**asked, "at": later - 600}).encode()).word == "signed"
