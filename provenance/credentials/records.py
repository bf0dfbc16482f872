"""What signers recorded about the manifests they took over, and how far such a record counts.

The library leaves out whatever it finds about an inner manifest that any ingredient assertion in the store already
records, whoever wrote it and even where nothing leads to the writer (c2pa-rs 0.91). So a stranger can silence the
failure of his own manifest by recording it, and record trust beside it. Hence:

1. A record counts only about manifests in the history of the ingredient it was written for.
2. A record about any other manifest is *foreign*: what it praises is dropped, what it blames may have been silenced.
3. Where the store holds manifests outside the history, no record of success counts: they may silence unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from provenance.credentials.reading import Label, Manifest, Record, Status

_GOOD_ENDINGS = (".validated", ".trusted", ".match", ".insideValidity", ".notRevoked", ".accessible")
_NEVER_HARMLESS = re.compile(
    r"(?:assertion|claim|claimSignature|signingCredential|ingredient|manifest|algorithm|hashedURI|general)\..*"
    r"(?:mismatch|untrusted|invalid|expired|revoked|missing|malformed|undeclared|inaccessible|outsideManifest|"
    r"outsideValidity|notRedacted|selfRedacted|multiple|multipleParents|wrongParents|unsupported|error)"
)


def counted(records: Iterable[Record], reachable: Mapping[Label, Manifest], *, strays: bool) -> Iterator[Status]:
    """The recorded statuses that count, and the foreign failures, which only say that something may be silenced."""
    histories = _Histories(reachable)
    for one in records:
        if one.holder in reachable and _is_own_matter(one, histories):
            if one.status.failed or not strays:
                yield one.status
        elif one.status.failed:
            yield replace(one.status, foreign=True)


def went_well(code: str, outcome: str | None, success: object = None) -> bool:
    """Whether a recorded status is a good one; a bad code in a list of good ones silences all the same.

    `outcome` is None in the oldest form of a record, which has no list beside its code.
    """
    if outcome == "failure" or _NEVER_HARMLESS.fullmatch(code):
        return False
    return outcome is not None or success is True or code.endswith(_GOOD_ENDINGS)


def _is_own_matter(record: Record, histories: _Histories) -> bool:
    if record.inner is not None and record.status.label in histories.of(record.inner):
        return True
    # What an ingredient without readable credentials suffered from is a matter of the step that took it in.
    return record.inner is None and not record.named and record.status.failed


class _Histories:
    """Which manifests one manifest was built on, itself included."""

    def __init__(self, manifests: Mapping[Label, Manifest]) -> None:
        self._manifests = manifests
        self._known: dict[Label, frozenset[Label]] = {}

    def of(self, label: Label) -> frozenset[Label]:
        if label not in self._known:
            self._known[label] = frozenset(self._walk(label))
        return self._known[label]

    def _walk(self, start: Label) -> set[Label]:
        found: set[Label] = set()
        waiting = [start]
        while waiting:
            label = waiting.pop()
            if label not in found and label in self._manifests:
                found.add(label)
                waiting.extend(one.label for one in self._manifests[label].ingredients if one.label)
        return found
