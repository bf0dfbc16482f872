"""People, the organisations they work for, and what they may do there."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who logs in; our own class from the start, because it cannot be exchanged later."""

    # Log-ins that began before are over: set when somebody ends all others, or an operator ends all.
    sessions_from = models.DateTimeField(null=True, blank=True, editable=False)


class Organisation(models.Model):
    """A newsroom, desk or agency whose members share lists and cases."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a member may do: owners manage people and lists, editors decide cases, members check files."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    MEMBER = "member", "Member"


class Membership(models.Model):
    """One person in one organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.MEMBER)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "organisation"), name="one_membership_per_person"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="membership_role_known"),
        )

    def __str__(self) -> str:
        return f"{self.user} in {self.organisation} ({self.role})"


class Power(models.TextChoices):
    """What an owner may let a member do: each of it is signed or published in the organisation's name."""

    DELEGATE = "delegate", "let journalists sign for the organisation"
    SIGN_FOR_DESK = "sign_for_desk", "sign with the desk's key"
    PUBLISH_LISTS = "publish_lists", "change whom the organisation counts and trusts"
    MANAGE_PEOPLE = "manage_people", "take people in and let them go"


class Grant(models.Model):
    """One power of one member; who granted it is kept, because it names staff and no source."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="grants")
    power = models.CharField(max_length=20, choices=Power.choices)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("membership", "power"), name="one_grant_a_power"),
            models.CheckConstraint(condition=models.Q(power__in=Power.values), name="power_known"),
        )

    def __str__(self) -> str:
        return f"{self.membership}: {self.power}"


# Django finds the tables of wallets here.
from verify.accounts.wallets.models import WalletLogin, WalletNonce, WalletQuestion  # noqa: E402, F401
