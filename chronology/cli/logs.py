"""Commands on a log of one's own: init, append, prove, checkpoint, audit."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from chronology.audit import AuditAnswer, audit
from chronology.bundle.assemble import assemble
from chronology.cli.files import content_of, digest_of, keep
from chronology.cli.folders import log_in, make_log
from chronology.cli.text import inert
from chronology.errors import Malformed
from chronology.log import Log, open_log
from chronology.notes import Verifier, read_checkpoint
from chronology.proof import TlogProof
from chronology.schema.engines import open_engine
from chronology.tiles import FolderTiles
from chronology.tiles.bundles import MAX_ENTRY_BYTES
from chronology.types import LeafIndex


def init(given: argparse.Namespace, out: TextIO) -> None:
    """Make a log and print its verifier key."""
    with closing(make_log(given.folder, given.origin)) as made:
        print(made.log.vkey, file=out)


def append(given: argparse.Namespace, out: TextIO) -> None:
    """Record files (or raw entries), publish a checkpoint over them, and print where each stands."""
    with closing(log_in(given.folder)) as own:
        if given.leaf:
            leaves = [content_of(path, MAX_ENTRY_BYTES) for path in given.files]
        else:
            leaves = [own.leaf_of(digest_of(path)) for path in given.files]
        for path, receipt in zip(given.files, own.append(leaves), strict=True):
            print(f"{receipt.index}  {receipt.leaf_hash.hex()}  {inert(str(path))}", file=out)
        own.publish()


def prove(given: argparse.Namespace, out: TextIO) -> None:
    """Print the C2SP tlog-proof of an entry, or write a bundle of it."""
    with closing(log_in(given.folder)) as own:
        log = own.log
        if given.bundle:
            keep(given.bundle, assemble(log, [given.index], at=datetime.now(UTC)).to_bytes())
            print(f"{given.bundle} is written. Check it with verify-bundle.", file=out)
            return
        note = log.checkpoint()
        if note is None or read_checkpoint(note)[0].size <= given.index:
            raise Malformed(f"No checkpoint covers entry {given.index} yet: publish one with checkpoint.")
        path = log.prove_inclusion(given.index, read_checkpoint(note)[0].size)
        out.write(TlogProof(LeafIndex(given.index), path, note).to_bytes().decode())


def checkpoint(given: argparse.Namespace, out: TextIO) -> None:
    """Sign what is committed, where that is new, and print the newest checkpoint."""
    with closing(log_in(given.folder)) as own:
        out.write(own.publish().decode())


def audit_log(given: argparse.Namespace, out: TextIO) -> None:
    """Derive the whole log anew and print what does not hold, and what was not checked."""
    witnesses = [Verifier.from_text(one) for one in given.witness]
    with _log(given) as log:
        answer = audit(log, witnesses=witnesses)
    if given.json:
        print(json.dumps(_as_json(answer), ensure_ascii=False), file=out)
    else:
        print("\n".join(_lines(answer)), file=out)


def _lines(answer: AuditAnswer) -> Iterator[str]:
    yield f"{answer.head.size} entries, root {answer.head.root.hex()}"
    if not answer.findings:
        yield "  Everything that was checked holds."
    for finding in answer.findings:
        yield inert(f"  BROKEN: {finding.place}: {finding.sentence}  [{finding.code}]")
    yield "  checked: " + ", ".join(f"{count} {what}" for what, count in answer.checked.items())
    yield from (inert(f"  not checked: {one}") for one in answer.not_checked)


def _as_json(answer: AuditAnswer) -> dict[str, object]:
    return {
        "schema": "firstlight.audit/1",
        "size": answer.head.size,
        "root": answer.head.root.hex(),
        "findings": [{"code": one.code, "place": one.place, "sentence": one.sentence} for one in answer.findings],
        "checked": answer.checked,
        "not_checked": list(answer.not_checked),
    }


@contextmanager
def _log(given: argparse.Namespace) -> Iterator[Log]:
    """The log of a folder, or of an installation by its database and tiles; its key is not needed."""
    if given.folder and not given.database:
        log = open_log(given.folder)
    elif given.database and given.tiles:
        log = Log.open(open_engine(given.database), FolderTiles(Path(given.tiles)), origin=given.origin)
    else:
        raise Malformed("Name the folder of a log, or --database and --tiles of an installation.")
    try:
        yield log
    finally:
        log.engine.dispose()
