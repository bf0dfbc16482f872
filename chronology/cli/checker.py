"""`verify-bundle`, which is also the whole of `check.pyz`: needs neither a database nor a network."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from cryptography.x509 import Certificate, load_pem_x509_certificates

from chronology.anchors.evm.header_node import HeaderNode
from chronology.bundle import BundleAnswer, Question, check_bytes, logs_from, witnesses_from
from chronology.bundle.answer_json import answer_to_json
from chronology.bundle.limits import BUNDLE_BYTES_LIMIT
from chronology.cli.errors import CannotOpen
from chronology.cli.files import content_of, digest_of
from chronology.cli.text import lines_of
from chronology.cli.web import Web
from chronology.errors import Malformed, PeerUnavailable

ANSWERED, BAD_USAGE, OUR_FAULT = 0, 2, 3
CERTIFICATES_BYTES_LIMIT = 1024 * 1024
"""A list of time-stamp authorities is some ten kilobytes."""

DESCRIPTION = """Check a bundle offline: what is on record in it, since when, and who says so."""
EPILOG = """Exit status: 0 answered, whatever the answer; 2 bad usage or a file that cannot be opened; 3 our fault.
Without --log, --witness and --tsa nobody is trusted, and the answer says so. Options may stand in a file, one a line
such as --log=KEY, that is named as @FILE. Nothing is asked over the network without --rpc or --refresh."""


def describe(made: argparse.ArgumentParser) -> None:
    """Put the options of this command on a parser."""
    made.description, made.epilog = DESCRIPTION, EPILOG
    made.fromfile_prefix_chars = "@"
    made.add_argument("bundle", metavar="BUNDLE", type=Path)
    made.add_argument("--media", type=Path, metavar="FILE", help="the file that the record should name")
    made.add_argument("--log", action="append", default=[], metavar="KEY",
                      help="the key of a log, or of an installation's reports, that you trust; may repeat")  # fmt: skip
    made.add_argument("--witness", action="append", default=[], metavar="“KEY [OPERATOR]”",
                      help="a witness that you trust and, behind a space, who runs it; may repeat")  # fmt: skip
    made.add_argument("--tsa", action="append", default=[], type=Path, metavar="PEM",
                      help="certificates of time-stamp authorities that you trust; may repeat")  # fmt: skip
    made.add_argument("--rpc", metavar="URL", help="your own node of the chain: is the block there?")
    made.add_argument("--refresh", nargs="?", const="", metavar="URL",
                      help="ask the log for later retractions; its address unless it is https://ORIGIN")  # fmt: skip
    made.add_argument("--at", type=_moment, metavar="TIME", help="check as at this time, for example 2026-06-01T12:00Z")
    made.add_argument("--json", action="store_true", help="the answer as JSON")


def run(given: argparse.Namespace, out: TextIO) -> int:
    """Answer about the bundle named; raises CannotOpen, and Malformed for a key that cannot be read."""
    question = Question(
        at=given.at or datetime.now(UTC),
        media=None if given.media is None else digest_of(given.media),
        logs=logs_from(given.log),
        witnesses=witnesses_from(given.witness),
        tsa_roots=_certificates(given.tsa),
        node=None if given.rpc is None else HeaderNode(given.rpc),
    )
    data = content_of(given.bundle, BUNDLE_BYTES_LIMIT)
    answer = _answer(data, question, given.refresh)
    if given.json:
        named = {"file": str(given.bundle), "sha256": sha256(data).hexdigest()}
        print(json.dumps({**named, **answer_to_json(answer)}, ensure_ascii=False), file=out)
    else:
        print("\n".join(lines_of(str(given.bundle), answer)), file=out)
    return ANSWERED


def main(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """The command when it stands alone; the status is 0, 2 or 3 as DESIGN section 5 says."""
    made = argparse.ArgumentParser(prog="check.pyz")
    describe(made)
    try:
        return run(made.parse_args(words), out)
    except (CannotOpen, Malformed, PeerUnavailable) as error:
        print(error, file=err)
        return BAD_USAGE
    except BrokenPipeError:
        return ANSWERED


def alone() -> None:
    """How `check.pyz` begins."""
    sys.exit(main(sys.argv[1:], sys.stdout, sys.stderr))


def _answer(data: bytes, question: Question, refresh: str | None) -> BundleAnswer:
    bundle, answer = check_bytes(data, question)
    if bundle is None or refresh is None or not answer.records:
        return answer
    from chronology.bundle.later import with_later

    return with_later(answer, bundle, Web().get, refresh or f"https://{answer.origin}")


def _certificates(paths: Sequence[Path]) -> tuple[Certificate, ...]:
    found = []
    for path in paths:
        try:
            found += load_pem_x509_certificates(content_of(path, CERTIFICATES_BYTES_LIMIT))
        except ValueError as error:
            raise CannotOpen(f"{path}: holds no certificates in PEM form.") from error
    return tuple(found)


def _moment(word: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{word}” is not a time like 2026-06-01T12:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
