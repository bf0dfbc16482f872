"""`python -m provenance copy FILE --key KEY --chain CHAIN --out COPY`: a copy without what names its camera."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from provenance.cli.opening import open_file
from provenance.cli.status import ANSWERED, BAD_USAGE
from provenance.errors import CannotOpen
from provenance.publication.copying import copied
from provenance.publication.errors import PublicationError
from provenance.publication.keys import file_key
from provenance.publication.types import ClaimKey, Copy, History

WORD: Final = "copy"

_EPILOG: Final = """
Exit status: 0 made; 2 no copy can be made, or the key or a file cannot be used; 3 our fault.
With --device the key lies in a device (PKCS#11): --key is then its label. The PIN is asked for or read from a file.
What a copy cannot hide: the noise of the camera's sensor, and the original, if anybody gets hold of it."""


def copy_file(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Write the copy; raises CannotOpen for what cannot be read or written."""
    given = _parser().parse_args(words)
    try:
        made = _made(given)
    except PublicationError as problem:
        print(problem.public, file=err)
        return BAD_USAGE
    _write(given.out, made.content)
    redacted = f" Taken out of earlier steps: {', '.join(made.redacted)}." if made.redacted else ""
    print(f"{given.out}: {len(made.content)} bytes, signed.{redacted}", file=out)
    return ANSWERED


def _made(given: argparse.Namespace) -> Copy:
    with open_file(given.file) as descriptor, os.fdopen(os.dup(descriptor), "rb") as media:
        return copied(media, _key(given), History.REDACTED if given.with_history else History.LEFT_OUT)


def _key(given: argparse.Namespace) -> ClaimKey:
    if not given.device:
        return file_key(Path(given.key), given.chain)
    from provenance.publication.token_keys import token_key

    pin = given.pin_file.read_text("utf-8").strip() if given.pin_file else getpass.getpass("PIN: ")
    return token_key(given.device, given.token, given.key, pin, given.chain)


def _write(path: Path, content: bytes) -> None:
    try:
        with path.open("xb") as written:
            written.write(content)
    except FileExistsError as problem:
        raise CannotOpen(f"{path}: is there already; name another file.") from problem
    except OSError as problem:
        raise CannotOpen(f"{path}: cannot be written: {problem.strerror}.") from problem


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance {WORD}",
        description="Make a publication copy: without metadata, places, previews and data tracks, signed anew.",
        epilog=_EPILOG,
    )
    made.add_argument("file", metavar="FILE", type=Path)
    made.add_argument("--key", required=True, help="the newsroom's key: a PEM file, or its label in the device")
    made.add_argument("--chain", required=True, type=Path, help="its certificates in PEM, the signer's first")
    made.add_argument("--out", required=True, type=Path, help="where the copy is written; nothing is overwritten")
    made.add_argument("--with-history", action="store_true", help="take the earlier steps along, redacted")
    made.add_argument("--device", metavar="MODULE", help="the PKCS#11 module of the device that holds the key")
    made.add_argument("--token", default="", help="the label of the device's token")
    made.add_argument("--pin-file", type=Path, help="a file with the device's PIN")
    return made
