"""Which wallet somebody showed in this session. No table holds it: the browser keeps it, sealed and bound to it.

The session's row holds a random token; the cookie holds token and address under the installation's key. Without the
session the cookie is refused, without the cookie the session names no wallet: after log-out or expiry nothing is left.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from provenance.statements import eip55
from provenance.statements.types import Address, ChainId
from verify.accounts.errors import Unreadable
from verify.accounts.veil import seal, unseal
from verify.accounts.wallets.parts import parts

COOKIE = "wallet" if settings.DEMO else "__Host-wallet"
TOKEN = "wallet"  # noqa: S105 - the name of a value in the session
MOST_SECONDS = 12 * 3600
"""A wallet is shown again after a working day, however long the log-in lasts."""
MOST_COOKIE = 1024
PURPOSE = "wallet of a session"


@dataclass(frozen=True, slots=True)
class SessionWallet:
    """An address whose key signed in this session, and the chain it named."""

    address: Address
    chain_id: ChainId


def session_wallet(request: HttpRequest) -> SessionWallet | None:
    """The wallet of somebody who is logged in, or None."""
    if not request.user.is_authenticated:
        return None
    return _read(request)


def session_address(request: HttpRequest) -> str:
    """The same as text with its checksum, empty where there is none."""
    found = session_wallet(request)
    return eip55.to_checksum(found.address) if found else ""


def wallet_keep(request: HttpRequest, response: HttpResponseBase, wallet: SessionWallet) -> None:
    """Give the browser the sealed wallet; called when the log-in is through, or as far as it goes for now."""
    token = parts().random(16).hex()
    request.session[TOKEN] = token
    sealed = seal(PURPOSE, f"{token} {wallet.address.hex()} {wallet.chain_id}")
    response.set_cookie(  # type: ignore[attr-defined]  # every answer of ours has cookies
        COOKIE, sealed, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def wallet_forget(request: HttpRequest) -> None:
    """Let the session forget its wallet; the cookie goes with the answer."""
    request.session.pop(TOKEN, None)


def is_stale(request: HttpRequest) -> bool:
    """Whether the browser still holds a wallet that its session does not know."""
    return COOKIE in request.COOKIES and _read(request) is None


def _read(request: HttpRequest) -> SessionWallet | None:
    token, sealed = request.session.get(TOKEN), request.COOKIES.get(COOKIE, "")
    if not token or not 0 < len(sealed) <= MOST_COOKIE:
        return None
    try:
        kept, address, chain = unseal(PURPOSE, sealed, seconds=MOST_SECONDS).split()
    except (Unreadable, ValueError):
        return None
    same = hmac.compare_digest(kept, token)
    return SessionWallet(Address(bytes.fromhex(address)), ChainId(int(chain))) if same else None
