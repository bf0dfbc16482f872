"""The addresses of batches."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import batch, batch_sending

urlpatterns = [
    path("batch", batch_sending.batches, name="batches"),
    path("batch/<slug:public_id>", batch.batch, name="batch"),
    path("batch/<slug:public_id>/files", batch_sending.add, name="batch_add"),
    path("batch/<slug:public_id>/cancel", batch.cancel, name="batch_cancel"),
    path("batch/<slug:public_id>/retry", batch.retry, name="batch_retry"),
    path("batch/<slug:public_id>/forget", batch.forget, name="batch_forget"),
]
