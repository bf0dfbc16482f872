from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.admin.sites import site
from django.db import DatabaseError, connection, transaction
from django.test import RequestFactory

from provenance.policy import Tier
from verify.registry.errors import NeverEditedError
from verify.registry.models import TrustListVersion
from verify.registry.services import trust_list_import
from verify.registry.tests.minting import pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture
def version() -> TrustListVersion:
    return trust_list_import(name="A", tier=Tier.OFFICIAL, pem=pem_list(1), issued=AT, origin="test", at=AT)


def test_a_version_cannot_be_saved_again(version: TrustListVersion) -> None:
    version.pem = pem_list(2).decode()
    with pytest.raises(NeverEditedError):
        version.save()


def test_the_database_refuses_a_change_past_the_model(version: TrustListVersion) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TrustListVersion.objects.filter(pk=version.pk).update(pem="")
    version.refresh_from_db()
    assert version.pem == pem_list(1).decode()


def test_the_database_refuses_deletion_in_plain_sql(version: TrustListVersion) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_trustlistversion")
    assert TrustListVersion.objects.count() == 1


def test_the_admin_offers_neither_adding_nor_changing_nor_deleting(version: TrustListVersion) -> None:
    page, request = site._registry[TrustListVersion], RequestFactory().get("/")
    assert not page.has_add_permission(request)
    assert not page.has_change_permission(request, version)
    assert not page.has_delete_permission(request, version)


def test_an_empty_list_cannot_be_a_row() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        TrustListVersion.objects.create(
            name="A", tier="official", pem="", sha256="", source_sha256="", fetched=AT, origin="test", certificates=0
        )
