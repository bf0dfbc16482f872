"""The signing keys of the installation: files of mode 0600, made at the first start, never replaced."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from chronology.errors import Malformed
from chronology.notes import Algorithm, Ed25519NoteSigner
from chronology.types import Randomness
from verify.environment import folder
from verify.ledger.models import KeyPurpose
from verify.ledger.signer.errors import CannotSign

# A key as text takes about 150 letters.
KEY_FILE_BYTES = 4096
# What each key is called: the log by its origin, the others below it, so that no key speaks for another.
NAMES = {KeyPurpose.LOG: "{}", KeyPurpose.WITNESS: "{}/witness", KeyPurpose.REPORT: "{}/reports"}


@dataclass(frozen=True, slots=True)
class SigningKeys:
    """One key a purpose: checkpoints, cosignatures of other logs, reports."""

    log: Ed25519NoteSigner
    witness: Ed25519NoteSigner
    report: Ed25519NoteSigner

    def public(self) -> dict[KeyPurpose, str]:
        """The public halves, as C2SP verifier keys."""
        return {
            KeyPurpose.LOG: self.log.vkey,
            KeyPurpose.WITNESS: self.witness.vkey,
            KeyPurpose.REPORT: self.report.vkey,
        }


def signing_keys(keys: Path, *, origin: str, randomness: Randomness) -> SigningKeys:
    """Read the keys, and make those that are missing; raises CannotSign for a damaged or foreign one."""
    found = {purpose: _key(folder(keys), purpose, origin, randomness) for purpose in KeyPurpose}
    return SigningKeys(found[KeyPurpose.LOG], found[KeyPurpose.WITNESS], found[KeyPurpose.REPORT])


def _key(keys: Path, purpose: KeyPurpose, origin: str, randomness: Randomness) -> Ed25519NoteSigner:
    path, name = keys / f"{purpose.value}.key", NAMES[purpose].format(origin)
    algorithm = Algorithm.ED25519_COSIGNATURE if purpose is KeyPurpose.WITNESS else Algorithm.ED25519
    try:
        if not path.exists():
            write_secret(path, Ed25519NoteSigner.generate(name, randomness, algorithm).to_text())
        with path.open(encoding="ascii") as source:
            signer = Ed25519NoteSigner.from_text(source.read(KEY_FILE_BYTES).strip())
    except Malformed as problem:
        raise CannotSign(
            "key.damaged", f"The key {path} is damaged: restore it from where you keep it safe."
        ) from problem
    except OSError as problem:
        raise CannotSign(
            "key.unreadable", f"The key {path} can be neither read nor made: {problem.strerror}."
        ) from problem
    if signer.name != name:
        raise CannotSign(
            "key.foreign",
            f"The key {path} belongs to {signer.name}, but LOG_ORIGIN asks for {name}: set LOG_ORIGIN back. "
            "A log never changes its name.",
        )
    return signer


def write_secret(path: Path, text: str) -> None:
    """Write a secret whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as target:
        target.write(f"{text}\n")
        target.flush()
        os.fsync(target.fileno())
    draft.rename(path)
    parent = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(parent)
    finally:
        os.close(parent)
