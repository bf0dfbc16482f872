"""`python -m provenance camera new|shoot|hack|answer`: a demo camera with a key that acts as a secure element's."""

from __future__ import annotations

import argparse
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from provenance.attestation.demo_camera.keeping import ROOT, founded, kept
from provenance.attestation.demo_camera.making import Camera, Plate
from provenance.attestation.demo_camera.shooting import Scene, answer, plain_shot, shot
from provenance.attestation.formats.every import ALL
from provenance.attestation.types import Beacon
from provenance.cli.signing import content_of, sha256_of
from provenance.cli.status import ANSWERED
from provenance.errors import CannotOpen
from provenance.formats import HEAD_BYTES, recognise

WORD: Final = "camera"
SUFFIX: Final = ".capture"
MOST_FILE: Final = 256 * 1024 * 1024
"""Credentials are written in memory; longer films are for real cameras."""
MOST_PATH: Final = 1024
"""Characters beyond which no file is named."""

_EPILOG: Final = """
Exit status: 0 done; 2 bad usage or a file that cannot be opened; 3 our fault.
The key lies in the camera's folder, in software: whatever this camera signs proves nothing.
Check a capture: python -m provenance FILE --capture FILE.capture --roots "DEMO Camera Works=FOLDER/root.pem" \\
                 --status "DEMO Camera Works=FOLDER/status.json"
"""

_HACKED: Final = (
    "Hacked: this picture never passed the camera's lens, and its signature holds all the same. That is what the "
    "camera list is for."
)


def camera(words: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Do what one word of the camera says; raises ProvenanceError for what cannot be opened or written."""
    given = _parser().parse_args(words)
    if given.verb == "new":
        plate = Plate(given.model, given.firmware, given.serial or f"D-{secrets.randbelow(10**7):07}")
        founded(given.folder, given.maker, plate, datetime.now(UTC), secrets.token_bytes)
        print(f"{given.folder}: a demo camera, its key in software. Readers may list {given.folder / ROOT}.", file=out)
        return ANSWERED
    made = kept(given.folder)
    if given.verb != "answer" and given.c2pa:
        return _credentials(made, given, out)
    content = _answered(made, given.challenge) if given.verb == "answer" else _shot(made, given)
    path = given.out or (Path("answer" + SUFFIX) if given.verb == "answer" else _beside(given.file))
    _write(path, content)
    print(path, file=out)
    if given.verb == "hack":
        print(_HACKED, file=err)
    return ANSWERED


def _credentials(made: Camera, given: argparse.Namespace, out: TextIO) -> int:
    """Write a copy of the file with the camera's own credentials in it."""
    from provenance.attestation.demo_camera.credentials import with_credentials  # the library loads slowly

    content = content_of(given.file, MOST_FILE)
    format_ = recognise(content[:HEAD_BYTES])
    if format_ is None:
        raise CannotOpen(f"{given.file}: is of no type that credentials are written into.")
    _write(given.c2pa, with_credentials(made, content, format_.mime))
    print(given.c2pa, file=out)
    return ANSWERED


def _answered(made: Camera, challenge: str) -> bytes:
    """The answer to words, or to a card that was saved as a file."""
    card = Path(challenge)
    if len(challenge) < MOST_PATH and card.is_file():
        return plain_shot(made, sha256_of(card))
    return answer(made, challenge)


def _shot(made: Camera, given: argparse.Namespace) -> bytes:
    moment = given.at or datetime.now(UTC)
    return shot(made, sha256_of(given.file), moment, beacon=given.beacon, scene=given.depth, form=given.format)


def _beside(file: Path) -> Path:
    return file.with_name(file.name + SUFFIX)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CannotOpen(f"{path}: cannot be written: {error.strerror}.") from error


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance {WORD}",
        description="Act as a camera with a secure element. Nothing is sent anywhere.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    verbs = made.add_subparsers(dest="verb", required=True)
    _new(verbs.add_parser("new", help="make a camera in a new folder"))
    _shoot(verbs.add_parser("shoot", help="sign a photo, film or recording: writes FILE.capture beside it"))
    _shoot(verbs.add_parser("hack", help="the same for a picture that is not the camera's own"))
    answering = verbs.add_parser("answer", help="sign the challenge of an appeal")
    answering.add_argument("folder", type=Path, metavar="FOLDER")
    answering.add_argument(
        "challenge",
        metavar="CHALLENGE",
        help="words that an appeal's page shows, or a card saved from it",
    )
    answering.add_argument("--out", type=Path, metavar="FILE", help="where to write it, else answer.capture")
    return made


def _new(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", type=Path, metavar="FOLDER")
    made.add_argument("--maker", default="DEMO Camera Works", metavar="NAME")
    made.add_argument("--model", default="DEMO Camera One", metavar="NAME")
    made.add_argument("--firmware", default="1.0", metavar="VERSION")
    made.add_argument("--serial", default="", metavar="NUMBER", help="the number on the body, else one by chance")


def _shoot(made: argparse.ArgumentParser) -> None:
    made.add_argument("folder", type=Path, metavar="FOLDER")
    made.add_argument("file", type=Path, metavar="FILE", help="what it captured; only its SHA-256 is signed")
    made.add_argument("--out", type=Path, metavar="SIDECAR", help="where to write it, else FILE.capture")
    made.add_argument("--c2pa", type=Path, metavar="COPY", help="write content credentials into a copy, no sidecar")
    made.add_argument("--beacon", type=_beacon, metavar="CHAIN@HEIGHT@HASH", help="a recent block, to sign it along")
    made.add_argument("--depth", choices=list(Scene), type=Scene, help="sign a depth map of such a scene along")
    made.add_argument("--format", choices=_FORMATS, default=_FORMATS[-1], help="how the signature is written")
    made.add_argument("--at", type=_moment, metavar="TIME", help="what its clock says, else now")


_FORMATS: Final = [one.name for one in ALL if one.name in ("cose_sign1", "secure_element")]


def _beacon(word: str) -> Beacon:
    chain, height, block_hash = [*word.split("@"), "", ""][:3]
    digest = block_hash.removeprefix("0x").lower()
    if not chain or not height.isdecimal() or not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise argparse.ArgumentTypeError(f"“{word}” should read CHAIN@HEIGHT@HASH, as eip155:1@19000000@0x…")
    return Beacon(chain, int(height[:19]), digest)


def _moment(word: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{word}” is not a time like 2026-06-01T12:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
