"""Answers as WARC records, and the index that finds them (WARC 1.1; CDXJ as replaying software reads it)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from verify.archiving.collecting import Received

FILE: Final = "data.warc.gz"
# The body is kept as it was unfolded here, so what told of its folding would mislead whoever replays it. A cookie
# names a visit of this server, which is nobody's to keep.
_NOT_KEPT: Final = frozenset(("transfer-encoding", "connection", "set-cookie", "set-cookie2"))


def warc_of(received: Iterable[Received], software: str, at: datetime) -> tuple[bytes, bytes]:
    """The records as one gzipped WARC, and their index, sorted."""
    target, lines = io.BytesIO(), []
    writer = WARCWriter(target, gzip=True, warc_version="1.1")
    _info(writer, software, at)
    for one in received:
        offset = target.tell()
        record = _record(writer, one)
        writer.write_record(record)
        lines.append(_line(one, str(record.rec_headers.get_header("WARC-Payload-Digest")), offset, target.tell()))
    return target.getvalue(), "".join(f"{line}\n" for line in sorted(lines)).encode()


def _info(writer: WARCWriter, software: str, at: datetime) -> None:
    record = writer.create_warcinfo_record(FILE, {"software": software, "format": "WARC File Format 1.1"})
    record.rec_headers.replace_header("WARC-Date", warc_date(at))
    writer.write_record(record)


def _record(writer: WARCWriter, one: Received) -> ArcWarcRecord:
    kept = [(name, value) for name, value in one.head.headers if name.lower() not in _NOT_KEPT]
    head = StatusAndHeaders(f"{one.head.status} {one.head.reason}", kept, protocol="HTTP/1.1")
    return writer.create_warc_record(
        one.url,
        "response",
        payload=io.BytesIO(one.body),
        length=len(one.body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": warc_date(one.at)},
    )


def _line(one: Received, digest: str, begins: int, ends: int) -> str:
    found = {
        "url": one.url, "mime": one.content_type, "status": str(one.head.status), "digest": digest,
        "length": str(ends - begins), "offset": str(begins), "filename": FILE,
    }  # fmt: skip
    return f"{search_key(one.url)} {one.at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(found)}"


def search_key(url: str) -> str:
    """An address in the order in which indexes sort: the name turned round, then the path, in lower case."""
    split = urlsplit(url)
    name = (split.hostname or "").removeprefix("www.")
    turned = name if ":" in name else ",".join(reversed(name.split(".")))
    port = f":{split.port}" if split.port else ""
    query = f"?{split.query}" if split.query else ""
    return f"{turned}{port}){split.path or '/'}{query}".lower()


def warc_date(at: datetime) -> str:
    """A moment as WARC spells it."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
