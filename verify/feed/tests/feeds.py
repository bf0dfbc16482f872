"""A feed with a signer of this process, and a mirror that fetches it through the real views."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.test import Client

from chronology.log.signing_record import SigningRecord
from chronology.notes import Ed25519NoteSigner
from provenance.mirror.copy import Copy
from provenance.mirror.errors import FeedUnavailable
from provenance.mirror.fetching import Fetched, fetch
from provenance.mirror.source import ACCEPT
from verify.ledger import parts as ledger_parts
from verify.ledger.asking import FEED_LAST, FEED_SIGN
from verify.ledger.local_socket import Frame
from verify.ledger.models import KeyPurpose, PublicKey
from verify.ledger.signer.feed import FeedSigner
from verify.ledger.tests.conftest import TERMS

REPORTS = Ed25519NoteSigner.generate(f"{TERMS.origin}/reports", secrets.token_bytes)


@contextmanager
def feed_signer(folder: Path) -> Iterator[FeedSigner]:
    """The ledger's parts with the real signer of feeds behind its socket's verbs."""
    before = ledger_parts.parts()
    folder.mkdir(exist_ok=True)
    signer = FeedSigner(REPORTS, SigningRecord(folder / "feed.signed"), before.clock)

    def ask(verb: str, body: bytes) -> Frame:
        return {FEED_LAST: signer.last, FEED_SIGN: signer.sign}[verb](body)

    PublicKey.objects.update_or_create(purpose=KeyPurpose.REPORT.value, defaults={"vkey": REPORTS.vkey})
    ledger_parts.use(replace(before, ask_signer=ask))
    try:
        yield signer
    finally:
        ledger_parts.use(before)


@dataclass
class Visiting:
    """The way to the site's own views; `spoil` changes what comes back, `asked` is what was asked for."""

    spoil: Callable[[str, bytes], bytes | None] = lambda _path, body: body
    asked: list[str] = field(default_factory=list)

    def get(self, path: str, *, at_most: int) -> bytes | None:
        """The body of an answer, None for 404."""
        self.asked.append(path)
        answer = Client().get(path, headers={"Accept": ACCEPT})
        if answer.status_code == 404:
            return None
        body = self.spoil(path, answer.content) if answer.status_code == 200 else None
        if body is None or len(body) > at_most:
            raise FeedUnavailable(f"status {answer.status_code}")
        return body


def mirrored(folder: Path, source: Visiting | None = None) -> Fetched:
    """Bring a mirror in this folder up to date."""
    return fetch(folder, source or Visiting(), url="http://testserver", key=REPORTS.vkey)


def copied(folder: Path) -> Copy:
    """The mirror, asked at the ledger's own time."""
    return Copy(folder, ledger_parts.parts().clock)
