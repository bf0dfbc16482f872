"""Which walls stand around the place where media is opened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Locked:
    """Which walls one child says it stands behind, before it saw a file."""

    landlock: int
    seccomp: bool


@dataclass(frozen=True, slots=True)
class Walls:
    """What this system offered; `landlock` is the kernel's interface version, 0 where there is none."""

    landlock: int
    seccomp: bool
    bubblewrap: bool

    @property
    def stand(self) -> bool:
        """Whether production may open media here: at least one of the two walls around the child."""
        return bool(self.landlock) or self.seccomp

    @property
    def sentence(self) -> str:
        """What to tell people who look at this installation."""
        if not self.stand:
            return (
                "This system offers neither Landlock nor seccomp: media is opened in a child process that is held by "
                "resource limits alone. Do not use this installation for files from strangers."
            )
        return f"Media is opened in a locked single-use process ({', '.join(self._names())})."

    def _names(self) -> list[str]:
        names = [f"Landlock {self.landlock}"] if self.landlock else []
        names += ["seccomp"] if self.seccomp else []
        return names + (["bubblewrap"] if self.bubblewrap else [])
