"""Consents, campaigns and objections as JSON."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from provenance.report_json import finding_to_json
from provenance.statements.consents import SeenConsent, Use, consent_findings, covering
from verify.accounts.models import Organisation
from verify.api.asking import Asker
from verify.api.records import envelope as records
from verify.api.statements.envelope import moment, signature
from verify.authors.models import RevocationRow, SignedMessage
from verify.consents.models import Campaign, ConsentRow
from verify.consents.selectors.consents import consent_get, consent_seen, consents_about
from verify.consents.selectors.objections import ObjectionView
from verify.ledger.errors import NoSuchRecord
from verify.ledger.selectors import record_get, time_of
from verify.ledger.values import Viewer


def consent_envelope(name: str, asker: Asker) -> dict[str, Any]:
    """One consent, by its number; raises NoSuchConsent."""
    row = consent_get(name)
    return {**_common(row, asker.viewer), **_standing(consent_seen(row, reader=asker.organisation), row)}


def revocation_envelope(row: RevocationRow, asker: Asker) -> dict[str, Any]:
    """The revocation of a consent."""
    revoked = ConsentRow.objects.filter(struct_hash=row.target).first()
    there = {"revokes": revoked.pk if revoked else None, "revoked": moment(row.effective)}
    return {**_common(row, asker.viewer), "giver": None, "vouched": None, "campaign": None, **there}


def checked(use: Use, reader: Organisation | None) -> dict[str, Any]:
    """What consents on record say of one use; never one word alone."""
    seen = consents_about(use.content.hex(), reader=reader)
    return {
        "sha256": use.content.hex(),
        "findings": [finding_to_json(one) for one in consent_findings(use, seen)],
        "covered_by": [one.id for one in covering(use, seen)],
    }


def campaign_envelope(campaign: Campaign) -> dict[str, Any]:
    """What somebody signs who consents to a campaign."""
    return {
        "id": campaign.pk,
        "name": campaign.name,
        "members_root": campaign.members_root,
        "size": campaign.size,
        "nonce": campaign.nonce,
    }


def objection_envelope(view: ObjectionView) -> dict[str, Any]:
    """How an objection stands, for whoever has its number."""
    return {
        "id": view.id,
        "category": view.category,
        "state": view.state,
        "answer": view.answer or None,
        "created": moment(view.created),
        "readings": view.readings,
        "erased": view.erased,
        "links": {
            "self": reverse("api:objection", args=[view.id]),
            "page": reverse("pages:objection", args=[view.id]),
        },
    }


def _common(row: SignedMessage, viewer: Viewer) -> dict[str, Any]:
    return {
        "id": row.pk,
        "type": row.type,
        "signed": row.body,
        "signature": signature(row.signature),
        "record": _record(row, viewer),
        "links": _links(row),
    }


def _standing(seen: SeenConsent, row: ConsentRow) -> dict[str, Any]:
    return {
        "giver": seen.signer or None,
        "vouched": seen.vouched.value,
        "campaign": seen.campaign or None,
        "revokes": None,
        "revoked": moment(row.revoked),
    }


def _links(row: SignedMessage) -> dict[str, str | None]:
    if not isinstance(row, ConsentRow):
        return {"self": reverse("api:statement", args=[row.pk]), "page": None}
    return {"self": reverse("api:consent", args=[row.pk]), "page": reverse("pages:consent", args=[row.pk])}


def _record(row: SignedMessage, viewer: Viewer) -> dict[str, Any] | None:
    try:
        record = record_get(row.record_id, viewer=viewer)
    except NoSuchRecord:
        return None
    seen = time_of(record)
    time = records.interval(seen.not_before, seen.by)
    there = {"id": record.pk, "state": seen.state, "index": seen.index}
    return {**there, "time": time, "links": records.links(record.pk)}
