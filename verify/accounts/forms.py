"""Forms of the library in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django.utils.translation import gettext_lazy as _


class AddPasskey(AddWebAuthnForm):  # type: ignore[misc]  # allauth.mfa has no types
    """A passkey that signs in by itself is what is proposed; a mere second key beside the password is a choice."""

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = _("Signs in by itself")
        passwordless.help_text = _(
            "It then asks for your fingerprint, face or code, and no password is needed. Old security keys cannot."
        )
