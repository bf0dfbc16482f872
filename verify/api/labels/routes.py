"""The routes of labels."""

from __future__ import annotations

from django.urls import path

from verify.api.labels import views

urlpatterns = [
    path("api/v1/labels", views.Policies.as_view(), name="label_policies"),
    path("api/v1/labels/dry-run", views.DryRunOfPolicy.as_view(), name="label_dry_run"),
    path("api/v1/labels/<str:digest>", views.PolicyDetail.as_view(), name="label_policy"),
]
