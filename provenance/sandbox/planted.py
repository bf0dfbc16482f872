"""What only the tests of the sandbox may change, so that they can prove that they notice a hole."""

from __future__ import annotations

from dataclasses import dataclass

EXAMINER = "provenance.inspection:examine"


@dataclass(frozen=True, slots=True)
class Planted:
    """A deliberate weakness or a hostile examiner; production code never builds one.

    `examiner` names `module:function`; `syscalls` are added to the allow-list; `landlock`, `landlock_net` and `seccomp`
    leave a wall out; `descriptors` leaves room for more files; `bubblewrap` False starts plainly.
    """

    examiner: str = EXAMINER
    syscalls: tuple[str, ...] = ()
    landlock: bool = True
    landlock_net: bool = True
    seccomp: bool = True
    bubblewrap: bool = True
    descriptors: int | None = None


NOTHING = Planted()
