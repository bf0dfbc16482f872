"""The addresses of the pages."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import check, result, start, texts

app_name = "pages"
urlpatterns = [
    path("", start.start, name="start"),
    path("check", check.check, name="check"),
    path("check/<slug:public_id>", check.progress, name="progress"),
    path("c/<slug:public_id>", result.result, name="result"),
    path("c/<slug:public_id>/thumbnail", result.thumbnail, name="thumbnail"),
    path("c/<slug:public_id>/report.json", result.report_json, name="report_json"),
    path("c/<slug:public_id>/discard", result.discard, name="discard"),
    path("about", texts.about, name="about"),
    path("privacy", texts.privacy, name="privacy"),
    path("formats", texts.formats, name="formats"),
    path("lists", texts.lists, name="lists"),
]
