"""Step-up for the operators' pages: reading asks for nothing more, changing anything for a second factor."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from verify.accounts.stepping_up import require_step_up


class SteppedUp:
    """Goes in front of ModelAdmin; the answer to StepUpNeeded is the middleware's."""

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, *args: Any, **words: Any
    ) -> HttpResponse:
        """Guard the form that adds, and whatever is sent."""
        if object_id is None or request.method == "POST":
            require_step_up(request)
        return super().changeform_view(request, object_id, *args, **words)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        """Guard the question as well as the answer."""
        require_step_up(request)
        return super().delete_view(request, *args, **words)  # type: ignore[misc]

    def changelist_view(self, request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        """Guard what is done with several rows at once."""
        if request.method == "POST":
            require_step_up(request)
        return super().changelist_view(request, *args, **words)  # type: ignore[misc]
