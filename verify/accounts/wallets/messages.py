"""The text that a wallet signs to log in (EIP-4361): made here, handed out once, checked whole when it comes back."""

from __future__ import annotations

from datetime import datetime

from provenance.statements import eip191, eip4361, recovery
from provenance.statements.errors import BadMessage
from provenance.statements.types import Address, TypedDigest
from verify.accounts.errors import WalletRefused
from verify.accounts.wallets.answers import Shown, Undecided
from verify.accounts.wallets.models import Purpose
from verify.accounts.wallets.nonces import LIFE, nonce_issue, nonce_spend
from verify.accounts.wallets.parts import parts
from verify.accounts.wallets.site import Site

STATEMENTS = {
    Purpose.LOG_IN: "Log in to Firstlight. This moves nothing and costs nothing.",
    Purpose.CONNECT: "Let this wallet open your Firstlight account. This moves nothing and costs nothing.",
    Purpose.CONFIRM: "Confirm to Firstlight that it is still you. This moves nothing and costs nothing.",
}
NONCE_BYTES = 16


def message_make(address: Address, *, site: Site, purpose: Purpose, session: str) -> str:
    """Make the text for one address, session, site and purpose, good once and for five minutes."""
    at, nonce = parts().clock().replace(microsecond=0), parts().random(NONCE_BYTES).hex()
    text = eip4361.write(
        eip4361.SignInMessage(
            scheme=site.scheme if site.scheme != "https" else None,
            domain=site.domain,
            address=address,
            statement=STATEMENTS[purpose],
            uri=site.uri,
            chain_id=site.chain_id,
            nonce=nonce,
            issued_at=eip4361.time_of(at),
            expiration_time=eip4361.time_of(at + LIFE),
        )
    )
    nonce_issue(nonce, session=session, purpose=purpose, message=text, at=at)
    return text


def message_take(text: str, signature: bytes, *, site: Site, purpose: Purpose, session: str) -> Shown | Undecided:
    """Take a signed text back; raises WalletRefused. Whatever comes of it, the same text comes back no second time."""
    at = parts().clock()
    message = _parsed(text)
    nonce_spend(message.nonce, session=session, purpose=purpose, message=text, at=at)
    _require_ours(message, site, at)
    return _signed_by(message, text, signature, purpose)


def _parsed(text: str) -> eip4361.SignInMessage:
    try:
        return eip4361.parse(text)
    except BadMessage as problem:
        raise WalletRefused(problem.code, "This is no log-in message of this site. Start again.") from problem


def _require_ours(message: eip4361.SignInMessage, site: Site, at: datetime) -> None:
    # The text was compared as a whole already; this also holds where a key of digests was taken.
    problems = eip4361.check(
        message,
        domain=site.domain,
        scheme=site.scheme,
        uri=site.uri,
        chain_id=site.chain_id,
        nonce=message.nonce,
        at=at,
    )
    if problems:
        raise WalletRefused(problems[0].code, problems[0].sentence)


def _signed_by(message: eip4361.SignInMessage, text: str, signature: bytes, purpose: Purpose) -> Shown | Undecided:
    digest = TypedDigest(eip191.personal_digest(text.encode()))
    try:
        signer = recovery.recover(digest, signature)
    except BadMessage:
        signer = None
    if signer == message.address:
        return Shown(message.address, message.chain_id, purpose)
    return Undecided(message.address, message.chain_id, purpose, digest, signature)
