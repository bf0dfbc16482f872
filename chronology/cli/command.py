"""`python -m chronology`: one parser, one place where errors become exit statuses."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TextIO

from chronology.cli import checker
from chronology.cli.checker import ANSWERED, BAD_USAGE, OUR_FAULT
from chronology.cli.errors import CannotOpen
from chronology.errors import ChronologyError, Conflict, Malformed, NotTheSequencer, PeerUnavailable

USER_CAN_MEND = (CannotOpen, Malformed, Conflict, NotTheSequencer, PeerUnavailable)
EPILOG = """Exit status: 0 answered, whatever the answer; 2 bad usage, or a file or log that cannot be opened;
3 our fault. A FOLDER holds one log: log.sqlite3, tile/, log.key (keep it secret) and signed.note (never put it back
from a backup)."""


def main(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Run one command; the status is 0, 2 or 3 as DESIGN section 5 says."""
    given = parser().parse_args(words)
    try:
        if given.verb == "verify-bundle":
            return checker.run(given, out)
        module, function = given.runs
        getattr(import_module(module), function)(given, out)
    except USER_CAN_MEND as error:
        print(error, file=err)
        return BAD_USAGE
    except ChronologyError as error:
        print(f"{error} This is a fault of the log or its store, not of what was asked.", file=err)
        return OUR_FAULT
    except BrokenPipeError:
        return ANSWERED
    return ANSWERED


def parser() -> argparse.ArgumentParser:
    """The commands as DESIGN section 5 names them."""
    said = "What existed when: an append-only log, its proofs and bundles."
    made = argparse.ArgumentParser(prog="python -m chronology", description=said, epilog=EPILOG)
    verbs = made.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    _own_log(verbs)
    _logs_of_others(verbs)
    checker.describe(verbs.add_parser("verify-bundle", help="check a bundle offline"))
    return made


def _own_log(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    init = _verb(verbs, "init", "logs", "init", "make a log and print its verifier key")
    init.add_argument("folder", metavar="FOLDER", type=Path)
    init.add_argument("--origin", required=True, metavar="NAME",
                      help="the name of the log for ever, such as log.example.org/2026")  # fmt: skip
    append = _verb(verbs, "append", "logs", "append", "record files openly, for ever, and publish a checkpoint")
    append.add_argument("folder", metavar="FOLDER", type=Path)
    append.add_argument("files", metavar="FILE", type=Path, nargs="+")
    append.add_argument("--leaf", action="store_true", help="each FILE is a whole entry, not a file to be recorded")
    prove = _verb(verbs, "prove", "logs", "prove", "print the proof of an entry (C2SP tlog-proof), or write a bundle")
    prove.add_argument("folder", metavar="FOLDER", type=Path)
    prove.add_argument("index", metavar="INDEX", type=_index)
    prove.add_argument("--bundle", type=Path, metavar="FILE", help="write a bundle instead")
    checkpoint = _verb(verbs, "checkpoint", "logs", "checkpoint", "sign what is new and print the newest checkpoint")
    checkpoint.add_argument("folder", metavar="FOLDER", type=Path)
    audit = _verb(verbs, "audit", "logs", "audit_log", "derive the whole log anew and say what does not hold")
    audit.add_argument("folder", metavar="FOLDER", type=Path, nargs="?")
    audit.add_argument("--database", metavar="URL", help="the database of an installation, instead of FOLDER")
    audit.add_argument("--tiles", metavar="FOLDER", help="the folder of its tiles")
    audit.add_argument("--origin", metavar="NAME", help="which log, where the database has several")
    audit.add_argument("--witness", action="append", default=[], metavar="KEY",
                       help="check the cosignatures of this witness; may repeat")  # fmt: skip
    audit.add_argument("--json", action="store_true", help="the answer as JSON")


def _logs_of_others(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    mirror = _verb(verbs, "mirror", "copies", "mirror_log", "copy a log and check that it did not fork")
    mirror.add_argument("url", metavar="URL")
    mirror.add_argument("folder", metavar="FOLDER", type=Path)
    monitor = _verb(verbs, "monitor", "copies", "monitor_log", "watch a log at one place or several")
    monitor.add_argument("urls", metavar="URL", nargs="+")
    monitor.add_argument("--memory", type=Path, required=True, metavar="FILE", help="what was seen before")
    monitor.add_argument("--every", type=float, metavar="SECONDS", help="look again and again")
    for one in (mirror, monitor):
        one.add_argument("--log", required=True, metavar="KEY", help="the verifier key of the log")
        one.add_argument("--json", action="store_true", help="the answer as JSON, one line a look")


def _verb(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], name: str, module: str, function: str, said: str
) -> argparse.ArgumentParser:
    made = verbs.add_parser(name, help=said, description=said[0].upper() + said[1:] + ".")
    made.set_defaults(runs=(f"chronology.cli.{module}", function))
    return made


def _index(word: str) -> int:
    if not word.isascii() or not word.isdigit() or len(word) > 18:
        raise argparse.ArgumentTypeError(f"“{word}” is not the number of an entry, from 0")
    return int(word)
