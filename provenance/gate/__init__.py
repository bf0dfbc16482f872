"""The gate in front of every decoder: bounded header scans in pure Python, safe in the web process."""

from provenance.gate.admission import admit
from provenance.gate.status import http_status
from provenance.gate.types import Admission, Refusal

__all__ = ["Admission", "Refusal", "admit", "http_status"]
