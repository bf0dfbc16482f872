"""Load everything before the walls stand, because behind them nothing can be loaded any more.

c2pa's objects are useless after a fork, so each child builds its own; but what the library prepares once for itself is
kept, so the zygote examines our own picture too. A fork is safe as long as there is one thread: a child counts them
before it locks (`lock`, step 2), and nothing but that picture is ever read in the zygote.
"""

from __future__ import annotations

import gc
import importlib
import io
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import provenance
from provenance.policy import Policy
from provenance.sandbox import kernel
from provenance.sandbox.calls_wall import written_filter
from provenance.sandbox.rehearsal import rehearsal_picture
from provenance.sandbox.stock import Stock

if TYPE_CHECKING:  # the parent must be able to import this package without c2pa
    from provenance.credentials.examiner import Examiner

LIBRARIES = (
    "PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.ImageCms", "PIL.ExifTags", "PIL.TiffTags", "PIL.IptcImagePlugin",
    "pillow_heif", "defusedxml.ElementTree", "defusedxml.expatbuilder",
    "xml.etree.ElementTree", "xml.sax.expatreader", "c2pa", "cryptography.x509",
    "cryptography.hazmat.primitives.hashes", "zoneinfo", "stringprep", "encodings.idna", "encodings.punycode",
    "encodings.ascii", "encodings.latin_1",
    "encodings.cp1252", "encodings.utf_16", "encodings.utf_16_le", "encodings.utf_16_be", "encodings.utf_32",
    "encodings.shift_jis", "encodings.unicode_escape", "encodings.raw_unicode_escape", "unicodedata", "_strptime",
    "msgspec.msgpack",
)  # fmt: skip
"""Decoders of pictures, and what they or Python itself import late, found by tracing refused opens over the corpus."""

CODES = ("numpy", "scipy.fftpack", "cv2", "pdqhash", "imagehash", "iscc_lib")
"""What fingerprints of pictures take."""

STREAMS_AND_DOCUMENTS = ("av", "av.video.reformatter", "chromaprint", "pikepdf")

IDENTITIES = "provenance.credentials.identities.warming"
ATTESTATIONS = "provenance.attestation.warming"

_APART = (
    "provenance.cli", "provenance.sandbox", "provenance.__main__", "provenance.mirror", "provenance.blindlist",
    "provenance.publication",
)  # fmt: skip
"""Parts of the library that a child has no use for."""

_NOT_FOR_CODES = (
    "provenance.statements", "provenance.consented", "provenance.sentences", "provenance.comparison",
    "provenance.claims.stream", "provenance.preview.stream", "provenance.preview.active_pdf",
    "provenance.fingerprint.film", "provenance.fingerprint.sound", "provenance.fingerprint.track",
    "provenance.contact_sheet",
)  # fmt: skip
"""Parts that a child for pictures and their fingerprints has no use for: each loads decoders of other things."""

_NOT_FOR_REPORTS = (
    *_NOT_FOR_CODES, "provenance.fingerprint.picture", "provenance.fingerprint.local", "provenance.fingerprint.whole",
    "provenance.fingerprint.spreading",
)  # fmt: skip
"""The same of a child that makes no fingerprints."""

_FOR_TESTS = {"tests", "conftest"}
"""What these need is not installed where Firstlight only runs."""

_NOT_FOR_DECODING = ("av.__main__", "av.datasets")
"""A command line and a downloader of samples; the rest of av is imported when a stream of its kind turns up."""


def warm_zygote(policy: Policy, stock: Stock = Stock.EVERYTHING, calls: tuple[str, ...] = ()) -> None:
    """Import all that any child of this zygote may need and settle the memory that the children share."""
    for name in _modules(stock):
        importlib.import_module(name)
    importlib.import_module("PIL.Image").init()
    importlib.import_module("provenance.preview").warm_pictures()
    importlib.import_module(IDENTITIES).warm()
    if stock is Stock.EVERYTHING:
        importlib.import_module(ATTESTATIONS).warm()
        _warm_streams_and_documents()
    importlib.import_module("mimetypes").init()
    written_filter(calls)
    rehearse(prepare(policy))
    if stock is not Stock.PICTURES:
        _lay_side_by_side(compares=stock is Stock.EVERYTHING)
    gc.collect()
    gc.freeze()
    kernel.give_memory_back()


def _modules(stock: Stock) -> Iterator[str]:
    without = {Stock.EVERYTHING: (), Stock.PICTURE_CODES: _NOT_FOR_CODES, Stock.PICTURES: _NOT_FOR_REPORTS}[stock]
    yield from _own_modules((*_APART, *without))
    yield from LIBRARIES
    if stock is not Stock.PICTURES:
        yield from CODES
    if stock is Stock.EVERYTHING:
        yield from STREAMS_AND_DOCUMENTS


def _warm_streams_and_documents() -> None:
    for found in pkgutil.walk_packages(importlib.import_module("av").__path__, "av."):
        if found.name not in _NOT_FOR_DECODING:
            importlib.import_module(found.name)
    for name in ("provenance.preview", "provenance.fingerprint.film", "provenance.fingerprint.sound"):
        importlib.import_module(name).warm()


def _own_modules(without: tuple[str, ...]) -> Iterator[str]:
    for found in pkgutil.walk_packages(provenance.__path__, "provenance."):
        if not _FOR_TESTS & set(found.name.split(".")) and not found.name.startswith(without):
            yield found.name


def prepare(policy: Policy) -> Examiner:
    """c2pa's contexts for one policy, which serve in this process only."""
    from provenance.credentials import examiner as credentials

    examiner = credentials.Examiner(policy)
    examiner.prepare()
    return examiner


def rehearse(examiner: Examiner) -> None:
    """Examine a picture of ours, so that nothing is left to be loaded or touched for the first time."""
    from provenance.inspection import examine

    examine(io.BytesIO(rehearsal_picture()), examiner.policy, datetime.now(UTC), examiner=examiner)


def _lay_side_by_side(*, compares: bool) -> None:
    """Fingerprint and compare the same picture, once for all children: what the libraries load late is loaded now."""
    from provenance.fingerprint.making import fingerprints_of
    from provenance.gate import Admission, admit

    picture = rehearsal_picture()
    admission = admit(io.BytesIO(picture), len(picture))
    made = fingerprints_of(io.BytesIO(picture), admission) if isinstance(admission, Admission) else None
    if made is not None and compares:
        from provenance.comparison.dispatch import compared

        compared(made, made)
