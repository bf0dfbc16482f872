"""The shapes of the Soft Binding Resolution API, named as there."""

from __future__ import annotations

from rest_framework import serializers

from verify.recovery.bindings import ALGORITHMS, VALUE_CHARS


class SoftBindingQuerySerializer(serializers.Serializer):
    """One soft binding."""

    alg = serializers.ChoiceField(choices=ALGORITHMS, help_text="One of services/supportedAlgorithms.")
    value = serializers.CharField(min_length=4, max_length=VALUE_CHARS, help_text="Base64, as the algorithm says.")


class SoftBindingMatchSerializer(serializers.Serializer):
    """One matching manifest."""

    manifestId = serializers.CharField(help_text="Ask for it under manifests/.")  # noqa: N815 - the specification's name
    similarityScore = serializers.IntegerField(  # noqa: N815
        min_value=0, max_value=100, help_text="A coarse band; 100 is strongest. Never an exact distance."
    )


class SoftBindingQueryResultSerializer(serializers.Serializer):
    """The matching manifests, best first."""

    matches = SoftBindingMatchSerializer(many=True)


class AlgorithmSerializer(serializers.Serializer):
    """One algorithm by its name on the C2PA's list, or our own."""

    alg = serializers.CharField()


class SoftBindingAlgListSerializer(serializers.Serializer):
    """Which algorithms are served."""

    watermarks = AlgorithmSerializer(many=True)
    fingerprints = AlgorithmSerializer(many=True)
