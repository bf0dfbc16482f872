"""`python -m supply.sbom FILE`: every part with its digests as CycloneDX 1.6; one lock gives one list."""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
import uuid
from pathlib import Path
from typing import Any, Final

from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from supply.packages import LOCK, ROOT, Package, packages
from supply.vendored import CARD, Vendored, vendored

SPACE: Final = uuid.UUID("5f0f1f64-5d3b-5a3e-9d0e-6c7f2a1b9e10")
"""Names of our lists are made within it, from the digest of the lock and of the cards of what is vendored."""


def bom() -> Bom:
    """The list of parts."""
    stated = LOCK.read_bytes() + b"".join((one.at / CARD).read_bytes() for one in vendored())
    made = Bom(serial_number=uuid.uuid5(SPACE, hashlib.sha256(stated).hexdigest()))
    about = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    root = Component(name=about["name"], version=about["version"], type=ComponentType.APPLICATION, bom_ref="firstlight")
    made.metadata.component = root
    parts = [*map(_component, packages()), *map(_vendored, vendored())]
    for part in parts:
        made.components.add(part)
    made.register_dependency(root, parts)
    return made


def _component(one: Package) -> Component:
    references = [
        ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION,
            url=XsUri(f"urn:sha256:{digest}"),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        )
        for digest in one.digests
    ]
    licences = [LicenseExpression(one.licence)] if one.licence else []
    return Component(
        name=one.name, version=one.version, purl=PackageURL.from_string(one.purl), bom_ref=one.purl,
        licenses=licences, external_references=references,
    )  # fmt: skip


def _vendored(one: Vendored) -> Component:
    references = [
        ExternalReference(
            type=ExternalReferenceType.DISTRIBUTION,
            url=XsUri(f"urn:sha256:{part.sha256}"),
            comment=part.source,
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=part.sha256)],
        )
        for part in one.files
    ]
    return Component(
        name=one.name, version=one.version, purl=PackageURL.from_string(one.purl), bom_ref=one.purl,
        licenses=[LicenseExpression(one.licence)], external_references=references,
        description="; ".join(one.inside) or None,
    )  # fmt: skip


def as_json() -> str:
    """The document; the moment of its making is left out, because it would make two lists of one lock differ."""
    made: dict[str, Any] = json.loads(JsonV1Dot6(bom()).output_as_string())
    made["metadata"].pop("timestamp", None)
    made["metadata"].pop("tools", None)
    return json.dumps(made, indent=1, sort_keys=True) + "\n"


def main() -> None:
    """Write the list to the named file."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(as_json(), "utf-8")


if __name__ == "__main__":
    main()
