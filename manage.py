#!/usr/bin/env python
"""The site's commands: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    """Run one command against the settings of this installation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "verify.settings")
    if sys.version_info < (3, 11):  # noqa: UP036 - said here because an older Python would stop at the first import
        sys.exit(f"Firstlight needs Python 3.11 or newer; this is {sys.version.split()[0]}. Install a newer Python.")
    if sys.argv[1:2] == ["demo"]:
        os.environ.setdefault("DEMO", "1")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from verify.audit.acting import acting, command

    try:
        # What a command changes is noted under its name: who sat at the machine is not known here.
        with acting(lambda: command(sys.argv)):
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"{problem}")


if __name__ == "__main__":
    main()
