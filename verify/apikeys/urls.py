"""The addresses of the page of one's keys."""

from __future__ import annotations

from django.urls import path

from verify.apikeys import views

urlpatterns = [
    path("account/keys", views.keys, name="api_keys"),
    path("account/keys/<int:key_id>/exchange", views.exchange, name="api_key_exchange"),
    path("account/keys/<int:key_id>/end", views.end, name="api_key_end"),
]
