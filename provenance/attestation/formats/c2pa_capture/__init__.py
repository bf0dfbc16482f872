"""Cameras and phones that sign what they capture as C2PA: evidence and names of devices from a read edit chain."""

from provenance.attestation.formats.c2pa_capture.evidence import NAME as NAME
from provenance.attestation.formats.c2pa_capture.evidence import evidence_of as evidence_of
from provenance.attestation.formats.c2pa_capture.names import device_ids_of as device_ids_of
