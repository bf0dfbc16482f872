"""What somebody puts on their domain so that it names their key: texts to be copied as they are."""

from __future__ import annotations

import json
from dataclasses import dataclass

from provenance.statements import eip55
from verify.authors.bindings.did_web.reading import did_of
from verify.authors.bindings.dns_txt.reading import PREFIX, name_of
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.well_known.reading import PATH, SCHEMA


@dataclass(frozen=True, slots=True)
class Publishing:
    """One way: where the text belongs, and the text."""

    kind: BindingKind
    where: str
    text: str


def what_to_publish(domain: str, address: str, principal: str, chain_id: int) -> tuple[Publishing, ...]:
    """The ways of naming a key, the strongest first; one is enough, two outlive a mishap with one."""
    shown = eip55.to_checksum(eip55.address_of(address))
    return (
        Publishing(BindingKind.DID_WEB, f"https://{domain}/.well-known/did.json", _did(domain, shown, chain_id)),
        Publishing(BindingKind.WELL_KNOWN, f"https://{domain}{PATH}", _file(shown, principal)),
        Publishing(BindingKind.DNS_TXT, f"{name_of(domain)} TXT", f"{PREFIX}{shown}"),
    )


def _file(address: str, principal: str) -> str:
    return json.dumps({"schema": SCHEMA, "authors": [{"address": address, "principal": principal}]}, indent=2)


def _did(domain: str, address: str, chain_id: int) -> str:
    did = did_of(domain)
    method = {
        "id": f"{did}#wallet",
        "type": "EcdsaSecp256k1RecoveryMethod2020",
        "controller": did,
        "blockchainAccountId": f"eip155:{chain_id}:{address}",
    }
    contexts = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/suites/secp256k1recovery-2020/v2"]
    document = {
        "@context": contexts,
        "id": did,
        "verificationMethod": [method],
        "assertionMethod": [method["id"]],
    }
    return json.dumps(document, indent=2)
