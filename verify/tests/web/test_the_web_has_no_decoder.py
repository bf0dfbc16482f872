from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from verify.cases.tests.examples import png
from verify.tests.workers.installation import Installation

pytestmark = pytest.mark.timeout(400)


def probe(folder: Path, *words: str) -> dict[str, Any]:
    place = Installation(folder)
    place.prepare(static=True)
    done = subprocess.run(
        [sys.executable, "-m", "verify.tests.web.probe", *words],
        cwd=settings.BASE_DIR,
        env=place.environment,
        input=png(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_pages_and_uploads_load_neither_decoder_nor_chain_into_the_web_process(tmp_path: Path) -> None:
    seen = probe(tmp_path)
    assert seen["uploads"] == [202, 422], "the upload did not take its whole way, so this proves nothing"
    # Without a signer there is no log yet: its files say so with 503, and everything else answers.
    assert sorted(seen["pages"])[-1] == 503
    assert all(status < 500 for status in sorted(seen["pages"])[:-1])
    assert seen["loaded"] == []


def test_the_probe_sees_a_decoder_and_a_wallet_where_they_are_planted(tmp_path: Path) -> None:
    assert {"PIL", "eth_account"} <= set(probe(tmp_path, "--planted")["loaded"])
