"""EIP-7702: the account's own key signs on whatever its code says, so only our own revocations end that key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from chronology.anchors.conftest import need_node
from chronology.anchors.evm.testnode import CHAIN_ID, running
from provenance.statements.types import Address, KeyClaim, Nonce
from verify import node_wiring
from verify.accounts.models import User
from verify.authors import signature_jobs
from verify.authors.errors import BadStatement
from verify.authors.models import Key, StatementRow
from verify.authors.selectors import check_work
from verify.authors.services import key_claim, key_revoke, principal_ensure, statement_record
from verify.ledger.parts import Parts
from verify.ledger.tests.conftest import Hands, clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.ledger.values import Viewer
from verify.signing_domain import statement_domain
from verify.tests.wallets.ground import Chain, address_of, key, sign, statement

AUTHOR, WALLET_OWNER = key("author"), key("whose code it borrows")


@pytest.fixture
def chain(settings: Any, ledger: Callable[..., Parts], clock: Hands) -> Iterator[Chain]:  # noqa: F811
    need_node()
    with running() as node:
        settings.STATEMENT_CHAIN_ID, settings.STATEMENT_RPC_URLS = CHAIN_ID, [node.url]
        clock.at = datetime.now(UTC)
        node_wiring.node.cache_clear()
        yield Chain(node)
    node_wiring.node.cache_clear()


def signed_by_author(about: str, at: datetime) -> Any:
    return sign(statement(about, at), AUTHOR, domain=statement_domain())


def codes(about: str) -> set[str]:
    return {finding.code for finding in check_work(sha256=sha256(about.encode()).hexdigest())}


def test_the_chain_still_accepts_it_and_we_do_not(chain: Chain, clock: Hands) -> None:  # noqa: F811
    user = User.objects.create_user("author", "author@news.example", "a long password")
    owner, principal = Viewer(user=user.pk), principal_ensure(user=user, name="An author")
    claim = KeyClaim(principal.pk, "127.0.0.1", Address(bytes(20)), int(clock().timestamp()), Nonce(b"\x07" * 32))
    key_claim(sign(claim, AUTHOR, domain=statement_domain()), owner=owner)
    before = statement_record(signed_by_author("before", clock()), owner=owner)
    chain.delegate(AUTHOR, chain.deploy(address_of(WALLET_OWNER)))
    clock.forward(60)
    own = Key.objects.get()
    key_revoke(key=own, by=user, effective=clock() - timedelta(seconds=1), reason="stolen", stepped_up=True)
    signature_jobs.ask_wallet(before.pk)
    clock.forward(60)
    with pytest.raises(BadStatement) as refused:
        statement_record(signed_by_author("after", clock()), owner=owner)
    assert refused.value.code == "author.key_revoked"
    assert StatementRow.objects.count() == 1
    row = StatementRow.objects.get()
    assert (row.state, row.scheme, row.delegated_code) == ("holds", "eoa", True), "the chain accepts it as ever"
    told = codes("before")
    assert {"author.stated", "author.account_with_code"} <= told
    assert told & {"author.key_revoked", "author.key_order_unknown"}, told
