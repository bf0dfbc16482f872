"""Where Firstlight only runs, the packages for tests are not installed; media must be opened all the same."""

from __future__ import annotations

import subprocess
import sys

ABSENT = ("pytest", "hypothesis", "playwright", "fixtures", "schemathesis")
BEGIN = f"import sys; sys.modules.update(dict.fromkeys({ABSENT!r}))"
WARM = "from provenance.policy import Policy; from provenance.sandbox.warm import warm_zygote; warm_zygote(Policy())"


def _ends(statement: str) -> int:
    return subprocess.run([sys.executable, "-c", f"{BEGIN}; {statement}"], check=False, capture_output=True).returncode


def test_a_zygote_warms_up_without_them() -> None:
    assert _ends(WARM) == 0


def test_their_absence_would_be_noticed() -> None:
    assert _ends("import provenance.conftest") != 0
