"""Walls for a small reader of one hostile document: a process that is started for it, answers once, and ends.

Such a reader is handed what it reads on descriptors that are open, so that it needs neither files nor sockets.
"""

from __future__ import annotations

import encodings
import importlib
import pkgutil
import resource

from provenance.sandbox import kernel
from provenance.sandbox.calls_wall import close_calls, written_filter
from provenance.sandbox.files_wall import close_files


def stand_behind_walls(*, cpu_seconds: int, memory_bytes: int) -> None:
    """Give everything up but memory, time and open descriptors, for good; what a system lacks is left out.

    Whatever libraries import late must be imported before: behind the walls no file is opened.
    """
    written_filter(())  # looked for in files, too
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    kernel.refuse_privileges()
    close_files()
    close_calls()


def load_spellings() -> None:
    """Import every way in which Python reads text, since a document names its own and that is looked up when met."""
    for found in pkgutil.iter_modules(encodings.__path__):
        try:
            importlib.import_module(f"encodings.{found.name}")
        except ImportError:  # of another system
            continue
