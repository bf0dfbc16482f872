"""SVG is never drawn here; one with script, handlers, styles that fetch, or references outside itself is refused."""

from __future__ import annotations

import re
from typing import BinaryIO, Final
from xml.sax import handler, xmlreader

from defusedxml.common import DefusedXmlException, DTDForbidden, ExternalReferenceForbidden
from defusedxml.expatreader import DefusedExpatParser

from provenance.gate import Admission, Refusal
from provenance.preview import limits
from provenance.preview.seen import Look, not_looked_at

_FORBIDDEN: Final = frozenset(
    ("script", "foreignobject", "iframe", "embed", "object", "handler", "listener", "audio", "video", "link", "base")
)
_REFERENCES: Final = frozenset(("href", "src", "action", "formaction", "data", "from", "to", "values", "by", "base"))
_ANIMATED: Final = frozenset(("from", "to", "values", "by"))
_INSIDE: Final = re.compile(r"#[^\s]*\Z|data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_URL: Final = re.compile(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_STYLE_FETCHES: Final = re.compile(r"@import|expression\s*\(|-moz-binding|behavior\s*:", re.IGNORECASE)
_SCRIPTED: Final = re.compile(r"(?:javascript|vbscript)\s*:|data\s*:\s*text/", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[\x00-\x20]+")
_PUBLIC_DTD: Final = re.compile(r"-//W3C//DTD SVG (?:1\.0|1\.1|20010904|1\.1 (?:Tiny|Basic))//EN\Z", re.IGNORECASE)


class _ActiveError(Exception):
    """Ends the parse at the first active thing."""


class _TooDeepError(Exception):
    """Ends the parse of a drawing that nests beyond any program's."""


class _Parser(DefusedExpatParser):  # type: ignore[misc]
    """Allows the one DOCTYPE line that drawing programs write, which nothing here fetches, and refuses any other."""

    def defused_start_doctype_decl(
        self,
        name: str,
        sysid: str | None,
        pubid: str | None,
        has_internal_subset: int,
    ) -> None:
        if has_internal_subset or not _PUBLIC_DTD.match(pubid or ""):
            raise DTDForbidden(name, sysid, pubid)

    def defused_external_entity_ref_handler(
        self,
        context: str | None,
        base: str | None,
        sysid: str | None,
        pubid: str | None,
    ) -> int:
        """Pass over the definition that the DOCTYPE names, unread; entities are refused where they are declared."""
        if context is not None:
            raise ExternalReferenceForbidden(context, base, sysid, pubid)
        return 1


class _Scan(handler.ContentHandler):
    """Looks at every element, attribute, style text and processing instruction."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._style: list[str] | None = None

    def startElement(self, name: str, attrs: xmlreader.AttributesImpl) -> None:  # noqa: N802 the name is SAX's
        self._depth += 1
        if self._depth > limits.SVG_DEPTH:
            raise _TooDeepError
        local = _local(name)
        if local in _FORBIDDEN:
            raise _ActiveError
        for attribute, value in attrs.items():
            _check_attribute(_local(attribute), value)
        self._style = [] if local == "style" else self._style

    def characters(self, content: str) -> None:
        if self._style is not None:
            self._style.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802 the name is SAX's
        self._depth -= 1
        if _local(name) == "style" and self._style is not None:
            _check_style("".join(self._style))
            self._style = None

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802 the name is SAX's
        if target.lower().startswith("xml-stylesheet"):
            raise _ActiveError


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1].lower()


def _check_attribute(name: str, value: str) -> None:
    if name.startswith("on") or _SCRIPTED.search(_BLANKS.sub("", value)):
        raise _ActiveError
    if name in _REFERENCES and name not in _ANIMATED and not _INSIDE.match(value.strip()):
        raise _ActiveError
    if name == "style" or "url" in value.lower():
        _check_style(value)


def _check_style(text: str) -> None:
    # A backslash can spell any letter in a style sheet; honest drawings have no use for it.
    if _STYLE_FETCHES.search(text) or "\\" in text:
        raise _ActiveError
    if any(not _INSIDE.match(found.group(2).strip()) for found in _URL.finditer(text)):
        raise _ActiveError


def look(source: BinaryIO, admission: Admission) -> Look | Refusal:
    """Parse the whole drawing and refuse an active one; raises whatever the parser raises for bad XML."""
    params = {"format": admission.format.label}
    source.seek(0)
    text = source.read(limits.SVG_BYTES + 1)
    if len(text) > limits.SVG_BYTES:
        return Refusal("refused.too_large", {**params, "limit_mb": limits.SVG_BYTES >> 20})
    parser = _Parser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setContentHandler(_Scan())
    parser.setErrorHandler(handler.ErrorHandler())
    try:
        # In one piece: fed in blocks, an old parser reads a long attribute again with every block.
        parser.feed(text, isFinal=True)
    except (_ActiveError, DefusedXmlException):
        return Refusal("refused.active_content", params)
    except _TooDeepError:
        return Refusal("refused.too_complex", params)
    return not_looked_at(admission, "preview.no_decoder")
