"""Where a file shows that it holds, or held, content credentials.

1. The place where its format keeps a manifest store (C2PA specification, appendix A): even if that is noise.
2. Failing that, the type numbers of C2PA boxes anywhere outside media data: for files whose structure is damaged too.
3. The reference in XMP: to a store elsewhere, or to one that was in the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO

from provenance.formats import Format
from provenance.gate.window import Window
from provenance.marks.places import in_place
from provenance.marks.sweep import sweep


@dataclass(frozen=True, slots=True)
class Marks:
    """What was found: `embedded` a store or its remains, `remote_hint` a link to one elsewhere.

    `where` is `place`, `bytes`, `xmp` or empty: how the strongest trace was found. `xmp` without `remote_hint` means
    that only a reference to a store inside the file is left; the store itself was taken out.
    """

    embedded: bool
    remote_hint: bool
    where: str


def has_c2pa_marks(source: BinaryIO, format_: Format) -> Marks:
    """Look for traces of C2PA in `source` (seekable, left anywhere); never raises for what the bytes are.

    Reads pictures and documents whole, at the speed of memory; of video and sound only what is not media data.
    """
    size = source.seek(0, 2)
    traces = sweep(source, size, format_)
    if format_.name == "c2pa" or in_place(Window(source, size), format_):
        return Marks(embedded=True, remote_hint=traces.link, where="place")
    if traces.boxes:
        return Marks(embedded=True, remote_hint=traces.link, where="bytes")
    return Marks(embedded=False, remote_hint=traces.link, where="xmp" if traces.link or traces.reference else "")
