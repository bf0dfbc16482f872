"""`python -m provenance FILE...`"""

import sys

from provenance.cli.command import main

sys.exit(main(sys.argv[1:], sys.stdout, sys.stderr))
