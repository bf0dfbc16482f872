"""The routes of the Soft Binding Resolution API, named as the specification names them."""

from __future__ import annotations

from django.urls import path

from verify.api.c2pa import views

urlpatterns = [
    path("api/v1/c2pa/matches/byBinding", views.ByBinding.as_view(), name="c2pa_by_binding"),
    path("api/v1/c2pa/matches/byContent", views.ByContent.as_view(), name="c2pa_by_content"),
    path("api/v1/c2pa/manifests/<str:manifest_id>", views.Manifest.as_view(), name="c2pa_manifest"),
    path("api/v1/c2pa/services/supportedAlgorithms", views.SupportedAlgorithms.as_view(), name="c2pa_algorithms"),
]
