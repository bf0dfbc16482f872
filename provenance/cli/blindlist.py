"""`python -m provenance blindlist VERB ...`: everything about the list of cameras that nobody can read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TextIO

from provenance.cli.status import BAD_USAGE, OUR_FAULT

WORD: Final = "blindlist"

Verb = Callable[[Sequence[str], TextIO, TextIO], int]


def _hold(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_hold import hold

    return hold(words, out, err)


def _ballot(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_ballot import ballot

    return ballot(words, out, err)


def _ask(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_fetch import ask

    return ask(words, out, err)


def _fetch(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_fetch import fetch

    return fetch(words, out, err)


def _keys(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_keys import keys

    return keys(words, out, err)


def _station(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_station import station

    return station(words, out, err)


def _audit(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_station import audit

    return audit(words, out, err)


def _build(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_station import build

    return build(words, out, err)


def _open(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    from provenance.cli.blindlist_station import open_case

    return open_case(words, out, err)


VERBS: Final[dict[str, Verb]] = {
    "ask": _ask,
    "audit": _audit,
    "ballot": _ballot,
    "build": _build,
    "fetch": _fetch,
    "hold": _hold,
    "keys": _keys,
    "open": _open,
    "station": _station,
}
"""Each is loaded when it is called: other commands need no libsodium."""


def _answered(verb: Verb, words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """A list that is away or not believed is told in its own words: it is nobody's file and not always our fault."""
    from provenance.blindlist.errors import BlindListError

    try:
        return verb(words, out, err)
    except BlindListError as error:
        print(error.public, file=err)
        return OUR_FAULT


def blindlist(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Hand on to the verb; one line says which there are where it is none of them."""
    if words and (verb := VERBS.get(words[0])):
        return _answered(verb, words[1:], out, err)
    print(f"usage: python -m provenance {WORD} {{{','.join(VERBS)}}} ... (each with --help)", file=err)
    return BAD_USAGE
