"""Who signs: a person, an organisation or a service, and the keys that said in public that they are theirs."""

from __future__ import annotations

import secrets
from string import ascii_letters, digits

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.accounts.models import Organisation
from verify.authors.models.signed import ADDRESS_CHARS, SignedMessage

NAME_CHARS = 100
# 131 random bits in letters and digits alone: a signed claim names it, and a wallet shows it.
ID_CHARS = 22
ALPHABET = ascii_letters + digits


def new_author_id() -> str:
    """Make the public id of one author."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_CHARS))


class PrincipalKind(models.TextChoices):
    """What stands behind a name."""

    PERSON = "person", "person"
    ORGANISATION = "organisation", "organisation"
    SERVICE = "service", "service"


class Principal(models.Model):
    """Somebody who can own keys here. `name` is what they call themselves: their word, until a binding backs it.

    A person's row outlives the account: what was signed stays explained, and `user` is empty then.
    """

    id = models.CharField(primary_key=True, max_length=ID_CHARS, default=new_author_id, editable=False)
    kind = models.CharField(max_length=12, choices=PrincipalKind.choices)
    name = models.CharField(max_length=NAME_CHARS)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="principal"
    )
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.SET_NULL, related_name="principal"
    )
    created = models.DateTimeField()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        app_label = "authors"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) | models.Q(organisation__isnull=True),
                name="a_principal_is_one_party",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=PrincipalKind.values), name="the_kind_of_a_principal_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Key(models.Model):
    """An address that signed that it is a principal's; one address is one principal's at a time.

    `claim` is the signed KeyClaimRow. `revoked` is the moment from which it is nobody's any more: it may lie before the
    moment at which that was said, which `revocation` tells. `desk` marks a key that the installation's signer holds
    for an organisation.
    """

    principal = models.ForeignKey(Principal, on_delete=models.CASCADE, related_name="keys")
    address = models.CharField(max_length=ADDRESS_CHARS, unique=True)
    scheme = models.CharField(max_length=10, blank=True)
    chain_id = models.BigIntegerField()
    claim = models.OneToOneField(SignedMessage, null=True, on_delete=models.SET_NULL, related_name="claims")
    added = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    reason = models.CharField(max_length=12, blank=True)
    revocation = models.ForeignKey(SignedMessage, null=True, on_delete=models.SET_NULL, related_name="ends_keys")
    replaced_by = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replaces")
    desk = models.BooleanField(default=False)

    class Meta:
        app_label = "authors"
        ordering = ("added", "pk")

    def __str__(self) -> str:
        return self.address
