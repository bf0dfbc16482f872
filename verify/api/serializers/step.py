"""One step of the edit chain."""

from __future__ import annotations

from rest_framework import serializers

from verify.api.serializers.codes import INTEGRITIES, SIGNING_TIMES, TRUSTS
from verify.api.serializers.fields import text_or_null, words


class ActionSerializer(serializers.Serializer):
    """One thing that a step says it did; all text is the signer's own claim."""

    code = serializers.CharField(help_text="Name of the action, for example c2pa.cropped.")
    description = text_or_null(help_text="The signer's own words.")
    tool = text_or_null(help_text="Software that did it, as the signer says.")
    when = text_or_null(help_text="When, as the signer says.")
    digital_source_type = text_or_null(help_text="IPTC digital source type that the signer declares.")


class SignerSerializer(serializers.Serializer):
    """Who signed, as the certificate says."""

    organisation = text_or_null(help_text="Organisation named in the certificate.")
    common_name = text_or_null(help_text="Common name in the certificate.")
    issuer = text_or_null(help_text="Who issued the certificate.")
    handle = text_or_null(help_text="Stands for the certificate on this installation only; links nothing outside it.")


class StepSerializer(serializers.Serializer):
    """One manifest: what was done, by whom it was signed, and whether that still holds."""

    id = serializers.CharField(help_text="Names the step inside this report.")
    position = serializers.IntegerField(min_value=0, help_text="0 is the newest step.")
    ingredients = words(help_text="Ids of the steps that this one was made from.")
    parent = text_or_null(help_text="Of the ingredients, the one that this step continues.")
    tool = text_or_null(help_text="Software that wrote the step, as the signer says.")
    actions = ActionSerializer(many=True)
    signed_at = text_or_null(help_text="Signing time; `time` says how far it is vouched for.")
    digital_source_type = text_or_null(help_text="IPTC digital source type that the signer declares.")
    signer = SignerSerializer(allow_null=True)
    trust = serializers.ChoiceField(choices=TRUSTS, help_text="List on which the signer was found.")
    integrity = serializers.ChoiceField(choices=INTEGRITIES, help_text="Whether what was signed is still the same.")
    time = serializers.ChoiceField(choices=SIGNING_TIMES, help_text="How far the time of signing is vouched for.")
    failures = words(help_text="Status codes of C2PA that did not hold.")
    redactions = words(help_text="What the signer says was taken out, apart from edits.")
    ingredients_without_credentials = serializers.IntegerField(
        min_value=0, help_text="Parts that brought no credentials of their own, so nothing is known about them."
    )
