"""Rows about bindings: which domain a key claimed, what was heard there, and what publishers state of each other."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from verify.authors.bindings.kinds import BindingKind, Heard
from verify.authors.bindings.trust_txt.asking import Told
from verify.authors.bindings.trust_txt.parsing import Attribute
from verify.authors.models.principals import Principal
from verify.authors.models.signed import HEX_CHARS, SignedMessage

DOMAIN_CHARS = 253
PEM_CHARS = 40_000


class DomainClaimRow(SignedMessage):
    """A key signed that this domain, or the certificate with this digest, speaks for it; `ended` by its owner."""

    principal = models.ForeignKey(Principal, on_delete=models.CASCADE, related_name="domain_claims")
    domain = models.CharField(max_length=DOMAIN_CHARS, db_index=True)
    address = models.CharField(max_length=42, db_index=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        app_label = "authors"


class Binding(models.Model):
    """The other side of one claim, of one kind: what the domain was last heard to say.

    `answered` is its newest answer, `last` what the newest asking brought, `code` why. `held_first` and `held_last`
    are when it was first and last heard to name the key: they stay when it does no more, because statements of that
    time do. `document` is the SHA-256 of what was read. A certificate has its chain in `pem` and its own signature
    over the claim in `proof`; `handle` is what steps and identities of files call the same certificate.
    """

    KINDS = tuple((one.value, one.value) for one in BindingKind)
    HEARD = tuple((one.value, one.value) for one in Heard)

    claim = models.ForeignKey(DomainClaimRow, on_delete=models.CASCADE, related_name="bindings")
    kind = models.CharField(max_length=16, choices=KINDS)
    answered = models.CharField(max_length=12, choices=HEARD, blank=True)
    last = models.CharField(max_length=12, choices=HEARD, default=Heard.NOT_ASKED.value)
    code = models.CharField(max_length=40, default="binding.not_asked_yet")
    document = models.CharField(max_length=HEX_CHARS, blank=True)
    asked = models.DateTimeField(null=True)
    held_first = models.DateTimeField(null=True)
    held_last = models.DateTimeField(null=True)
    misses = models.PositiveIntegerField(default=0)
    next_ask = models.DateTimeField(null=True, db_index=True)
    pem = models.TextField(max_length=PEM_CHARS, blank=True)
    proof = models.BinaryField(blank=True, default=b"")
    handle = models.CharField(max_length=32, blank=True, db_index=True)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "authors"
        constraints = (
            models.UniqueConstraint(fields=("claim", "kind"), name="a_claim_has_one_binding_of_a_kind"),
            models.CheckConstraint(
                condition=models.Q(held_first__isnull=True, held_last__isnull=True)
                | models.Q(held_first__lte=models.F("held_last")),
                name="a_binding_first_held_before_it_last_did",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} of {self.claim.domain}"


class TrustRelation(models.Model):
    """What a domain's trust.txt states of another one; it counts only while `told` is `both`."""

    TOLD = tuple((one.value, one.value) for one in Told)
    ATTRIBUTES = tuple((one.value, one.value) for one in Attribute)

    binding = models.ForeignKey(Binding, on_delete=models.CASCADE, related_name="relations")
    attribute = models.CharField(max_length=20, choices=ATTRIBUTES)
    other = models.CharField(max_length=DOMAIN_CHARS)
    told = models.CharField(max_length=12, choices=TOLD)
    asked = models.DateTimeField(null=True)
    both_last = models.DateTimeField(null=True)

    class Meta:
        app_label = "authors"
        constraints = (
            models.UniqueConstraint(fields=("binding", "attribute", "other"), name="a_relation_is_kept_once"),
        )

    def __str__(self) -> str:
        return f"{self.attribute} {self.other}"
