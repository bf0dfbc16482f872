"""`GET authors/{id}`."""

from __future__ import annotations

import re

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api.asking import asking
from verify.api.authors.envelope import author_envelope
from verify.api.authors.operations import READ_AUTHOR
from verify.api.paging import before_in
from verify.apikeys.scopes import Scope
from verify.authors.errors import NoSuchAuthor
from verify.authors.selectors import author_page

ID = re.compile(r"[A-Za-z0-9]{22}")
BEFORE = re.compile(r"[0-9a-f]{64}")
MOST_STATEMENTS = 50


class AuthorDetail(APIView):
    """`GET authors/{id}`."""

    key_scopes = (Scope.READ,)
    http_method_names = ("get", "head")

    @READ_AUTHOR
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        before = before_in(request, BEFORE)
        if not ID.fullmatch(id):
            raise NoSuchAuthor
        asker = asking(request)
        page = author_page(id, viewer=asker.viewer, reader=asker.organisation, before=before, limit=MOST_STATEMENTS)
        return Response(author_envelope(page))
