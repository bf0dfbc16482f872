"""An EVM contract as an anchor: the lane sends, the evidence is collected once the block is final."""

from __future__ import annotations

from typing import Final

from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.check import check_evm_evidence
from chronology.anchors.evm.development import DEVELOPMENT_CHAINS
from chronology.anchors.evm.evidence import collect_evm_evidence
from chronology.anchors.evm.lane import Entry, Lane, Step
from chronology.anchors.evm.values import TxHash
from chronology.anchors.protocol import AnchorState, AnchorTarget, Attested, Standing

KIND: Final = "evm"
SHOWN = {
    Step.PLANNED: AnchorState.PENDING,
    Step.SIGNED: AnchorState.PENDING,
    Step.SENT: AnchorState.PENDING,
    Step.MINED: AnchorState.SEEN,
    Step.FINAL: AnchorState.FINAL,
    Step.SUPERSEDED: AnchorState.SUPERSEDED,
    Step.FAILED: AnchorState.FAILED,
}


class EvmAnchor:
    """One contract on one chain, paid from one account."""

    kind = KIND

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self.name = f"chain {lane.nodes.chain_id}"
        self.development = lane.nodes.chain_id in DEVELOPMENT_CHAINS

    def submit(self, target: AnchorTarget) -> Standing | None:
        """Plan it; asks no node, so it also works while the chain is away."""
        entry = self._lane.plan(target)
        return None if entry is None else self._standing(entry)

    def poll(self, target: AnchorTarget, standing: Standing) -> Standing:
        """Let the lane go on; raises PeerUnavailable, after which the next call goes on from the same place."""
        entry = self._lane.advance(target.log_id, target.size) or self._lane.plan(target)
        return standing if entry is None else self._standing(entry)

    def evidence(self, target: AnchorTarget, standing: Standing) -> bytes | None:
        """Collect it from the first node that has the whole block; None before the block is final."""
        entry = self._lane.find(target.log_id, target.size)
        if entry is None or entry.step is not Step.FINAL or entry.tx_hash is None:
            return None
        return self._collect(target, entry.tx_hash)

    def verify(self, target: AnchorTarget, evidence: bytes) -> Attested:
        """Check it offline, for the header that it carries."""
        answer = check_evm_evidence(evidence, log_id=target.log_id, size=target.size, root=target.root)
        reference = f"0x{answer.transaction.hex()}"
        return Attested(KIND, f"chain {answer.chain_id}", answer.block_time, reference, answer.development)

    def _collect(self, target: AnchorTarget, tx: TxHash) -> bytes:
        def collect(client: ChainClient) -> bytes:
            return collect_evm_evidence(client, tx, log_id=target.log_id, size=target.size, root=target.root)

        return self._lane.nodes.each(collect)[0]

    def _standing(self, entry: Entry) -> Standing:
        return Standing(
            SHOWN[entry.step],
            reference="" if entry.tx_hash is None else f"0x{entry.tx_hash.hex()}",
            chain_id=self._lane.nodes.chain_id,
            at=entry.block_time,
            detail=entry.detail,
        )
