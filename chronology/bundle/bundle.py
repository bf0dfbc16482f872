"""The bundle: everything that shows one or more records to somebody who trusts nobody, in one file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chronology.bundle.values import AnchorEvidence, BundledRecord


@dataclass(frozen=True, slots=True)
class Bundle:
    """Records under one checkpoint with their proofs, anchors and report. Source: docs/bundle.md.

    `vkey` is the log's verifier key as its C2SP text: it came with the bundle, so it proves nothing by itself.
    `report` is `firstlight.report/1` JSON, `report_signature` a signed note over it, `lists` JSON naming the trust
    lists used. `written_at` is what the writer's clock said. `readme` is for people: nothing rests on it.
    """

    records: tuple[BundledRecord, ...]
    vkey: str
    checkpoint: bytes
    written_at: datetime
    anchors: tuple[AnchorEvidence, ...] = ()
    report: bytes | None = None
    report_signature: bytes | None = None
    lists: bytes | None = None
    readme: bytes | None = None

    @classmethod
    def read(cls, data: bytes) -> Bundle:
        """The bundle in these bytes, at most 8 MiB; raises Malformed, never anything else. Nothing is proven yet."""
        from chronology.bundle.reading import bundle_of
        from chronology.bundle.zipped import require_same, unpack

        bundle = bundle_of(unpack(data))
        require_same(data, bundle.to_bytes())
        return bundle

    def to_bytes(self) -> bytes:
        """The one zip of this bundle; the same bundle always gives the same bytes. Raises Malformed over a limit."""
        from chronology.bundle.layout import files_of
        from chronology.bundle.zipped import pack

        return pack(files_of(self))
