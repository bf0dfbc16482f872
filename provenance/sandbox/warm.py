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
from provenance.sandbox.calls_wall import seccomp_library
from provenance.sandbox.rehearsal import rehearsal_picture

if TYPE_CHECKING:  # the parent must be able to import this package without c2pa
    from provenance.credentials.examiner import Examiner

LIBRARIES = (
    "PIL.Image", "PIL.ImageFile", "PIL.ImageOps", "PIL.ImageCms", "PIL.ExifTags", "PIL.TiffTags", "PIL.IptcImagePlugin",
    "pillow_heif", "av", "av.video.reformatter", "pikepdf", "defusedxml.ElementTree", "defusedxml.expatbuilder",
    "xml.etree.ElementTree", "xml.sax.expatreader", "c2pa", "cryptography.x509",
    "cryptography.hazmat.primitives.hashes", "zoneinfo", "stringprep", "encodings.idna", "encodings.punycode",
    "encodings.ascii", "encodings.latin_1",
    "encodings.cp1252", "encodings.utf_16", "encodings.utf_16_le", "encodings.utf_16_be", "encodings.utf_32",
    "encodings.shift_jis", "encodings.unicode_escape", "encodings.raw_unicode_escape", "unicodedata", "_strptime",
)  # fmt: skip
"""Decoders, and what they or Python itself import late, found by tracing refused opens over the corpus."""

_APART = ("provenance.cli", "provenance.sandbox", "provenance.__main__")
"""Parts of the library that a child has no use for."""

_FOR_TESTS = {"tests", "conftest"}
"""What these need is not installed where Firstlight only runs."""

_NOT_FOR_DECODING = ("av.__main__", "av.datasets")
"""A command line and a downloader of samples; the rest of av is imported when a stream of its kind turns up."""


def warm_zygote(policy: Policy) -> None:
    """Import all that any child may need and settle the memory that the children share."""
    for name in (*_own_modules(), *LIBRARIES):
        importlib.import_module(name)
    for found in pkgutil.walk_packages(importlib.import_module("av").__path__, "av."):
        if found.name not in _NOT_FOR_DECODING:
            importlib.import_module(found.name)
    importlib.import_module("PIL.Image").init()
    importlib.import_module("provenance.preview").warm()
    importlib.import_module("mimetypes").init()
    seccomp_library()
    rehearse(policy)
    gc.collect()
    gc.freeze()


def _own_modules() -> Iterator[str]:
    for found in pkgutil.walk_packages(provenance.__path__, "provenance."):
        if not _FOR_TESTS & set(found.name.split(".")) and not found.name.startswith(_APART):
            yield found.name


def prepare(policy: Policy) -> Examiner:
    """c2pa's contexts for one policy, which serve in this process only."""
    from provenance.credentials import examiner as credentials

    examiner = credentials.Examiner(policy)
    examiner.prepare()
    return examiner


def rehearse(policy: Policy) -> Examiner:
    """Prepare, and examine a picture of ours, so that nothing is left to be loaded or touched for the first time."""
    from provenance.inspection import examine

    examiner = prepare(policy)
    examine(io.BytesIO(rehearsal_picture()), policy, datetime.now(UTC), examiner=examiner)
    return examiner
