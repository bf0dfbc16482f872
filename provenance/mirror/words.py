"""What was signed, beside the pages: each message's own hash says that it is the one on the log."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Final

from provenance.mirror.errors import FeedRefused
from provenance.mirror.limits import WORDS_BYTES
from provenance.mirror.pages import document_of
from provenance.statements import wire
from provenance.statements.errors import BadMessage
from provenance.statements.types import Consent, ContentForm, Signed, Statement

SCHEMA: Final = "firstlight.feed-words/1"

_KEEP: Final = """
UPDATE statement SET words = ? WHERE id = ? AND ended NOT LIKE '%"erased"%' AND ended NOT LIKE '%"hidden"%'"""
"""What was erased or hidden stays away, whoever hands it out again."""


def take_words(rows: sqlite3.Connection, raw: bytes) -> int:
    """Keep the messages whose hash an entry named, and say how many; raises FeedRefused for another form."""
    found = document_of(raw, SCHEMA, WORDS_BYTES).get("words")
    if not isinstance(found, list):
        raise FeedRefused("feed.page", "The feed answers with something that are no signed messages.")
    return sum(_taken(rows, one) for one in found)


def _taken(rows: sqlite3.Connection, document: Any) -> bool:
    """A message of a kind that is not known here is left out; the entry that names its hash stays."""
    try:
        signed = wire.from_json(document)
    except BadMessage:
        return False
    name = wire.statement_id(signed).hex()
    kept = rows.execute(_KEEP, (json.dumps(document), name)).rowcount
    about = _content(signed)
    if kept and about is not None:
        rows.execute("INSERT INTO about VALUES (?, ?) ON CONFLICT DO NOTHING", (about, name))
    return bool(kept)


def _content(signed: Signed) -> bytes | None:
    """The SHA-256 of the work that a message is about; None where it says none openly."""
    message = signed.message
    if isinstance(message, Statement):
        return bytes(message.content) if message.form is ContentForm.SHA256 else None
    return bytes(message.content) if isinstance(message, Consent) else None
