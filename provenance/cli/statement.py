"""`python -m provenance statement FILE.json [--media FILE]`: what a signed message says, checked offline."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from provenance.cli.signing import content_of, sha256_of
from provenance.cli.status import ANSWERED
from provenance.cli.text import inert
from provenance.errors import CannotOpen
from provenance.sentences import sentence
from provenance.statements import recovery, wire
from provenance.statements.commitment import commitment
from provenance.statements.eip55 import to_checksum
from provenance.statements.fields import MEMBERS
from provenance.statements.limits import MOST_SIGNED_BYTES
from provenance.statements.types import Consent, ContentForm, Signed, Statement

WORD: Final = "statement"
SCHEMA: Final = "firstlight.statement-check/1"

NOT_CHECKED: Final = ("record", "revocations", "delegation", "principal")
"""What only an installation can answer: when it was recorded, what ended since, and who stands behind the key."""

_EPILOG: Final = """
Exit status: 0 answered, whatever the answer; 2 bad usage or a file that is no signed message; 3 our fault."""

_ZERO: Final = re.compile("0x0+")
_OPENING: Final = re.compile(r"[0-9a-f]{64}")


def statement(words: Sequence[str], out: TextIO, _err: TextIO) -> int:
    """Answer about one signed message; raises ProvenanceError where it is none."""
    given = _parser().parse_args(words)
    signed = wire.from_text(content_of(given.file, MOST_SIGNED_BYTES))
    answer = _answer(signed, given.media, given.opening)
    if given.json:
        print(json.dumps(answer, ensure_ascii=False), file=out)
    else:
        print("\n".join(_lines(signed, answer)), file=out)
    return ANSWERED


def _answer(signed: Signed, media: Path | None, opening: Path | None) -> dict[str, object]:
    check = recovery.check(signed, datetime.now(UTC))
    content = _content(signed, media, opening)
    return {
        "schema": SCHEMA,
        "id": wire.statement_id(signed).hex(),
        "type": wire.type_name(signed.message),
        "signer": to_checksum(signed.signer),
        "signature": {"state": check.state, "code": check.code, "sentence": sentence(check.code, {})},
        "content": {"code": content, "sentence": sentence(content, {})},
        "not_checked": list(NOT_CHECKED),
    }


def _content(signed: Signed, media: Path | None, opening: Path | None) -> str:
    """The code of how the message stands to the file; a sealed one needs its opening."""
    message = signed.message
    if not isinstance(message, Statement | Consent):
        return "content.none"
    if media is None:
        return "content.not_given"
    digest = sha256_of(media)
    if isinstance(message, Statement) and message.form is ContentForm.COMMITMENT:
        if opening is None:
            return "content.sealed"
        digest = commitment(digest, _salt(opening))
    return "content.same" if digest == message.content else "content.other"


def _salt(path: Path) -> bytes:
    try:
        salt = json.loads(content_of(path, MOST_SIGNED_BYTES))["salt"]
    except (ValueError, TypeError, KeyError, RecursionError):
        salt = None
    if not isinstance(salt, str) or not _OPENING.fullmatch(salt):
        raise CannotOpen(f"{path}: is no opening as `sign --sealed` prints it.")
    return bytes.fromhex(salt)


def _lines(signed: Signed, answer: dict[str, object]) -> Iterator[str]:
    yield f"{answer['type']} {answer['id']}"
    yield f"  names {answer['signer']} as its signer, for chain {signed.domain.chain_id}"
    for part in ("signature", "content"):
        found = answer[part]
        if isinstance(found, dict):
            yield f"  - {part}: {found['sentence']}  [{found['code']}]"
    yield from _fields(signed)
    yield f"  not checked: {', '.join(NOT_CHECKED)}"


def _fields(signed: Signed) -> Iterator[str]:
    """What the message says, without the fields that say nothing."""
    times = {one.name for one in MEMBERS[type(signed.message)] if one.kind == "uint64"}
    for name, value in wire.message_to_json(signed.message).items():
        if name in times and isinstance(value, int):
            yield f"  {name}: {datetime.fromtimestamp(value, UTC):%Y-%m-%d %H:%M:%S} UTC, by the signer's own clock"
        elif value != "" and not _ZERO.fullmatch(str(value)):
            yield f"  {name}: {inert(', '.join(value) if isinstance(value, list) else str(value))}"


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog=f"python -m provenance {WORD}",
        description="Say what a signed message states, whose key signed it, and whether it is about a file.",
        epilog=_EPILOG,
    )
    made.add_argument("file", metavar="FILE.json", type=Path, help="a signed message, as `sign` prints it")
    made.add_argument("--media", type=Path, metavar="FILE", help="the work to hold it against")
    made.add_argument("--opening", type=Path, metavar="FILE", help="what `sign --sealed` printed on standard error")
    made.add_argument("--json", action="store_true", help="the answer on one line, as JSON")
    return made
