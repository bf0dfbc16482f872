"""`python -m provenance FILE...`, and verbs like `fingerprint`, `copy` and `sign` as its first word."""

import sys

from provenance.cli.command import main

sys.exit(main(sys.argv[1:], sys.stdout, sys.stderr))
