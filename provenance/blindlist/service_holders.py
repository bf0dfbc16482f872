"""Key holders over the network, behind the list service's relay, which sees random points and no token.

Who is asked first is drawn anew each time, so that every holder carries its part and none sees every question; whoever
did not answer lately is tried last.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from provenance.blindlist.errors import BadBlob, BadPoint, BudgetSpent, TooFewHolders
from provenance.blindlist.holders_http import TIMEOUT, Http, HttpAnswer, address
from provenance.blindlist.holding_wire import MOST_ANSWER, answer_from, question_bytes
from provenance.blindlist.ristretto import Random
from provenance.blindlist.tokens import authorization
from provenance.blindlist.types import Evaluated, HolderIndex, KeyName, Point

ROUTE: Final = "/v1/holders/{}/evaluate"


class ServiceHolders:
    """The holders of one list service; `indexes` are the members of the pinned set."""

    def __init__(
        self,
        base_url: str,
        token: str,
        http: Http,
        indexes: Sequence[HolderIndex] = tuple(map(HolderIndex, range(1, 6))),
        random: Random = secrets.token_bytes,
    ) -> None:
        self._base, self._http, self._indexes, self._random = base_url.rstrip("/"), http, tuple(indexes), random
        self._token = token
        self._failed: set[HolderIndex] = set()

    def available(self) -> Sequence[HolderIndex]:
        """All of them in an order drawn anew, those that failed last time at the end."""
        drawn = {one: self._random(8) for one in self._indexes}
        return sorted(self._indexes, key=lambda one: (one in self._failed, drawn[one]))

    def evaluate(self, holder: HolderIndex, key: KeyName, epoch: int, blinded: Sequence[Point]) -> Evaluated:
        """Its answer, not yet checked; raises TooFewHolders where it does not answer, BudgetSpent, BadPoint."""
        self._failed.add(holder)
        question = question_bytes(key, epoch, tuple(blinded))
        said = self._http.post(
            self._url(holder),
            question,
            {"Authorization": authorization(self._token, question)},
            timeout=TIMEOUT,
            at_most=MOST_ANSWER,
        )
        evaluated = _evaluated(said, holder)
        self._failed.discard(holder)
        return evaluated

    def _url(self, holder: HolderIndex) -> str:
        return self._base + ROUTE.format(holder)


class DirectHolders(ServiceHolders):
    """The same holders at addresses of their own, without a relay: for a maintainer's station and for trying out."""

    def __init__(
        self, urls: Mapping[HolderIndex, str], token: str, http: Http, random: Random = secrets.token_bytes
    ) -> None:
        super().__init__("", token, http, tuple(urls), random)
        self._urls = urls

    def _url(self, holder: HolderIndex) -> str:
        return address(self._urls[holder], "/evaluate")


def _evaluated(said: HttpAnswer, holder: HolderIndex) -> Evaluated:
    if said.status == 200:
        return _read(said, holder)
    if said.status == 429:
        raise BudgetSpent("This token has asked all that it may today. It may go on tomorrow.")
    if said.status == 400:
        raise BadPoint("A key holder could not read what was sent.")
    raise TooFewHolders(f"A key holder answered with status {said.status}.", detail=_code(said))


def _read(said: HttpAnswer, holder: HolderIndex) -> Evaluated:
    try:
        return answer_from(said.body, holder)
    except BadBlob as error:
        raise TooFewHolders("A key holder's answer cannot be read.", detail=error.detail) from error


def _code(said: HttpAnswer) -> str:
    """The holder's stable code, for the log; empty where it gave none."""
    try:
        found = msgspec.json.decode(said.body, type=dict[str, object]).get("code", "")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
    return found if isinstance(found, str) and found.replace("_", "").isalnum() else ""
