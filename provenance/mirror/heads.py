"""What is signed of a feed: how long it is, the value of its chain, and when that was all there was.

Five lines below their schema as the text of a C2SP signed note; the first is no origin of a log and the second no
size, so that a head can pass for no checkpoint, and no report's signature for a head.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from provenance.mirror.chain import SCHEMA

_TEXT: Final = re.compile(
    rf"{re.escape(SCHEMA)}\n"
    r"(?P<signer>[!-~]{1,200})\n(?P<feed>[0-9a-f]{32})\n(?P<count>0|[1-9][0-9]{0,17})\n(?P<chain>[0-9a-f]{64})\n"
    r"(?P<at>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)\n"
)


@dataclass(frozen=True, slots=True)
class Head:
    """`count` entries lead to `chain` (32 bytes), and at `at` (UTC, whole seconds) there were no more.

    `feed` names the feed, 32 hex digits: an installation that had to begin anew has another one.
    """

    signer: str
    feed: str
    count: int
    chain: bytes
    at: datetime


def to_text(head: Head) -> str:
    """The text that is signed."""
    at = head.at.astimezone(UTC)
    return f"{SCHEMA}\n{head.signer}\n{head.feed}\n{head.count}\n{head.chain.hex()}\n{at:%Y-%m-%dT%H:%M:%SZ}\n"


def from_text(text: str) -> Head:
    """Back from the text; raises ValueError."""
    found = _TEXT.fullmatch(text)
    if found is None:
        raise ValueError("this is no head of a feed")
    at = datetime.fromisoformat(found["at"])
    return Head(found["signer"], found["feed"], int(found["count"]), bytes.fromhex(found["chain"]), at)
