"""A station's way to the list service: the board, the acts, what waits for it, and downloads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Protocol

from provenance.blindlist import board
from provenance.blindlist.board import MOST_BODY, Message
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.fetching import ListUnavailable
from provenance.blindlist.fetching import Source as Reading
from provenance.blindlist.station.secrets_of import StationKeys
from provenance.blindlist.types import MaintainerSet

MOST_ANSWER: Final = 64 * 1024 * 1024
MOST_TOPIC: Final = 64 * 2 * MOST_BODY


class Source(Reading, Protocol):
    """The way to a list service that can be written to as well."""

    def post(self, path: str, body: bytes, *, at_most: int) -> bytes | None:
        """The answer to this body; raises ListUnavailable."""
        ...


class Desk:
    """The list service as one station uses it; nothing that it says is believed here, only handed on."""

    def __init__(self, source: Source, keys: StationKeys) -> None:
        self.source, self._keys = source, keys

    def head(self) -> str:
        """A word that changes whenever anything here does; a service that lies with it delays a round, no more."""
        found = self.source.get("/v1/head", at_most=MOST_ANSWER)
        return found.decode("utf-8", "replace") if found else ""

    def messages(self, topic: str, members: MaintainerSet) -> tuple[Message, ...]:
        """What members pinned to this topic; what nobody of them signed is not there."""
        found = self._json(self.source.get(f"/v1/board/{topic}", at_most=MOST_TOPIC))
        return board.fitting([board.from_json(one) for one in found or []], topic, members)

    def topics(self, prefix: str) -> tuple[str, ...]:
        """Topics that begin so."""
        found = self._json(self.source.get(f"/v1/topics/{prefix}", at_most=MOST_ANSWER))
        return tuple(one for one in found or [] if isinstance(one, str) and board.TOPIC.fullmatch(one))

    def pin(self, topic: str, body: bytes) -> None:
        """Pin a message of this station."""
        message = board.sign_message(topic, self._keys.index, body, self._keys.signing)
        self.source.post(f"/v1/board/{topic}", json.dumps(board.to_json(message)).encode(), at_most=MOST_ANSWER)

    def acts_after(self, number: int) -> list[Any]:
        """The acts after this one, as JSON."""
        found = self._json(self.source.get(f"/v1/acts/{number}", at_most=MOST_ANSWER))
        if not isinstance(found, list):
            raise BadBlob("The list service answers with no acts.")
        return found

    def tasks(self, at: datetime) -> tuple[list[Any], list[Any]]:
        """Rounds to count and appeals to compare."""
        found = self._asked("/v1/stations/tasks", {}, at)
        return list(found.get("rounds", [])), list(found.get("appeals", []))

    def sealed(self, cases: Sequence[str], at: datetime) -> dict[str, list[str]]:
        """The sealed ids of these cases, by case hash, as JSON texts."""
        return {
            str(case): list(ids) for case, ids in self._asked("/v1/stations/sealed", {"cases": list(cases)}, at).items()
        }

    def words(self, cases: Sequence[str], at: datetime) -> dict[str, list[Any]]:
        """What was sealed to maintainers about these cases: evidence, and words of owners."""
        return dict(self._asked("/v1/stations/words", {"cases": list(cases)}, at))

    def signed_words(self, acts: Sequence[int], at: datetime) -> dict[str, Any]:
        """What wallets signed behind these acts, by number."""
        return self._asked("/v1/stations/signed", {"acts": list(acts)}, at)

    def put(self, number: int, digest: str, content: bytes) -> None:
        """A download of an edition that this station proposed."""
        self.source.post(f"/v1/stations/downloads/{number}/{digest}", content, at_most=MOST_ANSWER)

    def _asked(self, path: str, what: dict[str, Any], at: datetime) -> dict[str, Any]:
        message = board.sign_request(self._keys.index, json.dumps(what).encode(), at, self._keys.signing)
        found = self._json(self.source.post(path, json.dumps(board.to_json(message)).encode(), at_most=MOST_ANSWER))
        if not isinstance(found, dict):
            raise BadBlob("The list service answers in another form than asked for.")
        return found

    def _json(self, content: bytes | None) -> Any:
        if content is None:
            return None
        try:
            return json.loads(content)
        except (ValueError, RecursionError) as error:
            raise ListUnavailable("The list service answers with what cannot be read.") from error
