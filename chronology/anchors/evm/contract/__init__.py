"""The contract that keeps the anchored heads: its source, and what its compiler made of it."""

from chronology.anchors.evm.contract.artefact import ARTEFACT, SOURCE, Artefact, load_artefact

__all__ = ["ARTEFACT", "SOURCE", "Artefact", "load_artefact"]
