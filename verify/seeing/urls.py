"""The addresses that monitoring asks, and the page for operators."""

from __future__ import annotations

from django.urls import path

from verify.seeing import operators_view, views

urlpatterns = [
    path("readyz", views.ready, name="ready"),
    path("metrics", views.metrics, name="metrics"),
    path("operators", operators_view.operators, name="operators"),
]
