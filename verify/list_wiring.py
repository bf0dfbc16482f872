"""The camera list as workers ask it: its newest edition here, and its key holders through the list service.

No web process imports this at work: it has no network. The address is the operator's own, like a node's; it is not a
link of anybody's, so it does not go through the fetcher of links.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from provenance.attestation.types import DeviceId
    from provenance.blindlist.mirror import Mirror
    from provenance.blindlist.sources import WebSource
    from provenance.blindlist.types import Answer, HolderIndex, KeyHolders, MaintainerSet

SLOW_SECONDS = 5.0
"""One holder is waited for that long; all that answer together take a tenth of a second."""
REST_SECONDS = 60.0
"""How long silent holders are not asked, so that one file a minute is all that they can hold up."""

DEMO_TOKEN: Final = Path("blacklist") / "token"
"""Where the founding of a demo leaves what its workers ask with, under DATA_DIR."""


def is_asked() -> bool:
    """Whether this installation asks a camera list at all: it has an address and somebody to believe."""
    return bool(settings.BLACKLIST_URL) and Path(settings.BLACKLIST_PINS).is_file()


def mirror() -> Mirror | None:
    """The newest edition that was taken in here, and the maintainers who are believed now; None where no list is asked.

    Opened once a process; it notices by itself what another process took in.
    """
    return _mirror(Path(settings.BLACKLIST_DIR), Path(settings.BLACKLIST_PINS)) if is_asked() else None


@cache
def _mirror(where: Path, pinned: Path) -> Mirror:
    from provenance.blindlist.mirror import Mirror
    from provenance.blindlist.pins import read_pins
    from verify.environment import folder

    return Mirror(folder(where), read_pins(pinned))


def maintainer_set() -> MaintainerSet | None:
    """The maintainers of the list that is asked, as they are now; None where none is."""
    near = mirror()
    return near.pinned if near is not None else None


def key_holders() -> KeyHolders | None:
    """The way to the key holders, through the list service; None where no list is asked."""
    believed = maintainer_set()
    return None if believed is None else _holders(tuple(one.index for one in believed.members), token())


@cache
def _holders(indexes: tuple[HolderIndex, ...], bearer: str) -> KeyHolders:
    from provenance.blindlist.holders_http import WebHttp
    from provenance.blindlist.service_holders import ServiceHolders

    return ServiceHolders(settings.BLACKLIST_URL, bearer, WebHttp(), indexes)


def list_source() -> WebSource:
    """The way to the list's downloads."""
    from provenance.blindlist.sources import WebSource

    return WebSource(settings.BLACKLIST_URL)


def token() -> str:
    """What this installation asks with; in a demo its founding made it."""
    made = Path(settings.DATA_DIR) / DEMO_TOKEN
    if settings.BLACKLIST_TOKEN or not settings.DEMO or not made.is_file():
        return str(settings.BLACKLIST_TOKEN)
    return made.read_text("utf-8").strip()


@dataclass(frozen=True, slots=True)
class CameraList:
    """What asks: the mirror of the newest edition, and the key holders."""

    mirror: Mirror
    holders: KeyHolders

    def ask(self, ids: Sequence[DeviceId], at: datetime) -> tuple[Answer, ...]:
        """What the list says of these ids; they leave this process blinded only.

        Where holders kept somebody waiting for nothing, they are given a rest: whoever checks a file meanwhile is told
        at once that they could not be asked.
        """
        from provenance.blindlist.asking import ask
        from provenance.blindlist.types import Answer, AnswerState

        begun = time.monotonic()
        if begun < _rests.until:
            return tuple(Answer(AnswerState.UNAVAILABLE, one.kind.value, why="holders") for one in ids)
        found = ask(ids, holders=self.holders, mirror=self.mirror, random=secrets.token_bytes, at=at)
        silent = any(one.state is AnswerState.UNAVAILABLE and one.why == "holders" for one in found)
        if silent and time.monotonic() - begun >= SLOW_SECONDS:
            _rests.until = time.monotonic() + REST_SECONDS
        return found


@dataclass(slots=True)
class _Rests:
    until: float = 0.0


_rests = _Rests()


def camera_list() -> CameraList | None:
    """The camera list of this installation; None where none is asked."""
    near, holders = mirror(), key_holders()
    return CameraList(near, holders) if near is not None and holders is not None else None
