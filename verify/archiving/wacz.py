"""One WACZ file: records, index, list of pages, and a manifest with the SHA-256 of each (WACZ 1.1.1)."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from typing import Any, Final

from verify.archiving.collecting import Collected
from verify.archiving.warc import FILE, warc_date, warc_of

VERSION: Final = "1.1.1"
SAYS: Final = (
    "This archive shows that a server of Firstlight received these bytes from this address at this time. It does not "
    "show that what they say is so. Scripts, styles, films and what needs a log-in are not in it."
)
SHOT: Final = "screenshot/page.jpg"
# Packed already: replaying software reads single records out of it.
_AS_THEY_ARE: Final = (".gz", ".jpg")


def wacz_of(collected: Collected, *, asked: str, shot: bytes, software: str, at: datetime) -> bytes:
    """The archive of one post; `asked` is the address that somebody gave, `shot` a picture of the page or empty."""
    warc, index = warc_of((collected.page, *collected.pictures), software, at)
    files = {f"archive/{FILE}": warc, "indexes/index.cdx": index, "pages/pages.jsonl": _pages(collected)}
    if shot:
        files[SHOT] = shot
    manifest = json.dumps(_manifest(files, collected, asked, software, at), indent=2).encode()
    files["datapackage.json"] = manifest
    files["datapackage-digest.json"] = json.dumps({"path": "datapackage.json", "hash": _digest(manifest)}).encode()
    return _zipped(files, at)


def _pages(collected: Collected) -> bytes:
    page = collected.page
    size = len(page.body) + sum(len(one.body) for one in collected.pictures)
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}
    line = {"id": "page", "url": page.url, "ts": warc_date(page.at), "size": size}
    return "".join(f"{json.dumps(one)}\n" for one in (head, line)).encode()


def _manifest(files: dict[str, bytes], collected: Collected, asked: str, software: str, at: datetime) -> dict[str, Any]:
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": _digest(content), "bytes": len(content)}
        for name, content in files.items()
    ]
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": "An archived post",
        "description": SAYS,
        "software": software,
        "created": warc_date(at),
        "mainPageUrl": collected.page.url,
        "mainPageDate": warc_date(collected.page.at),
        "askedUrl": asked,
        "leftOut": collected.left_out,
        "resources": resources,
    }


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _zipped(files: dict[str, bytes], at: datetime) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(_AS_THEY_ARE) else zipfile.ZIP_DEFLATED
            target.writestr(entry, content)
    return packed.getvalue()
