"""Why something is not in an archive, or there is none, beside the codes of the way out; sentences are the pages'."""

from __future__ import annotations

from typing import Final

UNREAD: Final = "archive.page_unread"
TOO_MANY: Final = "archive.too_many"
NO_TIME: Final = "archive.no_time"
NO_ROOM: Final = "archive.no_room"
TOO_LARGE: Final = "archive.too_large"
INTERRUPTED: Final = "archive.interrupted"
