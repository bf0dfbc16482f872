"""`python -m provenance sign FILE --keystore KEY.json ...`: a statement about a file, signed with one's own key."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import json
import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from provenance.cli.opening import open_file
from provenance.cli.status import ANSWERED
from provenance.errors import CannotOpen
from provenance.statements import eip55, wire
from provenance.statements.commitment import SALT_BYTES, commitment
from provenance.statements.drafting import draft
from provenance.statements.limits import LATEST_CHAIN, MOST_KEYSTORE_BYTES
from provenance.statements.messages import require_domain_of_signature
from provenance.statements.nonces import message_nonce
from provenance.statements.signing import Secret, from_keystore, sign
from provenance.statements.types import Act, ChainId, ContentForm, Domain, Role, Signed

WORD: Final = "sign"

_EPILOG: Final = """
Exit status: 0 signed; 2 bad usage, a file that cannot be opened, or a password that does not fit; 3 our fault.
The password is asked for or read from a file, never taken from the command line, where others can see it.
--sealed signs a salted commitment; the salt is printed on standard error: keep it, nothing else opens the statement."""


def sign_file(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Print the signed message; raises ProvenanceError for what cannot be read or opened."""
    given = _parser().parse_args(words)
    domain = Domain(ChainId(given.chain), eip55.address_of(given.contract))
    require_domain_of_signature(domain)
    digest = sha256_of(given.file)
    salt = secrets.token_bytes(SALT_BYTES) if given.sealed else None
    signed = _signed(given, domain, commitment(digest, salt) if salt else digest)
    print(json.dumps(wire.to_json(signed), indent=None if given.json else 2), file=out)
    if salt:
        print(json.dumps({"sha256": digest.hex(), "salt": salt.hex()}), file=err)
    return ANSWERED


def sha256_of(path: Path) -> bytes:
    """The digest of the file's bytes, read in pieces; raises CannotOpen."""
    with open_file(path) as descriptor, os.fdopen(os.dup(descriptor), "rb") as stream:
        try:
            return hashlib.file_digest(stream, "sha256").digest()
        except OSError as error:
            raise CannotOpen(f"{path}: cannot be read: {error.strerror}.") from error


def content_of(path: Path, most: int) -> bytes:
    """The bytes of a small file; raises CannotOpen."""
    with open_file(path) as descriptor, os.fdopen(os.dup(descriptor), "rb") as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise CannotOpen(f"{path}: is larger than the {most // 1024} KB allowed here.")
    return content


def _signed(given: argparse.Namespace, domain: Domain, content: bytes) -> Signed:
    """Drafted before the password is asked for, so that a mistake costs nobody a second try."""
    form = ContentForm.COMMITMENT if given.sealed else ContentForm.SHA256
    wishes = {"content": content.hex(), "form": form, "act": given.act, "role": given.role, "source": given.source}
    named = {"organisation": given.organisation, "delegation": given.delegation, "about": given.about}
    fields = wishes | {name: value for name, value in named.items() if value}
    now = int(datetime.now(UTC).timestamp())
    message = draft("Statement", fields, at=now, nonce=message_nonce(secrets.token_bytes))
    return sign(message, domain, _secret(given))


def _secret(given: argparse.Namespace) -> Secret:
    keystore = content_of(given.keystore, MOST_KEYSTORE_BYTES)
    return from_keystore(keystore, password_from(given.password_file))


def password_from(path: Path | None) -> str:
    """The password from the first line of a file, or from whoever sits at the terminal."""
    if path is None:
        return _asked_for()
    try:
        return content_of(path, MOST_KEYSTORE_BYTES).decode().splitlines()[0]
    except (UnicodeDecodeError, IndexError) as error:
        raise CannotOpen(f"{path}: has no password on its first line.") from error


def _asked_for() -> str:
    try:
        return getpass.getpass("Password of the keystore: ")
    except EOFError as nobody:
        raise CannotOpen("Nobody can be asked for the password here: write it to a file, --password-file.") from nobody


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance {WORD}",
        description="Sign a statement about a file with a key of your own. Nothing is sent anywhere.",
        epilog=_EPILOG,
        allow_abbrev=False,  # `--password` must not pass for `--password-file`
    )
    made.add_argument("file", metavar="FILE", type=Path, help="the work; only its SHA-256 is used")
    made.add_argument("--keystore", required=True, type=Path, metavar="KEY.json", help="a keystore file of version 3")
    made.add_argument("--password-file", type=Path, metavar="FILE", help="its first line is the keystore's password")
    made.add_argument("--role", choices=list(Role), default=Role.AUTHOR, type=Role, help="what you are to the work")
    made.add_argument("--source", default="", metavar="URL", help="the https address where it was published")
    made.add_argument("--organisation", default="", metavar="0x…", help="the organisation that you sign for")
    made.add_argument("--delegation", default="", metavar="0x…", help="its delegation to you, by its hash")
    made.add_argument("--act", choices=list(Act), default=Act.STATE, type=Act, help="state, correct or retract")
    made.add_argument("--about", default="", metavar="ID", help="the statement that is corrected or retracted")
    made.add_argument("--chain", required=True, type=_chain, metavar="N", help="the chain that it is good for")
    made.add_argument("--contract", required=True, metavar="0x…", help="the contract that it is good for")
    made.add_argument("--sealed", action="store_true", help="sign a salted commitment instead of the digest")
    made.add_argument("--json", action="store_true", help="the signed message on one line")
    return made


def _chain(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word[:20]) <= LATEST_CHAIN:
        raise argparse.ArgumentTypeError(f"“{word}” is no number of a chain")
    return int(word)
