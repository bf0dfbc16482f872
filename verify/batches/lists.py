"""Lists of links and digests as people send them: JSON, a table (CSV), or a link on each line.

A position is what its sender counts by: the place in a JSON list, or the row that a spreadsheet shows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Annotated, Any, Final

import msgspec
from msgspec import UNSET, Meta, UnsetType

from verify.batches.errors import BadList
from verify.batches.limits import LIST_BYTES, MOST_ITEMS
from verify.cases.arriving import plausible
from verify.cases.errors import LinkNotAllowed

DIGEST: Final = re.compile(r"[0-9a-fA-F]{64}")
HEADS: Final = ("url", "link", "sha256", "sha-256")
DELIMITERS: Final = ",;\t"
NO_LINK: Final = "batch.not_a_link"
NOTHING: Final = "There is nothing to check in this list. Write a full link or a SHA-256 in each row."
TOO_MANY: Final = f"The list has more than {MOST_ITEMS:,} rows. Send several shorter ones."
LINE_CHARS: Final = 64 * 1024
"""A row of so many cells is no table: each cell takes some fifty bytes of memory beside its text."""
TOO_LONG: Final = "A row of the list is too long to be a table. Write a full link or a SHA-256 in each row."
NO_TEXT: Final = "The list is no text in UTF-8. Save the table as CSV (UTF-8)."
NO_ITEMS: Final = 'Send {"items": [{"url": "https://…"}, {"sha256": "…"}]} with 1 to 10,000 items.'


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing to check: a link or a digest (64 lower-case hexadecimal digits), or the code of why it is neither."""

    position: int
    url: str = field(default="", repr=False)
    sha256: str = field(default="", repr=False)
    code: str = ""


class _Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    url: str | UnsetType = UNSET
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")] | UnsetType = UNSET


class _Items(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    items: Annotated[list[_Item], Meta(min_length=1, max_length=MOST_ITEMS)]


def of_json(body: Any) -> list[Wanted]:
    """The items of a JSON document that was read already; raises BadList for any other shape."""
    try:
        items = msgspec.convert(body, _Items, strict=True).items
    except (msgspec.ValidationError, UnicodeEncodeError) as problem:
        raise BadList(NO_ITEMS) from problem
    return [_of_item(place, one) for place, one in enumerate(items, 1)]


def of_table(content: bytes) -> list[Wanted]:
    """The rows of a table: its column `url` or `sha256`, or without such a head its lines; raises BadList."""
    if len(content) > LIST_BYTES:
        raise BadList(f"The list is longer than {LIST_BYTES // 1024 // 1024} MiB. Send several shorter ones.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadList(NO_TEXT) from problem
    if "\0" in text:
        raise BadList(NO_TEXT)
    return of_text(text)


def of_text(text: str) -> list[Wanted]:
    """The same for text that was read already, such as links that somebody pasted."""
    found: list[Wanted] = []
    for position, cell in _cells(text):
        if cell:
            found.append(_of_cell(position, cell))
        if len(found) > MOST_ITEMS:
            raise BadList(TOO_MANY)
    if all(one.code == NO_LINK for one in found):
        raise BadList(NOTHING)
    return found


def _cells(text: str) -> Iterator[tuple[int, str]]:
    head = text.lstrip("\r\n")[: LINE_CHARS + 1].partition("\n")[0]
    delimiter = next((one for one in DELIMITERS if one in head), ",")
    names = [one.strip(' "\r').lower() for one in head.split(delimiter)]
    column = next((names.index(one) for one in HEADS if one in names), None)
    if column is None:
        # A link may hold whatever divides cells: without a head a row is a line.
        yield from ((place, line.strip(' "\t\n,;')) for place, line in enumerate(_lines(text, None), 1))
        return
    yield from _column(csv.reader(_lines(text, ""), delimiter=delimiter), column)


def _lines(text: str, newline: str | None) -> Iterator[str]:
    """One at a time: eight megabytes of short lines would take fifty as a list."""
    for line in io.StringIO(text, newline=newline):
        if len(line) > LINE_CHARS:
            raise BadList(TOO_LONG)
        yield line


def _column(rows: Iterable[list[str]], column: int) -> Iterator[tuple[int, str]]:
    headed = False
    try:
        for place, row in enumerate(rows, 1):
            if headed:
                yield place, row[column].strip() if column < len(row) else ""
            headed = headed or any(row)
    except csv.Error as problem:
        raise BadList(NO_TEXT) from problem


def _of_item(position: int, item: _Item) -> Wanted:
    if (item.url is UNSET) == (item.sha256 is UNSET):
        raise BadList(NO_ITEMS)
    return _of_link(position, item.url) if isinstance(item.url, str) else Wanted(position, sha256=str(item.sha256))


def _of_cell(position: int, cell: str) -> Wanted:
    if DIGEST.fullmatch(cell):
        return Wanted(position, sha256=cell.lower())
    if not cell.lower().startswith(("http://", "https://")):
        return Wanted(position, code=NO_LINK)
    return _of_link(position, cell)


def _of_link(position: int, url: str) -> Wanted:
    """The link as it will be fetched; what could never be is an item that says so, and stops no other."""
    try:
        return Wanted(position, url=plausible(url))
    except LinkNotAllowed as problem:
        return Wanted(position, code=problem.code)
