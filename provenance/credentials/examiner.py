"""The reader of credentials for one policy: steps of the edit chain, or why there are none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from provenance.credentials.anchors import first_pools, pools_beside_stamps, pools_of
from provenance.credentials.boxes import ManifestStore
from provenance.credentials.identities.finding import identity_findings
from provenance.credentials.library import Library
from provenance.credentials.parsing import chain_from
from provenance.credentials.pools import Pools
from provenance.credentials.reading import Chain, NoManifest, Verdictless
from provenance.credentials.signers import trust_by_label
from provenance.credentials.signing_chains import SignedBy, agreed, signed_by
from provenance.credentials.steps import steps_of
from provenance.credentials.store import manifest_store
from provenance.credentials.times import listed_times
from provenance.policy import Policy, Tier
from provenance.types import Finding, Step


@dataclass(frozen=True, slots=True)
class Credentials:
    """The chain as the library read it, the steps made of it, and what was found about attached identities.

    `signed` says who signed each step, in their order, None where the library and our own reading do not agree.
    """

    chain: Chain
    steps: tuple[Step, ...]
    identities: tuple[Finding, ...] = ()
    signed: tuple[SignedBy | None, ...] = ()


class Examiner:
    """Reads credentials under one policy; build it in the process that uses it, never before a fork."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._first = Library(first_pools(policy))
        self._prepared: dict[Pools, Library] = {}

    def examine(
        self, source: BinaryIO, mime: str, at: datetime, sidecar: bytes | None = None
    ) -> Credentials | NoManifest:
        """Steps of the whole edit chain; one reading for most files, one more a list where a signer's tier is open."""
        report = self._first.read(source, mime, sidecar)
        if isinstance(report, NoManifest):
            return report
        chain = chain_from(report)
        if not chain.manifests:
            return NoManifest(Verdictless.DAMAGED, "empty chain")

        def read_with(tier: Tier, *, beside_stamps: bool = False) -> Chain | None:
            pools = pools_beside_stamps(self.policy, tier) if beside_stamps else pools_of(self.policy, tier)
            again = self._library_of(pools).read(source, mime, sidecar)
            return None if isinstance(again, NoManifest) else chain_from(again)

        # Built for files with credentials only: most have none.
        store = sidecar or Library(Pools(), judges=False).archive(source, mime) or b""
        signed = agreed(chain, signed_by(store), self.policy)
        trust = trust_by_label(chain, self.policy, read_with, signed)
        times = listed_times(chain, at, read_with)
        steps = steps_of(chain, trust, times, self.policy.handle_key)
        identities = identity_findings(steps, chain, store, self.policy, at)
        return Credentials(chain, steps, identities, tuple(signed.get(one.label) for one in chain.manifests))

    def store_of(self, source: BinaryIO, mime: str) -> ManifestStore | None:
        """The manifest store as bytes; None where the file has none that could be published."""
        return manifest_store(self._first, source, mime)

    def prepare(self) -> None:
        """Build the contexts that most files need ahead of the first file."""
        for tier in (Tier.OFFICIAL, Tier.INTERIM, Tier.NEWSROOM):
            if self.policy.of_tier(tier):
                self._library_of(pools_of(self.policy, tier))

    def _library_of(self, pools: Pools) -> Library:
        if pools not in self._prepared:
            self._prepared[pools] = Library(pools)
        return self._prepared[pools]
