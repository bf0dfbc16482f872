"""What must hold before production starts; a demo goes on and says what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

from verify.installation import walls_found

NO_WALLS = (
    "This kernel offers neither Landlock nor seccomp, so media cannot be opened safely. "
    "Use a Linux kernel from 5.13 on with both turned on, or set DEMO=1 to look around."
)


@register(Tags.security)
def walls(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Production needs Landlock or seccomp."""
    return [] if settings.DEMO or walls_found().stand else [Error(NO_WALLS, id="verify.E001")]


def refuse_without_walls() -> None:
    """The same for web servers, which run no checks of their own."""
    if not settings.DEMO and not walls_found().stand:
        raise ImproperlyConfigured(NO_WALLS)
