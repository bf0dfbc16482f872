"""What a copy is made of: the content alone, one new step by the newsroom, and the history redacted where it stays."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import BinaryIO, Final

from provenance.credentials.resigning import Resigner, Wanted
from provenance.gate import Admission, Refusal, admit
from provenance.publication.errors import NotCopyable
from provenance.publication.limits import COPY_BYTES
from provenance.publication.redacting import redactable
from provenance.publication.stripping import STRIPPED, stripped
from provenance.publication.types import Copy, History, Order

REMOVED: Final = {"action": "c2pa.edited", "description": "metadata, previews and data tracks were left out"}


def made(media: BinaryIO, order: Order, resigner: Resigner) -> Copy:
    """The copy of an open file; raises NotCopyable, NotSignedError, and whatever a decoder raises."""
    original = media.read(COPY_BYTES + 1)
    if len(original) > COPY_BYTES:
        raise NotCopyable("too_large")
    admission = admit(io.BytesIO(original), len(original))
    if isinstance(admission, Refusal):
        raise NotCopyable("damaged")
    if admission.format.name not in STRIPPED:
        raise NotCopyable("format")
    work = _Work(original, stripped(io.BytesIO(original), admission), admission, order, resigner)
    return work.with_history() if order.history == History.REDACTED else work.alone()


@dataclass(frozen=True, slots=True)
class _Work:
    """One file on the way to its copy."""

    original: bytes
    clean: bytes
    admission: Admission
    order: Order
    resigner: Resigner

    def alone(self) -> Copy:
        """By the newsroom's word: what it was made from is the same content, without any credentials."""
        content = self._signed(Wanted(self.admission.format.mime, self.clean, [REMOVED]))
        return Copy(content, self.admission.format.mime, History.LEFT_OUT)

    def with_history(self) -> Copy:
        mime = self.admission.format.mime
        addresses = redactable(self.resigner.store_of(self.original, mime))
        acted = [_redaction(one) for one in addresses]
        content = self._signed(Wanted(mime, self.original, [*acted, REMOVED], addresses))
        names = tuple(dict.fromkeys(one.rpartition("/")[2] for one in addresses))
        return Copy(content, mime, History.REDACTED, names)

    def _signed(self, wanted: Wanted) -> bytes:
        return self.resigner.sign(self.clean, wanted)


def _redaction(address: str) -> dict[str, object]:
    return {"action": "c2pa.redacted", "parameters": {"redacted": address, "reason": "c2pa.PII.present"}}
