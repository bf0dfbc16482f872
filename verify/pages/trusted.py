"""Whose keys this installation relies on when somebody brings a bundle: its own, those it watches, those it asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from django.conf import settings

from chronology.bundle import Witness, logs_from, witnesses_from
from chronology.notes import Verifier
from verify.ledger.models import KeyPurpose
from verify.ledger.selectors import vkey_of


@dataclass(frozen=True, slots=True)
class Trusted:
    """Keys of logs and of reports, witnesses, and the roots of time-stamp authorities."""

    logs: tuple[Verifier, ...]
    witnesses: tuple[Witness, ...]
    tsa_roots: tuple[Certificate, ...]


def trusted_here() -> Trusted:
    """Return what the settings and the signer's public keys name; no key means that less is vouched for, never more."""
    ours = filter(None, (vkey_of(KeyPurpose.LOG), vkey_of(KeyPurpose.REPORT)))
    cosigning = filter(None, (vkey_of(KeyPurpose.WITNESS),))
    return Trusted(
        logs=logs_from([*ours, *settings.WITNESSED_LOGS]),
        witnesses=witnesses_from([*cosigning, *(key for key, _address in settings.WITNESSES)]),
        tsa_roots=_roots(),
    )


def _roots() -> tuple[Certificate, ...]:
    if not settings.TSA_ROOTS:
        return ()
    return tuple(load_pem_x509_certificates(Path(settings.TSA_ROOTS).read_bytes()))
