"""What templates draw and mark: a sign from the sprite, a moment in UTC, the page one is on."""

from __future__ import annotations

from django.http import HttpRequest
from django.template import Context, Library
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verify.pages.presentation.moments import Moment

register = Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one sign of the sprite; always beside a word, so hidden from those who listen."""
    sprite = static("firstlight/icons.svg")
    return format_html(
        '<svg class="i" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


@register.simple_tag
def when(moment: Moment | None) -> SafeString:
    """Show a moment, readable by machines where it was understood."""
    if moment is None:
        return SafeString("")
    if not moment.machine:
        return format_html("{}", moment.text)
    return format_html('<time datetime="{}">{}</time>', moment.machine, moment.text)


@register.simple_tag(takes_context=True)
def current_page(context: Context, path: str) -> SafeString:
    """Mark a link of the navigation that leads to the page one is on."""
    request = context.get("request")
    here = isinstance(request, HttpRequest) and request.path.rstrip("/") == path.rstrip("/")
    return SafeString(' aria-current="page"' if here else "")
