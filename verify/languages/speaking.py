"""Each request is answered in its reader's language, and in no other reader's."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from verify.languages.catalogues import SOURCE

Answer = Callable[[HttpRequest], HttpResponse]

PROGRAMS = "/api/"
"""Programs compare words with earlier words: beneath this they get codes, and sentences in one language."""


class Speaks:
    """The language that the reader chose, else one that their browser asks for; it ends with the answer.

    Django's own middleware leaves the language on the thread, where whatever stands outside of it would answer the next
    reader in it.
    """

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}"):
            return self.answer(request)
        ours = request.path.startswith(PROGRAMS)
        language = SOURCE if ours else translation.get_language_from_request(request)
        request.LANGUAGE_CODE = language  # type: ignore[attr-defined]  # where Django's own tags look for it
        with translation.override(language):
            response = self.answer(request)
        if not ours:
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response
