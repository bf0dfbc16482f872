"""The process that asks, which may hold secrets, never loads what opens media."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ASK = """
import os, sys
from datetime import UTC, datetime
from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import to_bytes
from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.sandbox.planted import Planted
with Sandbox(Policy(), planted=Planted(examiner="provenance.sandbox.tests.hostile:examine")) as sandbox:
    for name in sys.argv[1:]:
        file = os.open(name, os.O_RDONLY)
        examination = sandbox.examine(file, datetime.now(UTC))
        print(examination.report.headline.code)
        prints = to_bytes(sandbox.fingerprint(file) or Fingerprints(1))
        sandbox.compare(prints, [prints])
print(sorted({"PIL", "c2pa", "av", "pillow_heif", "pikepdf", "defusedxml", "numpy", "cv2", "scipy"} & set(sys.modules)))
"""


def test_neither_importing_nor_asking_loads_one(tmp_path: Path, picture: bytes) -> None:
    (tmp_path / "good").write_bytes(picture)
    (tmp_path / "evil").write_bytes(b"HOSTILE crash")
    command = [sys.executable, "-c", ASK, str(tmp_path / "good"), str(tmp_path / "evil")]
    said = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[3], check=True)
    assert said.stdout.split("\n")[:3] == ["signer_unknown", "unreadable", "[]"]
