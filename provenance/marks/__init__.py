"""Our own look for traces of C2PA, so that a damaged manifest store is never reported as absent."""

from provenance.marks.search import Marks, has_c2pa_marks

__all__ = ["Marks", "has_c2pa_marks"]
