from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

READ = re.compile(r"""env\.\w+\(\s*["']([A-Z_]+)["']""")
WRITTEN = re.compile(r"^#?([A-Z_]+)=", re.MULTILINE)


def names_read() -> set[str]:
    sources = [Path(settings.BASE_DIR) / "verify" / name for name in ("settings.py", "api/framework.py")]
    return {name for source in sources for name in READ.findall(source.read_text("utf-8"))}


def names_explained() -> set[str]:
    return set(WRITTEN.findall((Path(settings.BASE_DIR) / ".env.example").read_text("utf-8")))


def test_every_name_that_is_read_is_explained() -> None:
    assert "SECRET_KEY" in names_read(), "the pattern finds nothing, so this proves nothing"
    assert names_read() - names_explained() == set()


def test_nothing_is_explained_that_nobody_reads() -> None:
    assert names_explained() - names_read() == set()
