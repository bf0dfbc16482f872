"""Static files, collected once a run."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from verify.tests.columns.installation import Machine


@cache
def with_static() -> Path:
    """The folder with all static files as production serves them."""
    folder = Path(tempfile.mkdtemp(prefix="firstlight-static-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    Machine(folder, {}).run("manage.py", "collectstatic", "--no-input", "-v0", "--skip-checks")
    return folder / "static"
