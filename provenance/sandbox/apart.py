"""Pictures apart from everything else: most files are pictures, and a child that holds no more opens one for half."""

from __future__ import annotations

import logging
import threading
from datetime import datetime

from provenance.errors import SandboxUnavailable
from provenance.policy import Policy
from provenance.sandbox.asking import NotStockedError
from provenance.sandbox.keeper import OnFailure, unminded
from provenance.sandbox.limits import Limits
from provenance.sandbox.opening import Opened
from provenance.sandbox.planted import NOTHING, Planted
from provenance.sandbox.sandbox import Sandbox
from provenance.sandbox.stock import Stock, is_picture
from provenance.sandbox.walls import Walls
from provenance.types import Examination

_LOG = logging.getLogger("provenance.sandbox")

_WARM = 1
"""Films and documents are few: one child for them waits ahead."""


class PicturesApart(Sandbox):
    """A sandbox with a second zygote, which pictures are given to; the answers are the same.

    Without `codes` the children for pictures make no fingerprints, and a picture whose fingerprints are wanted goes to
    the other ones. What a child for pictures lacks it says, and the other ones are asked. The zygote of everything
    starts in the background; whoever needs it first waits for it.
    """

    def __init__(  # noqa: PLR0913  what a sandbox takes, and whether codes are made
        self,
        policy: Policy,
        *,
        codes: bool,
        warm: int = 2,
        limits: Limits | None = None,
        require_walls: bool = True,
        planted: Planted = NOTHING,
        on_failure: OnFailure = unminded,
    ) -> None:
        super().__init__(
            policy, warm=_WARM, limits=limits, require_walls=require_walls, planted=planted, on_failure=on_failure
        )
        self._codes = codes
        self._pictures = Sandbox(
            policy,
            warm=warm,
            limits=limits,
            require_walls=require_walls,
            planted=planted,
            on_failure=on_failure,
            stock=Stock.PICTURE_CODES if codes else Stock.PICTURES,
        )
        self._starting: threading.Thread | None = None

    def start(self) -> None:
        """Start the zygote for pictures and wait for its first child; the other follows. Raises SandboxUnavailable."""
        self._pictures.start()
        if self._starting is None:
            self._starting = threading.Thread(target=self._start_the_rest, name="media sandbox of everything")
            self._starting.start()

    def close(self) -> None:
        """End both zygotes and all children; see `Sandbox.close`."""
        starting, self._starting = self._starting, None
        if starting is not None:
            starting.join()
        self._pictures.close()
        super().close()

    def walls(self) -> Walls:
        """See `Sandbox.walls`; waits for no zygote that still starts."""
        starting, walls = self._starting, self._pictures.walls()
        return walls if starting is not None and starting.is_alive() else super().walls()

    def examine(
        self,
        descriptor: int,
        at: datetime,
        *,
        policy: Policy | None = None,
        sidecar: bytes | None = None,
        capture: bytes | None = None,
        fingerprints: bool = True,
    ) -> Examination:
        """Examine an open regular file; see `Sandbox.examine`."""
        if capture is None and (self._codes or not fingerprints) and is_picture(descriptor):
            try:
                return self._pictures.examine(descriptor, at, policy=policy, sidecar=sidecar, fingerprints=fingerprints)
            except NotStockedError:
                _LOG.info("a child for pictures missed something")
        return super().examine(
            descriptor, at, policy=policy, sidecar=sidecar, capture=capture, fingerprints=fingerprints
        )

    def _start_the_rest(self) -> None:
        try:
            super().start()
        except SandboxUnavailable:
            _LOG.exception("films and documents cannot be opened yet")

    def _standing(self) -> Opened:
        starting = self._starting
        if starting is not None:
            starting.join()
            super().start()  # once more where it failed
        return super()._standing()
