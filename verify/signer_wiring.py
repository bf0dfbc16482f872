"""What only the signer builds: keys, the one writer, chain, wallet, witnesses, authorities.

The only module of the site that reaches the chain's libraries; the web process loads none of them.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cryptography import x509
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from chronology.anchors.evm.anchor import EvmAnchor
from chronology.anchors.evm.chain import ChainClient
from chronology.anchors.evm.development import EMBEDDED_CHAIN_ID
from chronology.anchors.evm.lane import Lane, LaneRules, Nodes
from chronology.anchors.evm.seen import heads_on_chain
from chronology.anchors.evm.values import Address, BlockRef, ChainId, Wei
from chronology.anchors.evm.wallet import KeyWallet
from chronology.anchors.opentimestamps import OpenTimestampsAnchor
from chronology.anchors.protocol import Anchor
from chronology.anchors.rfc3161 import Rfc3161Anchor
from chronology.anchors.web import Web
from chronology.bundle.questions import operator_of
from chronology.errors import Conflict, Malformed, PeerUnavailable, RolledBack
from chronology.log import Log
from chronology.log.signing import CheckpointSigner
from chronology.log.signing_record import SigningRecord
from chronology.merkle import EMPTY_ROOT
from chronology.notes import NoteSigner, Verifier, sign_checkpoint
from chronology.records import BlockPoint
from chronology.types import LogId, SeenHead, TreeHead, TreeSize
from chronology.witnesses import Outcome, Witness, WitnessPeer, request_cosignature
from chronology.witnesses.web import WebPost
from verify import wiring
from verify.environment import folder, installation_key
from verify.ledger.signer.cosigning import cosignatures_fetch, witness_point
from verify.ledger.signer.desk import Desk
from verify.ledger.signer.desk_keys import DeskKeys
from verify.ledger.signer.errors import CannotSign
from verify.ledger.signer.feed import FeedSigner
from verify.ledger.signer.keys import signing_keys
from verify.ledger.signer.state import signer_stopped
from verify.ledger.signer.workshop import Workshop

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from chronology.anchors.evm.embedded import EmbeddedChain

GWEI = 10**9

OTHER_KEY = (
    "keys/log.key is not the key of the log {origin} that lies in the store. Put the right one back from its offline "
    "medium, over the one that lies there; nothing was signed."
)


def workshop(*, adopt: bool = False) -> Workshop:
    """Everything the signer works with; raises CannotSign, and StoreUnavailable where the store is away."""
    kept = folder(Path(settings.DATA_DIR) / "keys")
    engine = wiring.chronology_engine()
    keys = signing_keys(kept, origin=settings.LOG_ORIGIN, randomness=secrets.token_bytes)
    log = _log(engine, keys.log.vkey)
    lane, peers = _lane(kept), _peers()
    chain, embedded = [partial(_seen_by_chain, lane, log.log_id)], lane.nodes.chain_id == EMBEDDED_CHAIN_ID
    return Workshop(
        engine=engine,
        log=log,
        keys=keys,
        checkpoints=CheckpointSigner(log, keys.log, SigningRecord(kept / "log.signed"), wiring.now),
        witness=Witness(engine, keys.witness, _witnessed(), wiring.now),
        anchors=[EvmAnchor(lane), *_authorities(), *_calendars()],
        seen=[*([] if embedded else chain), *(partial(_seen_by_witness, log, keys.log, one) for one in peers)],
        near=chain if embedded else [],
        desk=_desk(kept),
        feed=FeedSigner(keys.report, SigningRecord(kept / "feed.signed"), wiring.now),
        recent=partial(_recent_block, lane.nodes),
        cosign=partial(cosignatures_fetch, log, WebPost(), peers),
        witnessed=partial(witness_point, witnesses=peers),
        clock=wiring.now,
        randomness=secrets.token_bytes,
        terms=wiring.terms(),
        adopt=adopt,
    )


def _log(engine: Engine, vkey: str) -> Log:
    """The log of this key; one that another key began is not gone on with, and a person is told which key is wanted."""
    try:
        return Log.create(engine, wiring.tiles(), vkey=vkey, again=True)
    except Conflict as problem:
        sentence = OTHER_KEY.format(origin=settings.LOG_ORIGIN)
        signer_stopped(at=wiring.now(), trouble="other_key", sentence=sentence)
        raise CannotSign("other_key", sentence) from problem


def _desk(kept: Path) -> Desk:
    """What answers about desk keys; who may have one sign is the accounts' to say, asked each time."""
    keys = DeskKeys(kept, secrets.token_bytes)
    return Desk(keys, wiring.statement_domain(), wiring.now, _is_organisation, _signs_for_desk)


def _is_organisation(number: int) -> bool:
    from verify.accounts.models import Organisation

    return Organisation.objects.filter(pk=number).exists()


def _signs_for_desk(organisation: int, user: int) -> bool:
    from verify.accounts.models import Organisation, Power, User
    from verify.accounts.powers import may

    who, where = User.objects.filter(pk=user).first(), Organisation.objects.filter(pk=organisation).first()
    return may(who, where, Power.SIGN_FOR_DESK)


def _lane(kept: Path) -> Lane:
    """The lane of our wallet: on the operator's chain, or on the embedded one, which proves nothing to outsiders."""
    embedded = None if settings.EVM_RPC_URLS else _embedded_chain()
    contract = embedded.contract if embedded else Address(wiring.anchoring_contract())
    wallet = KeyWallet(installation_key(kept / "wallet.key"), only_to=contract)
    if embedded:
        embedded.endow(wallet.address)
    clients: Sequence[ChainClient] = [embedded] if embedded else _rpc_clients()
    nodes = Nodes(clients, chain_id=EMBEDDED_CHAIN_ID if embedded else ChainId(settings.EVM_CHAIN_ID))
    rules = LaneRules(contract=contract, daily_limit=Wei(settings.EVM_DAILY_LIMIT_GWEI * GWEI))
    return Lane(wiring.chronology_engine(), nodes, wallet, rules=rules, clock=wiring.now)


def _embedded_chain() -> EmbeddedChain:
    from chronology.anchors.evm.embedded import EmbeddedChain

    return EmbeddedChain(Path(settings.DATA_DIR) / "chain.sqlite3", clock=wiring.now)


def _rpc_clients() -> list[ChainClient]:
    from chronology.anchors.evm.rpc import RpcClient

    return [RpcClient(url) for url in settings.EVM_RPC_URLS]


def _seen_by_chain(lane: Lane, log_id: LogId) -> tuple[SeenHead, ...]:
    try:
        return heads_on_chain(lane.nodes, contract=lane.contract, publisher=lane.account, log_id=log_id)
    except Malformed as problem:
        sentence = f"EVM_CONTRACT names no contract of ours on chain {lane.nodes.chain_id}: check both settings."
        raise CannotSign("contract", sentence) from problem


def _recent_block(nodes: Nodes) -> BlockPoint | None:
    """The newest block that all nodes which answer call final."""
    found: BlockRef = min(nodes.each(lambda client: client.finalized()), key=lambda one: one.number)
    return BlockPoint(found.chain_id, found.number, found.hash, int(found.time.timestamp()))


def _authorities() -> list[Anchor]:
    if not settings.TSA_URLS:
        return []
    try:
        roots = x509.load_pem_x509_certificates(Path(settings.TSA_ROOTS).read_bytes())
    except (OSError, ValueError) as problem:
        raise ImproperlyConfigured("TSA_ROOTS names a file without readable PEM certificates.") from problem
    return [Rfc3161Anchor(Web(), url, roots, wiring.now) for url in settings.TSA_URLS]


def _calendars() -> list[Anchor]:
    return [OpenTimestampsAnchor(Web(), url, secrets.token_bytes) for url in settings.OTS_CALENDARS]


def _witnessed() -> dict[str, list[Verifier]]:
    """The logs we cosign for, by origin."""
    found: dict[str, list[Verifier]] = {}
    for vkey in settings.WITNESSED_LOGS:
        verifier = _verifier("WITNESSED_LOGS", vkey)
        found.setdefault(verifier.name, []).append(verifier)
    return found


def _peers() -> list[WitnessPeer]:
    """The witnesses we ask; two below one domain count as one operator."""
    found = [(_verifier("WITNESSES", key), url.rstrip("/")) for key, url in settings.WITNESSES]
    return [WitnessPeer(url, (key,), operator_of(key.name)) for key, url in found]


def _seen_by_witness(log: Log, signer: NoteSigner, peer: WitnessPeer) -> tuple[SeenHead, ...]:
    """What a witness says that it holds of our log: it is handed our newest checkpoint, and compares.

    Where there is none, it is handed one of no entries, with which every history begins.
    """
    note = log.checkpoint() or sign_checkpoint(TreeHead(TreeSize(0), EMPTY_ROOT), log.origin, signer)
    asked = request_cosignature(WebPost(), peer, note, log.prove_consistency)
    if asked.outcome is Outcome.UNAVAILABLE:
        raise PeerUnavailable(asked.sentence)
    more = asked.told_size is not None and asked.told_size > log.published_size()
    if more or asked.outcome is Outcome.DIFFERS:  # it can only have cosigned what was published here before
        raise RolledBack(f"{asked.sentence} Nothing is signed any more: find out what happened to the store.")
    return (asked.seen,) if asked.seen else ()


def _verifier(name: str, vkey: str) -> Verifier:
    try:
        return Verifier.from_text(vkey)
    except Malformed as problem:
        raise ImproperlyConfigured(f"{name} holds a key that cannot be read: {problem}") from problem
