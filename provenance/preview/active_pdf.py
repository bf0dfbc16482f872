"""PDF is never drawn here; one with script, actions that run or leave the file, or attachments is refused.

A link that a reader may click is inert, because nothing here draws a page; an attachment is accepted only where it is
the file's own C2PA manifest (C2PA specification, appendix A.4).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

import pikepdf

from provenance.gate import Admission, Refusal
from provenance.preview import limits
from provenance.preview.seen import Look, not_looked_at

_FORBIDDEN_KEYS: Final = frozenset(("/AA", "/JS", "/JavaScript", "/XFA", "/RichMediaContent", "/RichMediaSettings"))
_FORBIDDEN_ACTIONS: Final = frozenset(
    (
        *("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie"),
        *("/Sound", "/GoTo3DView", "/RichMediaExecute"),
    )
)
_FORBIDDEN_TYPES: Final = frozenset(("/RichMedia", "/Screen", "/Movie", "/3D"))
_ACTION_NAME: Final = re.compile(rb"/(?:JavaScript|JS|OpenAction|AA|Launch|SubmitForm|RichMedia|XFA)\b")
_REBUILT: Final = ("reconstruct", "recover", "damaged")


class _TooMuchError(Exception):
    """Ends the scan of a document with more objects than any honest one."""


def look(source: BinaryIO, admission: Admission) -> Look | Refusal:
    """Walk all objects and refuse an active document; raises whatever the reader raises for a broken one."""
    params = {"format": admission.format.label}
    source.seek(0)
    try:
        with pikepdf.open(source, suppress_warnings=True, inherit_page_attributes=False) as document:
            if _is_active(document):
                return Refusal("refused.active_content", params)
            if any(word in str(note) for note in document.get_warnings() for word in _REBUILT):
                return Refusal("refused.damaged", params)
    except pikepdf.PasswordError:
        # Behind a password anything may hide, and nothing here can look.
        return Refusal("refused.active_content", params)
    except pikepdf.PdfError:
        return Refusal("refused.active_content" if _names_action(source) else "refused.damaged", params)
    except _TooMuchError:
        return Refusal("refused.too_complex", params)
    return not_looked_at(admission, "preview.no_decoder")


def _names_action(source: BinaryIO) -> bool:
    """Say whether the text of a document that cannot be opened names something active."""
    source.seek(0)
    return _ACTION_NAME.search(source.read(limits.PDF_SEARCHED)) is not None


def _is_active(document: pikepdf.Pdf) -> bool:
    if "/OpenAction" in document.Root and not _is_plain_view(document.Root["/OpenAction"]):
        return True
    if len(document.objects) > limits.PDF_OBJECTS:
        raise _TooMuchError
    return any(_is_active_dictionary(one) for top in document.objects for one in _dictionaries(top, 0))


def _is_plain_view(action: pikepdf.Object) -> bool:
    """Say whether what happens on opening is only a jump to a page of this same file."""
    if isinstance(action, pikepdf.Array):
        return True
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo" and "/Next" not in action


def _dictionaries(found: object, depth: int) -> Iterator[pikepdf.Object]:
    """Give every dictionary inside one object, references not followed: the walk over all objects meets them."""
    if depth > limits.PDF_DEPTH:
        raise _TooMuchError
    if isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        yield found
        children = [value for _, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        children = list(found)
    else:
        return
    for child in children:
        if not getattr(child, "is_indirect", False):
            yield from _dictionaries(child, depth + 1)


def _is_active_dictionary(found: pikepdf.Object) -> bool:
    keys = set(found.keys())
    if keys & _FORBIDDEN_KEYS or str(found.get("/Subtype")) in _FORBIDDEN_TYPES:
        return True
    if str(found.get("/S")) in _FORBIDDEN_ACTIONS:
        return True
    if isinstance(found, pikepdf.Stream) and "/F" in keys:
        return True
    return _attaches(found)


def _attaches(found: pikepdf.Object) -> bool:
    """Say whether a file specification brings or names a file that is not the manifest of this document."""
    if "/EF" not in found:
        return str(found.get("/Type")) in ("/Filespec", "/F") and not _is_manifest(found)
    return not _is_manifest(found)


def _is_manifest(specification: pikepdf.Object) -> bool:
    return str(specification.get("/AFRelationship")) == "/C2PA_Manifest"


def open_nothing() -> None:
    """Make the reader load what it loads on first use."""
    sample = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(sample)
    with pikepdf.open(sample) as document:
        _is_active(document)
