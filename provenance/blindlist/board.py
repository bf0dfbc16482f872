"""Messages of maintainers' stations to each other, pinned to a board that anybody may hold: each signed by its author.

A message belongs to one topic, so that it cannot be moved to another. The holder of the board can withhold messages,
and can neither change nor invent one.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from provenance.blindlist.cbor import encode
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.signing import Purpose, SignatureRefused, SigningKey, check_signature
from provenance.blindlist.types import HolderIndex, MaintainerSet

MOST_BODY: Final = 1024 * 1024
"""A deal for thirty holders takes 10 KB; the manifest of an edition with ten thousand cases 0.7 MB."""
TOPIC: Final = re.compile(r"[a-z][a-z_]{0,15}(/[a-z0-9_-]{1,80}){0,5}")
REQUEST_LIFE: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Message:
    """What one maintainer's station pinned to a topic."""

    topic: str
    author: HolderIndex
    body: bytes
    signature: bytes


def sign_message(topic: str, author: HolderIndex, body: bytes, key: SigningKey) -> Message:
    """A message of this station."""
    return Message(topic, author, body, key.sign(Purpose.BOARD, _text(topic, author, body)))


def check_message(message: Message, members: MaintainerSet) -> None:
    """Raises SignatureRefused unless the member that it names signed it for this topic."""
    keys = {one.index: one.signing_key for one in members.members}
    if message.author not in keys:
        raise SignatureRefused(f"Nobody has the number {message.author} in the set of maintainers.")
    text = _text(message.topic, message.author, message.body)
    check_signature(keys[message.author], Purpose.BOARD, text, message.signature)


def fitting(messages: Iterable[Message], topic: str, members: MaintainerSet) -> tuple[Message, ...]:
    """Those that belong here and that their authors signed."""
    return tuple(one for one in messages if one.topic == topic and _fits(one, members))


def to_json(message: Message) -> dict[str, Any]:
    """A message as it travels."""
    body, signature = (base64.b64encode(one).decode() for one in (message.body, message.signature))
    return {"topic": message.topic, "author": message.author, "body": body, "signature": signature}


def from_json(found: Any) -> Message:
    """Read a message; raises BadBlob; its signature is not checked yet."""
    try:
        topic, author = str(found["topic"]), HolderIndex(int(found["author"]))
        body, signature = (base64.b64decode(found[name], validate=True) for name in ("body", "signature"))
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadBlob("This is no message of a maintainer's station.") from error
    if not TOPIC.fullmatch(topic) or len(body) > MOST_BODY:
        raise BadBlob("This message is too long or for no topic.")
    return Message(topic, author, body, signature)


def sign_request(author: HolderIndex, what: bytes, at: datetime, key: SigningKey) -> Message:
    """A question that only maintainers may ask, good for some minutes."""
    return sign_message(f"request/{int(at.timestamp())}", author, what, key)


def check_request(message: Message, members: MaintainerSet, at: datetime) -> bytes:
    """What is asked; raises SignatureRefused where nobody of the set asks it now."""
    check_message(message, members)
    kind, _, seconds = message.topic.partition("/")
    if kind != "request" or not seconds.isdecimal():
        raise SignatureRefused("This is no question of a station.")
    if abs(int(seconds[:15]) - at.timestamp()) > REQUEST_LIFE.total_seconds():
        raise SignatureRefused("This question was signed at another time: set the clock of the station's host.")
    return message.body


def _text(topic: str, author: HolderIndex, body: bytes) -> bytes:
    return encode([topic, author, body])


def _fits(message: Message, members: MaintainerSet) -> bool:
    try:
        check_message(message, members)
    except SignatureRefused:
        return False
    return True
