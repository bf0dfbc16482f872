"""The commands of docs/first-label.md, block by block, as somebody copies them into one terminal."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from verify.tests.browser.demo import ROOT

PAGE = ROOT / "docs" / "first-label.md"
SECONDS = 120
# What ends one block's words and begins the next one's; nothing on the page prints it.
MARK = "==== block ===="


@dataclass(frozen=True, slots=True)
class Walk:
    """What each block printed, in their order, and what went to the error output."""

    printed: tuple[str, ...]
    complaints: str


def blocks() -> list[str]:
    """The blocks of commands; `make run` stands in a block of another kind."""
    return re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)


def walked(commands: list[str], environment: dict[str, str], folder: Path) -> Walk:
    """All blocks in one shell that stops at the first command that fails; the clone is seen from `folder`."""
    for name in (".venv", "manage.py"):
        (folder / name).symlink_to(ROOT / name)
    script = "set -eu\n" + f"echo '{MARK}'\n".join(commands)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr}"
    return Walk(tuple(done.stdout.split(f"{MARK}\n")), done.stderr)
