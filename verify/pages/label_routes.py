"""The addresses of labels, of the badge and of what a file discloses."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import badge, disclosure, labels

urlpatterns = [
    path("badge", badge.builder, name="badge"),
    path("badge/<slug:digest>", badge.of_digest, name="badge_of"),
    path("badge/<str:version>.js", badge.script, name="badge_script"),
    path("c/<slug:public_id>/disclosure", disclosure.disclosure, name="disclosure"),
    path("labels", labels.labels, name="labels"),
    path("labels/<slug:digest>", labels.policy, name="label_policy"),
    path("labels/<slug:digest>/activate", labels.activate, name="label_activate"),
]
