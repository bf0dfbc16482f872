"""`python -m provenance attestation FILE --media FILE`: what one bare attestation shows, without a sidecar."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from provenance.attestation.earning import earns_capture
from provenance.attestation.findings import findings_of
from provenance.attestation.formats.every import ALL
from provenance.attestation.limits import ATTESTATION_BYTES
from provenance.attestation.types import ContentDigest, Evidence, Format
from provenance.cli.makers import reader_from
from provenance.cli.signing import content_of
from provenance.cli.status import ANSWERED
from provenance.cli.text import inert
from provenance.errors import CannotOpen
from provenance.sentences import sentence

WORD: Final = "attestation"
SCHEMA: Final = "firstlight.attestation-check/1"

_EPILOG: Final = """
Chains are judged at --at, which is now where it is left out: give the time of the capture where it is known.
Exit status: 0 answered, whatever the answer; 2 bad usage or a file that cannot be opened; 3 our fault."""

_BLOCK: Final = 1024 * 1024


def attestation(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Answer about one attestation; raises ProvenanceError where a file cannot be read."""
    now = datetime.now(UTC)
    given = _parser().parse_args(words)
    encoded = content_of(given.file, ATTESTATION_BYTES)
    reader = replace(reader_from(given.roots, given.status, now), apps=tuple(given.app))
    content = given.digest or _digest_of(given.media)
    at = given.at or now
    evidence = _format(given.format, encoded).verify(encoded, content, at, reader)
    answer = _answer(evidence, at)
    print(json.dumps(answer, ensure_ascii=False) if given.json else "\n".join(_lines(answer)), file=out)
    return ANSWERED


def _format(name: str | None, encoded: bytes) -> Format:
    for one in ALL:
        if one.name == name or (name is None and one.detect(encoded)):
            return one
    raise CannotOpen("This is no attestation of a known format. Name it with --format if it is one.")


def _answer(evidence: Evidence, at: datetime) -> dict[str, object]:
    finding = findings_of(evidence, at)[0]
    return {
        "schema": SCHEMA,
        "format": evidence.format,
        "level": evidence.level.name.lower(),
        "code": evidence.code,
        "sentence": sentence(finding.code, finding.params),
        "binding": evidence.binding.value,
        "root": {"tier": evidence.root.value, "maker": evidence.maker},
        "revocation": {"state": evidence.revocation.state.value, "code": evidence.revocation.code},
        "app": evidence.app.value,
        "earns_captured": earns_capture(evidence),
        "claims": dict(evidence.claims),
        "not_checked": list(evidence.not_checked),
        "judged_at": at.isoformat(),
    }


def _lines(answer: dict[str, object]) -> list[str]:
    plain = ("format", "level", "code", "binding", "app", "judged_at")
    lines = [inert(str(answer["sentence"])), *(f"  {name}: {answer[name]}" for name in plain)]
    for name in ("root", "revocation", "claims"):
        held = answer[name]
        said = ", ".join(f"{key} {value}" for key, value in held.items()) if isinstance(held, dict) else ""
        lines.append(f"  {name}: {inert(said) or 'none'}")
    unchecked = answer["not_checked"]
    lines.append(f"  not checked: {', '.join(unchecked) if isinstance(unchecked, list) else ''}")
    return lines


def _digest_of(media: Path) -> ContentDigest:
    digest = hashlib.sha256()
    try:
        with media.open("rb") as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
    except OSError as error:
        raise CannotOpen(f"{media}: cannot be opened: {error.strerror}.") from error
    return ContentDigest(digest.digest())


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m provenance attestation", description=__doc__, epilog=_EPILOG)
    made.add_argument("file", type=Path, help="the attestation: a chain in PEM or DER, or CBOR")
    made.add_argument("--format", choices=[one.name for one in ALL], help="where it is not told by the bytes")
    bound = made.add_mutually_exclusive_group(required=True)
    bound.add_argument("--media", type=Path, help="the file that it should be about")
    bound.add_argument("--digest", type=_digest, metavar="HEX", help="the SHA-256 that it should bind, or challenge")
    made.add_argument("--at", type=_moment, metavar="TIME", help="the time to judge at, as 2026-08-05 or with a time")
    made.add_argument("--roots", action="append", default=[], type=_named, metavar="MAKER=FILE",
                      help="a maker's roots: PEM, DER or the published JSON; may repeat")  # fmt: skip
    made.add_argument("--status", action="append", default=[], type=_named, metavar="MAKER=FILE",
                      help="a published list of revoked certificates; may repeat")  # fmt: skip
    made.add_argument("--app", action="append", default=[], help="an app whose captures count; may repeat")
    made.add_argument("--json", action="store_true", help="one line of JSON")
    return made


def _digest(word: str) -> ContentDigest:
    try:
        digest = bytes.fromhex(word)
    except ValueError:
        digest = b""
    if len(digest) != hashlib.sha256().digest_size:
        raise argparse.ArgumentTypeError("must be 64 hex digits")
    return ContentDigest(digest)


def _moment(word: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError as problem:
        raise argparse.ArgumentTypeError("must be a time like 2026-08-05 or 2026-08-05T12:00:00+00:00") from problem
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _named(word: str) -> tuple[str, Path]:
    maker, equals, path = word.partition("=")
    if not (maker and equals and path):
        raise argparse.ArgumentTypeError("must be MAKER=FILE, as android=roots.json")
    return maker, Path(path)
