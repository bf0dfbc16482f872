"""The process that sets one document: `python -m verify.reports.typesetting.child` reads JSON and writes a PDF.

The walls stand before the document is read. Whoever started it gives it an empty folder as TMPDIR and nothing else.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import sys
from pathlib import Path
from typing import Any, Final

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from verify.reports.typesetting.limits import HTML_BYTES, MOST_PAGES, NO_WALLS, PDF_BYTES, TOO_LARGE
from verify.reports.typesetting.own_bytes import SCHEME, OwnBytes
from verify.reports.typesetting.walls import close

VARIANT: Final = "pdf/ua-1"


def main() -> int:
    """Set one document; returns the exit status."""
    logging.disable(logging.CRITICAL)  # what the library complains about may quote the document
    walls = close(Path(os.environ["TMPDIR"]))
    asked = json.load(sys.stdin)
    if not all(walls) and not asked["without_walls"]:
        return NO_WALLS
    if len(asked["html"].encode()) > HTML_BYTES:
        return TOO_LARGE
    pdf = _set(asked)
    if pdf is None or len(pdf) > PDF_BYTES:
        return TOO_LARGE
    sys.stdout.buffer.write(pdf)
    return 0


def _set(asked: dict[str, Any]) -> bytes | None:
    pieces = {name: base64.b64decode(content) for name, content in asked["pieces"].items()}
    fetcher, fonts = OwnBytes(pieces), FontConfiguration()
    styles = [CSS(string=asked["css"], base_url=SCHEME, url_fetcher=fetcher, font_config=fonts)]
    page = HTML(string=asked["html"], base_url=SCHEME, url_fetcher=fetcher)
    document = page.render(font_config=fonts, stylesheets=styles, pdf_variant=VARIANT)
    if len(document.pages) > MOST_PAGES:
        return None
    identifier = bytes.fromhex(asked["identifier"])
    pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier)
    return pdf


if __name__ == "__main__":
    sys.exit(main())
