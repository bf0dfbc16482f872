"""The outer form of a bundle: one zip that can be written in one way only.

Nothing is compressed, the order is given, every date is 1980, and there is nothing before, between or behind the
files. `Bundle.read` writes what it read once more and compares, so two readers can never see two contents.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from chronology.bundle.limits import BUNDLE_BYTES_LIMIT, ENTRIES_LIMIT
from chronology.errors import Malformed

EARLIEST = (1980, 1, 1, 0, 0, 0)
UNIX, PLAIN_FILE = 3, 0o100644
CENTRAL_MARK = b"PK\x01\x02"
NAME_LIMIT = 64

NOT_OURS = "This is not a bundle as it was written: {why}. Ask for the original file and do not pack it anew."


def pack(files: Mapping[str, bytes]) -> bytes:
    """These files as one zip, in the order given; the same files always give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=EARLIEST)
            entry.create_system, entry.external_attr = UNIX, PLAIN_FILE << 16
            archive.writestr(entry, content)
    return stream.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of one zip in their order; raises Malformed, never anything else."""
    if len(data) > BUNDLE_BYTES_LIMIT:
        raise Malformed(_not_ours(f"it is larger than {BUNDLE_BYTES_LIMIT // 2**20} MB"))
    # Counted before the directory is parsed, because parsing makes an object for every entry it claims.
    if data.count(CENTRAL_MARK) > ENTRIES_LIMIT:
        raise Malformed(_not_ours(f"it holds more than {ENTRIES_LIMIT} files"))
    try:
        return _read(data)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise Malformed(_not_ours("its zip cannot be read")) from error


def require_same(bundle: bytes, written: bytes) -> None:
    """Raise Malformed where what was read, written once more, is not what was given."""
    if bundle != written:
        raise Malformed(_not_ours("its files are right, but it was packed in another way or holds further ones"))


def _read(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist()
        if any(one.compress_type != zipfile.ZIP_STORED for one in entries):
            raise Malformed(_not_ours("a file in it is compressed"))
        # Entries may overlap in a hostile zip: their sum is limited before the first is read.
        if sum(one.file_size for one in entries) > len(data):
            raise Malformed(_not_ours("its files are larger than itself"))
        if len({one.filename for one in entries}) < len(entries):
            raise Malformed(_not_ours("a file is in it twice"))
        if any(len(one.filename) > NAME_LIMIT for one in entries):
            raise Malformed(_not_ours("a file in it has a long name"))
        return {one.filename: archive.read(one) for one in entries}


def _not_ours(why: str) -> str:
    return NOT_OURS.format(why=why)
