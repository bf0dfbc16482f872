"""A contested recording for tests: a desk, its dossier, a record, and a rival's."""

from __future__ import annotations

from hashlib import sha256

from verify.contested.models import ContestedPage, Version
from verify.contested.services.pages import Written, page_begin, page_write
from verify.contested.services.pieces import check_add
from verify.contested.services.publishing import page_publish
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import PHOTO, dossier

CLAIM = "This picture was made by a machine."
LIMIT = "It does not show who threw the first stone."
WORDS = Written(
    title="Fire at the quay, 22 November",
    claim=CLAIM,
    claim_by="A channel called Quay News",
    claim_link="https://quay.example/post/1",
    shown="The file is on record since the morning.",
    not_shown=LIMIT,
)


def draft(desk: AtTheDesk, *, sha: str = PHOTO) -> ContestedPage:
    """A draft with its words and one check that was agreed to be made public."""
    made = dossier(desk, sha, title="Secret working title")
    page = page_begin(made, title=WORDS.title, desk=desk)
    page_write(page, words=WORDS)
    check_add(page, item=made.items.get(), words="Our camera.", opened=True, desk=desk)
    page.refresh_from_db()
    return page


def published(desk: AtTheDesk) -> Version:
    """Its first version."""
    return page_publish(draft(desk), changed="", named=True, desk=desk)


def digest(text: str) -> str:
    """A SHA-256 in hex."""
    return sha256(text.encode()).hexdigest()
