"""Signatures of contract wallets: a worker asks a node (EIP-1271), the page asks here until the answer is there."""

from __future__ import annotations

import json
from datetime import timedelta

from provenance.statements.types import Address, ChainId, SignatureState, TypedDigest
from verify.accounts.errors import WalletRefused
from verify.accounts.veil import seal, unseal
from verify.accounts.wallets.answers import Shown, Undecided
from verify.accounts.wallets.models import Purpose, QuestionState, WalletQuestion
from verify.accounts.wallets.nonces import session_mark
from verify.accounts.wallets.parts import parts
from verify.jobs.services import job_add

KIND = "wallet"
LIFE = timedelta(minutes=5)
SEALING = "wallet question"

NO_NODE = (
    "This address did not sign by itself. It may be a contract wallet, which only a node of its chain can confirm, and "
    "this installation has none: unavailable. Log in with another wallet or another way."
)
UNAVAILABLE = (
    "No node of the chain answered, so the signature of this contract wallet is neither confirmed nor refused. "
    "Nothing is wrong with your wallet: try again later, or log in another way."
)
REFUSED = "This address does not hold this signature good. Choose the account that signs, and start again."
GONE = "This question is too old. Start again."


def question_ask(asked: Undecided, *, session: str) -> str:
    """Queue a question to a node and return its id; raises WalletRefused where no node could ever answer."""
    if not parts().has_node():
        raise WalletRefused("unavailable", NO_NODE)
    question = WalletQuestion.objects.create(
        id=parts().random(16).hex(),
        session_digest=session_mark(session),
        purpose=asked.purpose,
        sealed=seal(SEALING, _as_text(asked)),
        expires=parts().clock() + LIFE,
    )
    job_add(kind=KIND, subject=question.pk, folder=parts().run_folder())
    return question.pk


def question_answer(question_id: str, *, session: str) -> Shown | None:
    """Pick up the answer, once; None while nobody answered. Raises WalletRefused."""
    mine = WalletQuestion.objects.filter(pk=question_id, session_digest=session_mark(session))
    question = mine.filter(expires__gt=parts().clock()).first()
    if question is None:
        raise WalletRefused("nonce.gone", GONE)
    if question.state == QuestionState.ASKED:
        return None
    if mine.filter(state=question.state).delete()[0] != 1:
        raise WalletRefused("nonce.gone", GONE)
    if question.state != QuestionState.HOLDS:
        unavailable = question.state == QuestionState.UNAVAILABLE
        raise WalletRefused(*(("unavailable", UNAVAILABLE) if unavailable else ("signature.other", REFUSED)))
    asked = _from_text(unseal(SEALING, question.sealed), Purpose(question.purpose))
    return Shown(asked.address, asked.chain_id, asked.purpose)


def question_work(question_id: str) -> None:
    """Ask the node, in a worker."""
    question = WalletQuestion.objects.filter(pk=question_id, state=QuestionState.ASKED).first()
    if question is None:
        return
    asked = _from_text(unseal(SEALING, question.sealed), Purpose(question.purpose))
    found = parts().ask_contract(asked.address, asked.digest, asked.signature, parts().clock())
    _answer(question_id, _STATES.get(found.state, QuestionState.UNAVAILABLE))


def question_give_up(question_id: str) -> None:
    """Say that nobody answered."""
    _answer(question_id, QuestionState.UNAVAILABLE)


def questions_sweep() -> int:
    """Delete what nobody picked up in time."""
    return WalletQuestion.objects.filter(expires__lte=parts().clock()).delete()[0]


_STATES = {SignatureState.HOLDS: QuestionState.HOLDS, SignatureState.BROKEN: QuestionState.BROKEN}


def _answer(question_id: str, state: QuestionState) -> None:
    WalletQuestion.objects.filter(pk=question_id, state=QuestionState.ASKED).update(state=state)


def _as_text(asked: Undecided) -> str:
    return json.dumps([asked.address.hex(), asked.chain_id, asked.digest.hex(), asked.signature.hex()])


def _from_text(text: str, purpose: Purpose) -> Undecided:
    address, chain, digest, signature = json.loads(text)
    return Undecided(
        Address(bytes.fromhex(address)),
        ChainId(chain),
        purpose,
        TypedDigest(bytes.fromhex(digest)),
        bytes.fromhex(signature),
    )
