"""Forms that take no file: what somebody sends along all the same is read past and written nowhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class ReadPast(FileUploadHandler):
    """Keeps nothing of a file, in memory or on disk."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Let a piece go."""
        return None

    def file_complete(self, file_size: int) -> None:
        """There is no file."""
        return


def no_file_kept(view: View[P]) -> View[P]:
    """Guard a form against other sites, and against files: the handlers are changed before anything reads the body."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **words: P.kwargs) -> HttpResponse:
        request.upload_handlers = [ReadPast(request)]
        return csrf_protect(view)(request, *args, **words)

    return csrf_exempt(guarded)
