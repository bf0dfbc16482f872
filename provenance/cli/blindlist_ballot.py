"""`python -m provenance blindlist ballot VERB FILE ...`: a maintainer's ballot, signed and checked at home."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TextIO

from provenance.blindlist.government.ballots import (
    Ballot,
    SignedBallot,
    ballot_to_json,
    typed_digest,
    unsigned_from_text,
    vote_of,
)
from provenance.blindlist.government.codes import (
    Code,
    code_from_bytes,
    code_to_bytes,
    opened_the_other_way,
    wallet_of,
)
from provenance.blindlist.government.errors import BadBallot
from provenance.blindlist.government.limits import BALLOT_BYTES
from provenance.cli.signing import content_of, password_from
from provenance.cli.status import ANSWERED
from provenance.statements.ethereum import decrypted_keystore
from provenance.statements.limits import MOST_KEYSTORE_BYTES
from provenance.statements.signing import Secret
from provenance.statements.types import Domain

_EPILOG: Final = """
sign       print the ballot with the signature of your wallet; send it in on the page
check      say which vote this ballot and its code stand for, before you sign
other-way  print another code, under which the same ballot stands for the other vote: whoever asks you to show how
           you voted can be shown either
Exit status: 0 done; 2 bad usage, a file that cannot be opened, or a password that does not fit; 3 our fault.
The password is asked for or read from a file, never taken from the command line, where others can see it."""


def ballot(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Do what the verb says; raises ProvenanceError for what cannot be read or opened."""
    given = _parser().parse_args(words)
    print(_VERBS[given.verb](given), file=out)
    return ANSWERED


def _sign(given: argparse.Namespace) -> str:
    domain, unsigned = _unsigned(given)
    key = Secret(_secret(given))
    signature = key.sign_digest(typed_digest(domain, unsigned))
    return json.dumps(ballot_to_json(SignedBallot(unsigned, domain, key.address, signature)), indent=2)


def _check(given: argparse.Namespace) -> str:
    _, unsigned = _unsigned(given)
    vote = vote_of(unsigned, _code(given), wallet_of(_secret(given)))
    return f"{unsigned.round}: this ballot stands for {'yes' if vote else 'no'}."


def _other_way(given: argparse.Namespace) -> str:
    return code_to_bytes(opened_the_other_way(_code(given), _secret(given))).hex()


def _unsigned(given: argparse.Namespace) -> tuple[Domain, Ballot]:
    return unsigned_from_text(content_of(given.file, BALLOT_BYTES))


def _code(given: argparse.Namespace) -> Code:
    try:
        return code_from_bytes(bytes.fromhex(given.code or ""))
    except ValueError as error:
        raise BadBallot("ballot.code", "Give the code as the page showed it, after --code.") from error


def _secret(given: argparse.Namespace) -> bytes:
    keystore, password = content_of(given.keystore, MOST_KEYSTORE_BYTES), password_from(given.password_file)
    try:
        return decrypted_keystore(json.loads(keystore), password)
    except Exception as error:  # the library raises whatever its parts raise
        sentence = "This keystore file does not open: it is no keystore of version 3, or the password is another."
        raise BadBallot("keystore.closed", sentence) from error


def _parser() -> argparse.ArgumentParser:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("python -m provenance blindlist ballot", epilog=_EPILOG, formatter_class=form)
    parser.add_argument("verb", choices=sorted(_VERBS))
    parser.add_argument("file", type=Path, help="the unsigned ballot, as the page hands it out")
    parser.add_argument("--keystore", type=Path, required=True, help="the keystore file (version 3) of your wallet")
    parser.add_argument("--password-file", type=Path, help="a file with the password; asked for where none is given")
    parser.add_argument("--code", help="the code of the ballot, for check and other-way")
    return parser


_VERBS: Final[dict[str, Callable[[argparse.Namespace], str]]] = {
    "sign": _sign,
    "check": _check,
    "other-way": _other_way,
}
