"""`python -m provenance blindlist station|audit|build|open`: what a maintainer runs on a host of its own."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TextIO

from provenance.blindlist.pins import read_pins
from provenance.blindlist.station.checking import audit_newest, build_now
from provenance.blindlist.station.reading import case_words
from provenance.blindlist.station.running import Place, Terms, keep_going, open_station
from provenance.blindlist.station.station import Station
from provenance.cli.signing import content_of
from provenance.cli.status import ANSWERED
from provenance.cli.text import inert

MOST_TOKEN: Final = 4096
FAILED: Final = 1
_EPILOG: Final = """
FOLDER holds keys.json (`blindlist keys new`) and what the station remembers: it belongs on a host of this maintainer
alone, with sealed backups. Exit status: 0 done, or told to stop; 1 `audit` found a difference; 2 bad usage; 3 our
fault, or a list service that does not answer."""


def station(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Run until told to stop, or one round with --once."""
    made = _parser("station", "Count, compare, build and sign for one maintainer.")
    made.add_argument("--once", action="store_true", help="one round, and print what it did")
    made.add_argument("--seconds", type=float, default=30.0, help="between two rounds")
    made.add_argument("--patience-hours", type=float, default=24.0, help="how long others are waited for, making keys")
    made.add_argument("--turn-minutes", type=float, default=10.0, help="how long a proposer is waited for")
    made.add_argument("--life-days", type=float, default=7.0, help="how long an edition is good for")
    made.add_argument("--epoch-days", type=float, default=90.0, help="how long keys are good for; the same for all")
    given = made.parse_args(words)
    opened = _opened(given, _terms(given))
    if given.once:
        for deed in opened.round(datetime.now(UTC)):
            print(deed.code, " ".join(f"{name}={value}" for name, value in deed.params.items()), file=out)
        return ANSWERED
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(message)s")
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    keep_going([opened], given.seconds, stopping, lambda: datetime.now(UTC))
    return ANSWERED


def audit(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Make the newest published edition anew and say every difference."""
    made = _parser("audit", "Compare the newest published edition with one's own.")
    opened = _opened(made.parse_args(words))
    edition, found = audit_newest(opened, datetime.now(UTC))
    for one in found:
        print(f"{one.code}: published {inert(one.proposed)}, made here {inert(one.made)}", file=out)
    if not found:
        print(f"Edition {edition} is exactly what this station makes of the acts.", file=out)
    return FAILED if found else ANSWERED


def build(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Make the edition that is due now and print its digests; nothing is signed or sent."""
    made = _parser("build", "Make the edition that is due now, without signing it.")
    opened = _opened(made.parse_args(words))
    edition = build_now(opened, datetime.now(UTC)).edition
    entries = sum(count for _, count in edition.counts)
    print(f"edition {edition.edition} of epoch {edition.epoch}: {entries} entries after {edition.acts} acts\n"
          f"filter  {edition.filter_digest}\nbuckets {edition.buckets_digest}", file=out)  # fmt: skip
    return ANSWERED


def open_case(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Print what was sealed about a case, for the maintainer at this terminal."""
    made = _parser("open", "Open what was sealed to this maintainer about a case.")
    made.add_argument("case", help="its public number or hash")
    given = made.parse_args(words)
    for line in case_words(_opened(given), given.case, datetime.now(UTC)):
        print(inert(line), file=out)
    return ANSWERED


def _opened(given: argparse.Namespace, terms: Terms | None = None) -> Station:
    """With terms a station that works, else one that only looks."""
    token = content_of(given.token_file or given.folder / "token", MOST_TOKEN).decode().strip()
    pins = given.pins or given.folder / "pins.json"
    place = Place(given.folder, given.list, token, given.holder or given.folder / "holder")
    return open_station(place, read_pins(pins), terms or Terms(), looking=terms is None)


def _terms(given: argparse.Namespace) -> Terms:
    return Terms(
        seconds=given.seconds,
        patience=timedelta(hours=given.patience_hours),
        turn=timedelta(minutes=given.turn_minutes),
        life=timedelta(days=given.life_days),
        epoch_life=timedelta(days=given.epoch_days),
    )


def _parser(verb: str, description: str) -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance blindlist {verb}", description=description, epilog=_EPILOG, allow_abbrev=False
    )
    made.add_argument("--folder", required=True, type=Path, help="the station's folder")
    made.add_argument("--list", required=True, metavar="URL", help="the address of the list service")
    made.add_argument("--pins", type=Path, metavar="FILE", help="the founding maintainers; FOLDER/pins.json")
    made.add_argument("--token-file", type=Path, metavar="FILE", help="what it asks key holders with; FOLDER/token")
    made.add_argument("--holder", type=Path, metavar="FOLDER", help="its own key holder's folder; FOLDER/holder")
    return made
