"""What somebody signed, whatever it says: its body, its signature's check, and where the log holds its hash."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from provenance.statements.types import ChainId, Scheme, SignatureCheck, SignatureState
from verify.ledger.models import Form

# `0x` and 40 hex digits, lower case in rows; EIP-55 is for people.
ADDRESS_CHARS = 42
HEX_CHARS = 64


class SignedMessage(models.Model):
    """One signed message. `id` is its StatementId in hex; statements, delegations and others add their own columns.

    `body` is the canonical JSON of an open one, None once erased; a sealed one's lies in `locked` under the key
    `key_id` of the key store. `signer` and `nonce` are empty once erased; a nonce is used up only by a signature that
    holds, so that nobody's broken copy keeps the true message out. An unsigned revocation, made by an account that
    lost its key, has no signer. `record_id` names the record whose leaf holds the id. `by_organisation` and `by_user`
    are whose record it is. The columns from `state` on are the newest check of the signature.
    """

    STATES = tuple((one.value, one.value) for one in SignatureState)

    id = models.CharField(primary_key=True, max_length=HEX_CHARS)
    type = models.CharField(max_length=12)
    form = models.CharField(max_length=6, choices=Form.choices, default=Form.OPEN)
    body = models.JSONField(null=True)
    locked = models.BinaryField(null=True)
    key_id = models.CharField(max_length=32, blank=True)
    signer = models.CharField(max_length=ADDRESS_CHARS, blank=True, db_index=True)
    nonce = models.CharField(max_length=HEX_CHARS, blank=True)
    record_id = models.CharField(max_length=22, blank=True, db_index=True)
    by_organisation = models.BigIntegerField(null=True)
    by_user = models.BigIntegerField(null=True)
    created = models.DateTimeField()
    erased = models.DateTimeField(null=True)

    state = models.CharField(max_length=20, choices=STATES, default=SignatureState.NOT_CHECKED.value)
    code = models.CharField(max_length=60, blank=True)
    scheme = models.CharField(max_length=10, blank=True)
    chain_id = models.BigIntegerField(null=True)
    block = models.BigIntegerField(null=True)
    block_hash = models.CharField(max_length=HEX_CHARS, blank=True)
    block_time = models.DateTimeField(null=True)
    delegated_code = models.BooleanField(default=False)
    checked = models.DateTimeField(null=True)
    next_check = models.DateTimeField(null=True, db_index=True)

    class Meta:
        app_label = "authors"
        constraints = (
            models.UniqueConstraint(
                fields=("signer", "nonce"),
                condition=models.Q(state__in=("holds", "held_when_recorded")) & ~models.Q(signer=""),
                name="a_nonce_of_a_signer_is_used_once",
            ),
            models.CheckConstraint(
                condition=models.Q(erased__isnull=True) | models.Q(body__isnull=True, locked__isnull=True, signer=""),
                name="what_is_erased_says_nothing",
            ),
            models.CheckConstraint(
                condition=models.Q(form="open") | models.Q(body__isnull=True), name="a_sealed_body_is_locked"
            ),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.id[:8]}"

    @property
    def signature(self) -> SignatureCheck:
        """The newest check of the signature, as the library tells it."""
        return SignatureCheck(
            state=SignatureState(self.state),
            code=self.code,
            scheme=Scheme(self.scheme) if self.scheme else None,
            checked_at=_moment(self.checked, self.created),
            chain_id=None if self.chain_id is None else ChainId(self.chain_id),
            block=self.block,
            block_hash=bytes.fromhex(self.block_hash),
            block_time=self.block_time,
            delegated_code=self.delegated_code,
        )


def check_columns(check: SignatureCheck) -> dict[str, object]:
    """The columns that keep this check."""
    return {
        "state": check.state.value,
        "code": check.code,
        "scheme": check.scheme.value if check.scheme else "",
        "chain_id": check.chain_id,
        "block": check.block,
        "block_hash": check.block_hash.hex(),
        "block_time": check.block_time,
        "delegated_code": check.delegated_code,
        "checked": check.checked_at,
    }


def _moment(checked: datetime | None, created: datetime) -> datetime:
    return checked or created
