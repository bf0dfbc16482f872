"""Messages that were handed out to be signed: each comes back once, to the session it was made in, within minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from verify.accounts.errors import WalletRefused
from verify.accounts.veil import mark
from verify.accounts.wallets.models import Purpose, WalletNonce

LIFE = timedelta(minutes=5)
"""As EIP-4361 log-ins usually live: long enough to read the message on a hardware wallet."""

GONE = "This request was used already, is too old, or was made in another window. Start again."
OTHER = "Your wallet signed another text than the one this page asked for. Start again."


def nonce_issue(nonce: str, *, session: str, purpose: Purpose, message: str, at: datetime) -> None:
    """Remember a message that is handed out, as keyed digests only."""
    WalletNonce.objects.create(
        nonce_digest=_of_nonce(nonce),
        session_digest=session_mark(session),
        message_digest=_of_message(message),
        purpose=purpose,
        expires=at + LIFE,
    )


def nonce_spend(nonce: str, *, session: str, purpose: Purpose, message: str, at: datetime) -> None:
    """Take a message back, once: of many that bring the same one exactly one goes on; raises WalletRefused.

    It is spent by the attempt, right or wrong. What decides is how many rows one DELETE ended, in one statement, so
    that two processes cannot both win on SQLite or PostgreSQL.
    """
    handed_out = WalletNonce.objects.filter(nonce_digest=_of_nonce(nonce), session_digest=session_mark(session)).first()
    if handed_out is None:
        raise WalletRefused("nonce.gone", GONE)
    ended, _ = WalletNonce.objects.filter(pk=handed_out.pk, session_digest=handed_out.session_digest).delete()
    if ended != 1 or handed_out.expires <= at or handed_out.purpose != purpose:
        raise WalletRefused("nonce.gone", GONE)
    if handed_out.message_digest != _of_message(message):
        raise WalletRefused("message.other", OTHER)


def nonces_sweep(at: datetime) -> int:
    """Delete what nobody brought back in time."""
    return WalletNonce.objects.filter(expires__lte=at).delete()[0]


def _of_nonce(nonce: str) -> str:
    return mark("wallet nonce", nonce.encode())


def session_mark(session: str) -> str:
    """A session as rows name it: by a keyed digest of its key."""
    return mark("wallet session", session.encode())


def _of_message(message: str) -> str:
    return mark("wallet message", message.encode())
