"""The routes below `/api/v1/` that the schema describes."""

from __future__ import annotations

from django.urls import path

from verify.api import views

urlpatterns = [
    path("api/v1/verifications", views.VerificationStart.as_view(), name="verifications"),
    path("api/v1/verifications/<str:id>", views.VerificationDetail.as_view(), name="verification"),
    path("api/v1/schema", views.Schema.as_view(), name="schema"),
]
