"""What a zygote is told once, on its standard input, before it forks its first child."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import BinaryIO

from provenance.policy import Policy, policy_from_json, policy_to_json
from provenance.sandbox.limits import POLICY_BYTES, Limits
from provenance.sandbox.planted import Planted
from provenance.sandbox.stock import Stock

STARTUP_BYTES = POLICY_BYTES + 4096
"""The policy and a few numbers."""


@dataclass(frozen=True, slots=True)
class Startup:
    """The policy for which children are warmed, how many wait ahead, what each may cost, and what each finds loaded."""

    policy: Policy
    warm: int
    limits: Limits
    planted: Planted
    stock: Stock = Stock.EVERYTHING

    def to_bytes(self) -> bytes:
        """For the pipe; holds the handle key, so it never goes on a command line or into an environment."""
        document = {"policy": policy_to_json(self.policy), "warm": self.warm, "limits": asdict(self.limits)}
        return json.dumps(document | {"planted": asdict(self.planted), "stock": self.stock}).encode()


def read_startup(source: BinaryIO) -> Startup:
    """The startup back from `Startup.to_bytes`; raises ValueError, KeyError or TypeError where it is not one."""
    document = json.loads(source.read(STARTUP_BYTES))
    planted = document["planted"] | {"syscalls": tuple(document["planted"]["syscalls"])}
    limits = Limits(**document["limits"])
    policy, stock = policy_from_json(document["policy"]), Stock(document["stock"])
    return Startup(policy, document["warm"], limits, Planted(**planted), stock)
