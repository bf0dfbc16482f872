"""The addresses of batches."""

from __future__ import annotations

from django.urls import path

from verify.api.batches import views

urlpatterns = [
    path("api/v1/batches", views.Batches.as_view(), name="batches"),
    path("api/v1/batches/<str:id>", views.BatchDetail.as_view(), name="batch"),
    path("api/v1/batches/<str:id>/items", views.BatchItems.as_view(), name="batch_items"),
    path("api/v1/batches/<str:id>/cancel", views.BatchCancel.as_view(), name="batch_cancel"),
    path("api/v1/batches/<str:id>/retry", views.BatchRetry.as_view(), name="batch_retry"),
    path("api/v1/batches/<str:id>/export.csv", views.BatchCsv.as_view(), name="batch_csv"),
    path("api/v1/batches/<str:id>/export.jsonl", views.BatchJsonLines.as_view(), name="batch_jsonl"),
]
