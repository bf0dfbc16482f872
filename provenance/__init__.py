"""What one file says about itself and whether that holds. No database, no Django.

`inspect` is loaded on first use: it brings decoders with it, and a process that only handles reports must not
have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.errors import BadPolicy, BadReply, CannotOpen, ProvenanceError, SandboxUnavailable
from provenance.policy import Denied, Policy, Tier, TrustList
from provenance.types import Finding, Report, State, Step
from provenance.version import __version__

if TYPE_CHECKING:
    from provenance.inspection import inspect

__all__ = [
    "BadPolicy",
    "BadReply",
    "CannotOpen",
    "Denied",
    "Finding",
    "Policy",
    "ProvenanceError",
    "Report",
    "SandboxUnavailable",
    "State",
    "Step",
    "Tier",
    "TrustList",
    "__version__",
    "inspect",
]


def __getattr__(name: str) -> object:
    if name == "inspect":
        from provenance.inspection import inspect

        return inspect
    raise AttributeError(name)
