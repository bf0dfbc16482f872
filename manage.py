#!/usr/bin/env python
"""The site's commands: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Run one command against the settings of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verify.settings")
    if sys.version_info < (3, 11):
        sys.exit(f"Firstlight needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install a newer Python.")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
