"""The routes below `/api/v1/` that the schema describes."""

from __future__ import annotations

from django.urls import path

from verify.api import views
from verify.api.badge.views import Badge
from verify.api.batches import routes as batch_routes
from verify.api.c2pa import routes as c2pa_routes
from verify.api.consents import routes as consent_routes
from verify.api.disclosure.views import DisclosureDetail
from verify.api.feed import routes as feed_routes
from verify.api.hooks import routes as hook_routes
from verify.api.labels import routes as label_routes
from verify.api.records import views as record_views
from verify.api.reports.views import ReportLinkedData, ReportPdf
from verify.api.statements import routes as statement_routes
from verify.api.webhooks.views import WebhookDelivery

urlpatterns = [
    path("api/v1/verifications", views.VerificationStart.as_view(), name="verifications"),
    path("api/v1/verifications/<str:id>", views.VerificationDetail.as_view(), name="verification"),
    path("api/v1/verifications/<str:id>/disclosure", DisclosureDetail.as_view(), name="disclosure"),
    path("api/v1/verifications/<str:id>/report.pdf", ReportPdf.as_view(), name="report_pdf"),
    path("api/v1/verifications/<str:id>/report.jsonld", ReportLinkedData.as_view(), name="report_jsonld"),
    path("api/v1/records", record_views.RecordStart.as_view(), name="records"),
    path("api/v1/records/batch", record_views.RecordBatch.as_view(), name="record_batch"),
    path("api/v1/records/<str:id>", record_views.RecordDetail.as_view(), name="record"),
    path("api/v1/records/<str:id>/bundle", record_views.RecordBundle.as_view(), name="record_bundle"),
    path("api/v1/lookup", record_views.Lookup.as_view(), name="lookup"),
    path("api/v1/badge/<str:digest>", Badge.as_view(), name="badge"),
    path("api/v1/schema", views.Schema.as_view(), name="schema"),
    path("api/v1/intake/webhook/<str:id>", WebhookDelivery.as_view(), name="webhook"),
    *batch_routes.urlpatterns,
    *statement_routes.urlpatterns,
    *consent_routes.urlpatterns,
    *label_routes.urlpatterns,
    *hook_routes.urlpatterns,
    *c2pa_routes.urlpatterns,
    *feed_routes.urlpatterns,
]
