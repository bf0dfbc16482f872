"""`python -m chronology COMMAND`"""

import sys

from chronology.cli.command import main

sys.exit(main(sys.argv[1:], sys.stdout, sys.stderr))
