"""What an Android statement says of the device: in scrubbed words for people, and as ids that stay in memory.

Serial numbers, IMEIs, boot keys and the keys of apps are in none of the words.
"""

from __future__ import annotations

import re
from typing import Final

from provenance.attestation.formats.android.apps import app_of
from provenance.attestation.formats.android.description import KeyDescription, RootOfTrust
from provenance.attestation.naming import authority_id, certificate_id, leaf_key_id, model_id
from provenance.attestation.types import DeviceId
from provenance.attestation.walking import Walk
from provenance.plain import Param, Params

_LONGEST: Final = 80
"""Characters of a name that is shown; honest ones are shorter."""

_PLAIN: Final = re.compile(r"[^\w .()+/-]")


def claims_of(said: KeyDescription) -> Params:
    """The words; keys are stable."""
    claims: dict[str, Param] = {
        "key_kept_by": said.kept_by.name.lower(),
        "attested_by": said.attested_by.name.lower(),
        "schema_version": said.version,
    }
    started = said.hardware.get("rootOfTrust")
    if isinstance(started, RootOfTrust):
        claims |= {"boot": started.boot.name.lower(), "bootloader": "locked" if started.locked else "unlocked"}
    app = app_of(said)
    if app is not None and app.packages:
        claims["app"] = _shown(app.packages[0][0])
    if (model := _text(said, "attestationIdModel")) and _is_name(said, model):
        claims["model"] = _shown(model)
    return claims


def _is_name(said: KeyDescription, model: str) -> bool:
    """A field that repeats a number of the device is no model, whatever it is called."""
    numbers = [_text(said, f"attestationId{kind}") for kind in ("Serial", "Imei", "Meid", "SecondImei")]
    return not any(number and number in model for number in numbers)


def _text(said: KeyDescription, name: str) -> str:
    value = said.hardware.get(name)
    return value if isinstance(value, str) else ""


def _shown(name: str) -> str:
    return _PLAIN.sub("", name)[:_LONGEST]


def ids_of(said: KeyDescription, went: Walk) -> tuple[DeviceId, ...]:
    """Key, certificate, model with the patch it runs, and the authorities: for the blind list, and nobody's eyes."""
    leaf = went.path[0]
    above = [one.key for one in went.path[1:]]
    ids = [leaf_key_id(leaf.key), certificate_id(leaf.encoded)]
    maker, model = _text(said, "attestationIdManufacturer"), _text(said, "attestationIdModel")
    if maker and model:
        patch = said.hardware.get("osPatchLevel")
        ids.append(model_id(maker, model, str(patch) if isinstance(patch, int) else ""))
    return (*ids, *(authority_id(key) for key in above[:2]))
