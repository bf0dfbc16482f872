"""Exports in their own forms; a problem on the way is JSON as everywhere."""

from __future__ import annotations

from verify.api.renderers import ZipRenderer


class CsvRenderer(ZipRenderer):
    """A table for spreadsheets."""

    media_type = "text/csv"
    format = "csv"


class JsonLinesRenderer(ZipRenderer):
    """One JSON document a line."""

    media_type = "application/jsonl"
    format = "jsonl"
