"""The web process hashes, reads and recovers our messages without the large libraries of the chain."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from provenance.statements import eip4361, eip712, recovery, signing, wire
from provenance.statements.tests.making import DOMAIN, STATEMENT, KEY
signed = signing.sign(STATEMENT, DOMAIN, KEY)
assert wire.from_bytes(wire.to_bytes(signed)) == signed
assert recovery.check(signed, None).state == "holds"
large = {"eth_account", "eth_keys", "web3", "eth", "django", "requests", "urllib3"}
print(sorted(large & set(sys.modules)))
"""


def test_neither_a_chain_s_library_nor_a_network_s_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout.strip()) == (0, "[]"), done.stderr


def test_the_look_would_see_one_that_is() -> None:
    program = PROGRAM.replace("large =", "eip712.digest_of_typed_data(eip712.typed_data(DOMAIN, STATEMENT)); large =")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert "eth_account" in done.stdout
