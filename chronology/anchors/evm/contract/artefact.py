"""The compiled contract as it is committed, with the versions and digests that let anybody make it again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("FirstlightAnchor.vy")
ARTEFACT = Path(__file__).with_name("FirstlightAnchor.json")
REQUIREMENTS = Path(__file__).with_name("compiler.txt")


@dataclass(frozen=True, slots=True)
class Artefact:
    """One compilation: digests in hexadecimal, code as 0x… text, `abi` as the compiler prints it."""

    contract: str
    compiler: str
    source_sha256: str
    compiler_requirements_sha256: str
    abi: tuple[dict[str, object], ...]
    creation_code: str
    runtime_code: str

    @property
    def creation_bytes(self) -> bytes:
        """What the transaction that deploys carries; the contract takes no arguments."""
        return bytes.fromhex(self.creation_code.removeprefix("0x"))

    @property
    def runtime_bytes(self) -> bytes:
        """What stands at the contract's address from then on."""
        return bytes.fromhex(self.runtime_code.removeprefix("0x"))

    def to_json(self) -> str:
        """The committed form."""
        return json.dumps(asdict(self), indent=1) + "\n"


def load_artefact(path: Path = ARTEFACT) -> Artefact:
    """Read a committed artefact, our contract's where no other is named."""
    fields = json.loads(path.read_text())
    return Artefact(**{**fields, "abi": tuple(fields["abi"])})
