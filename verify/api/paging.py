"""Where a page of a list begins: the cursor that the answer before handed out."""

from __future__ import annotations

import re

from rest_framework.request import Request

from verify.api.errors import refuse


def before_in(request: Request, form: re.Pattern[str]) -> str:
    """`before` of the query, which has this form, or nothing where none was sent; raises ProblemRaised."""
    found = request.query_params.get("before")
    if found is None:
        return ""
    if not form.fullmatch(found):
        raise refuse("malformed", "`before` is `next` of the answer before.")
    return str(found)
