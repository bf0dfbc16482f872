"""What stands as evidence, to read and nothing else: records, published keys, signed statements, mirrors' pages.

Taking an open record out of display is the one act here: its leaf stays, and a notice is recorded.
"""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from verify.authors.models import DelegationRow, Key, Principal, RevocationRow
from verify.consents.models import ConsentRow
from verify.feed.models import FeedPage, FeedState
from verify.ledger.models import BeaconEntry, DeskKey, OutboxEntry, PublicKey, Record, SealedBatch, SignerState
from verify.ledger.services import record_hide
from verify.operators.admin.base import Shown, with_reason
from verify.recovery.models import PublishedManifest


@admin.register(Record)
class RecordAdmin(Shown):
    list_display = ("leaf_hash", "form", "state", "log", "index", "created", "recorded", "hidden")
    list_filter = ("form", "state", "kind", "hidden")
    search_fields = ("leaf_hash", "=sha256", "=index")
    date_hierarchy = "created"
    fields = (
        "form",
        "kind",
        "state",
        "log",
        "index",
        "leaf_hash",
        "sha256",
        "media_type",
        "created",
        "recorded",
        "hidden",
    )
    actions = (with_reason(_("Take out of display"), "hide", lambda _, one: record_hide(one)),)


@admin.register(OutboxEntry)
class OutboxEntryAdmin(Shown):
    list_display = ("id", "form", "parked")
    list_filter = ("form", "parked")
    search_fields = ("=id",)
    fields = ("form", "parked")


@admin.register(SealedBatch)
class SealedBatchAdmin(Shown):
    list_display = ("id", "at")
    list_filter = ("at",)
    search_fields = ("=id",)


@admin.register(BeaconEntry)
class BeaconEntryAdmin(Shown):
    list_display = ("index", "at", "chain_id", "block_number", "block_hash")
    list_filter = ("chain_id",)
    search_fields = ("block_hash", "=index")


@admin.register(PublicKey)
class PublicKeyAdmin(Shown):
    list_display = ("purpose", "vkey")
    list_filter = ("purpose",)
    search_fields = ("vkey",)


@admin.register(SignerState)
class SignerStateAdmin(Shown):
    list_display = ("seen", "trouble", "sentence", "development_chain")
    list_filter = ("trouble",)
    search_fields = ("sentence",)


@admin.register(DeskKey)
class DeskKeyAdmin(Shown):
    list_display = ("organisation_id", "address", "created")
    list_filter = ("created",)
    search_fields = ("address",)


@admin.register(PublishedManifest)
class PublishedManifestAdmin(Shown):
    list_display = ("manifest_id", "published")
    list_filter = ("published",)
    search_fields = ("manifest_id",)
    fields = ("manifest_id", "published")


@admin.register(Principal)
class PrincipalAdmin(Shown):
    list_display = ("name", "kind", "organisation", "created")
    list_filter = ("kind",)
    search_fields = ("name",)


@admin.register(Key)
class KeyAdmin(Shown):
    list_display = ("address", "principal", "scheme", "added", "revoked", "reason", "desk")
    list_filter = ("scheme", "desk", "revoked")
    search_fields = ("address", "principal__name")
    fields = ("principal", "address", "scheme", "chain_id", "added", "revoked", "reason", "desk")


SIGNED = ("type", "signer", "state", "created")


@admin.register(DelegationRow)
class DelegationRowAdmin(Shown):
    list_display = (*SIGNED, "revoked")
    list_filter = ("state", "revoked")
    search_fields = ("signer", "delegate")
    fields = (*SIGNED, "delegate", "scopes", "valid_from", "valid_to", "revoked", "reason")


@admin.register(RevocationRow)
class RevocationRowAdmin(Shown):
    list_display = (*SIGNED, "subject", "effective")
    list_filter = ("subject", "state")
    search_fields = ("signer",)
    fields = (*SIGNED, "subject", "effective", "reason")


@admin.register(ConsentRow)
class ConsentRowAdmin(Shown):
    list_display = (*SIGNED, "revoked")
    list_filter = ("state", "revoked")
    search_fields = ("signer",)
    fields = (*SIGNED, "revoked")


@admin.register(FeedState)
class FeedStateAdmin(Shown):
    list_display = ("feed", "count", "page", "looked", "trouble")
    list_filter = ("looked",)
    search_fields = ("feed",)
    fields = ("feed", "count", "page", "looked", "trouble")


@admin.register(FeedPage)
class FeedPageAdmin(Shown):
    list_display = ("number", "count", "at")
    list_filter = ("at",)
    search_fields = ("=number",)
    fields = ("number", "count", "at")
