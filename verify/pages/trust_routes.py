"""The addresses where a team, or the operator, chooses which lists count."""

from __future__ import annotations

from django.urls import path

from verify.pages.views import trust_choices

urlpatterns = [
    path("lists/ours", trust_choices.choices, name="list_choices"),
    path("lists/compare", trust_choices.compared, name="list_compare"),
    path("lists/trial", trust_choices.trial, name="list_trial"),
]
