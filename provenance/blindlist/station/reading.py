"""What was sealed about a case, as lines for the maintainer who sits before this station and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from provenance.blindlist import sealing
from provenance.blindlist.errors import BadBlob, BlindListError
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.station.station import Station


def case_words(station: Station, case: str, at: datetime) -> Iterator[str]:
    """Ids, evidence and words of owners, each line by line; `case` is a public number or a hash."""
    station.bring_up(at)
    register = station.following.register
    cases = register.cases if register else {}
    name = next((hashed for hashed, one in cases.items() if case in (hashed, one.docket.number)), None)
    if name is None:
        raise BadBlob("The acts tell of no such case.")
    docket = cases[name].docket
    yield f"case {docket.number}: {docket.reason}, evidence of class {docket.evidence_class}"
    for text in station.parts.desk.sealed([name], at).get(name, []):
        yield _id(station.parts, text, {commitment for _, commitment in docket.ids})
    for one in station.parts.desk.words([name], at).get(name, []):
        yield from _words(station.parts, str(one.get("what", "")), str(one.get("sealed", "")), docket.evidence)


def _id(parts: Parts, text: str, committed: set[str]) -> str:
    try:
        sealed = sealing.id_from_json(text)
        opened = sealing.open_id(sealed, parts.keys.index, parts.keys.sealing)
    except BlindListError as error:
        return f"an id that does not open here: {error.public}"
    if sealed.commitment not in committed:
        return "an id that is not one of this case: the list server hands out something else"
    return f"{opened.id.kind}: {opened.id.maker} {opened.id.value} {_scope(opened.scope)}".rstrip()


def _scope(scope: sealing.Scope) -> str:
    versions = f"versions {scope.first_version or '…'} to {scope.last_version or '…'}"
    named = versions if scope.first_version or scope.last_version else ""
    times = [f"{word} {time:%Y-%m-%d %H:%M} UTC" for word, time in
             (("captures from", scope.captures_from), ("captures to", scope.captures_to)) if time]  # fmt: skip
    return ", ".join([one for one in (named, *times) if one])


def _words(parts: Parts, what: str, text: str, evidence: str) -> Iterator[str]:
    try:
        sealed = sealing.words_from_json(text)
        words = sealing.open_words(sealed, parts.keys.index, parts.keys.sealing).decode("utf-8", "replace")
    except BlindListError as error:
        yield f"{what} that does not open here: {error.public}"
        return
    if what == "evidence" and sealed.commitment != evidence:
        yield "evidence that is not the one of this case: the list server hands out something else"
        return
    yield f"{what}:"
    yield from (f"  {line}" for line in words.splitlines())
