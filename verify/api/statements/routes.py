"""The routes of signed statements and of authors."""

from __future__ import annotations

from django.urls import path

from verify.api.authors.views import AuthorDetail
from verify.api.statements import views

urlpatterns = [
    path("api/v1/statements", views.StatementStart.as_view(), name="statements"),
    path("api/v1/statements/check", views.StatementCheck.as_view(), name="statement_check"),
    path("api/v1/statements/typed-data", views.StatementDraft.as_view(), name="statement_draft"),
    path("api/v1/statements/<str:id>", views.StatementDetail.as_view(), name="statement"),
    path("api/v1/authors/<str:id>", AuthorDetail.as_view(), name="author"),
]
