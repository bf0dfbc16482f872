"""The addresses of results that are taken along."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import reports, shared_reports

urlpatterns = [
    path("c/<slug:public_id>/report.pdf", reports.report_pdf, name="report_pdf"),
    path("c/<slug:public_id>/report.jsonld", reports.report_jsonld, name="report_jsonld"),
    path("c/<slug:public_id>/embed", reports.embed, name="embed"),
    path("c/<slug:public_id>/embed/block", reports.embed_block, name="embed_block"),
    path("shared/<str:token>/report.pdf", shared_reports.shared_report_pdf, name="shared_report_pdf"),
    path("shared/<str:token>/<int:number>/report.pdf", shared_reports.shared_report_pdf, name="shared_answer_pdf"),
]
