"""Signs small pictures for tests with authorities made on the spot, from which readers' lists are made as well."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import c2pa
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image

from fixtures.pki import CLAIM_SIGNING, TIME_STAMPING, Authority, Identity, founded
from provenance.credentials.examiner import Credentials, Examiner
from provenance.policy import Denied, Policy, Tier, TrustList

NOW = datetime.now(UTC)
SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
Json = dict[str, Any]


def authority(name: str) -> Authority:
    return founded(name, NOW)


def listed(tier: Tier, *authorities: Authority) -> TrustList:
    return TrustList(tier, tier.value, b"".join(_pem(one) for one in authorities))


def policy(*lists: TrustList, denied: Sequence[Denied] = ()) -> Policy:
    return Policy(lists, tuple(denied), b"key of this test")


def picture(colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(out, "JPEG")
    return out.getvalue()


def signed(
    content: bytes,
    signer: Identity,
    *actions: Json,
    parent: bytes | None = None,
    part: bytes | None = None,
    believes: Sequence[Authority] = (),
    redacts: Sequence[str] = (),
    assertions: Sequence[Json] = (),
    records: Sequence[Json] = (),
    label: str | None = None,
    mime: str = "image/jpeg",
) -> bytes:
    """The content with one more manifest; `believes` are the roots that the signer's own software trusts."""
    context = _context(believes)
    entries = [*([{"action": "c2pa.opened", "parameters": {"ingredientIds": ["before"]}}] if parent else []), *actions]
    definition = {
        "title": "a test",
        "claim_generator_info": [{"name": "Test Editor", "version": "1"}],
        "assertions": [_actions(*(entries or [created()])), *assertions],
        "redactions": list(redacts),
        "ingredients": list(records),
        **({"label": label} if label else {}),
    }
    out = io.BytesIO()
    with c2pa.Builder(definition, context=context) as builder:
        for relationship, name, file in (("parentOf", "before", parent), ("componentOf", "part", part)):
            if file:
                about = {"title": name, "relationship": relationship, "instance_id": name}
                builder.add_ingredient(about, "image/jpeg", io.BytesIO(file))
        with _signer(signer) as key:
            builder.sign(key, mime, io.BytesIO(content), out)
    return out.getvalue()


def recording(label: str, outcome: Json) -> Json:
    """An ingredient without credentials for which validation results about the manifest `label` are made up."""
    address = f"self#jumbf=/c2pa/{label}/c2pa.signature"
    listed = {name: [{"code": code, "url": address} for code in codes] for name, codes in outcome.items()}
    results = {"success": [], "informational": [], "failure": [], **listed}
    about = {"title": "t", "format": "image/jpeg", "relationship": "inputTo", "instance_id": "made up"}
    return {**about, "validation_results": {"activeManifest": results}}


def remote(content: bytes, signer: Identity, url: str) -> bytes:
    """The content without a manifest, pointing to one at `url`."""
    definition = {"claim_generator_info": [{"name": "Test", "version": "1"}], "assertions": [_actions(created())]}
    out = io.BytesIO()
    with c2pa.Builder(definition, context=_context(())) as builder, _signer(signer) as key:
        builder.set_no_embed()
        builder.set_remote_url(url)
        builder.sign(key, "image/jpeg", io.BytesIO(content), out)
    return out.getvalue()


def created(source_type: str = "digitalCapture") -> Json:
    return {"action": "c2pa.created", "digitalSourceType": SOURCE_TYPES + source_type}


def placed() -> Json:
    return {"action": "c2pa.placed", "parameters": {"ingredientIds": ["part"]}}


def edited(name: str = "c2pa.color_adjustments", **more: object) -> Json:
    return {"action": name, **more}


def read(content: bytes, whom: Policy, at: datetime | None = None) -> Credentials:
    """The steps; fails the test where there are none."""
    found = Examiner(whom).examine(io.BytesIO(content), "image/jpeg", at or datetime.now(UTC))
    assert isinstance(found, Credentials), found
    return found


def newest_label(content: bytes) -> str:
    with c2pa.Reader("image/jpeg", io.BytesIO(content)) as reader:
        return str(json.loads(reader.json())["active_manifest"])


def _actions(*entries: Json) -> Json:
    return {"label": "c2pa.actions.v2", "data": {"actions": list(entries)}}


def _context(believes: Sequence[Authority]) -> c2pa.Context:
    settings: Json = {
        "builder": {"thumbnail": {"enabled": False}},
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    }
    settings["trust"] = {"trust_config": "\n".join(one.dotted_string for one in (*CLAIM_SIGNING, *TIME_STAMPING))}
    if believes:
        settings["trust"]["trust_anchors"] = b"".join(_pem(one) for one in believes).decode()
    return c2pa.Context.from_dict(settings)


def _signer(identity: Identity) -> c2pa.Signer:
    return c2pa.Signer.from_info(
        c2pa.C2paSignerInfo(alg=b"es256", sign_cert=identity.chain_pem, private_key=identity.key_pem, ta_url=None)
    )


def _pem(one: Authority) -> bytes:
    return one.certificate.public_bytes(Encoding.PEM)
