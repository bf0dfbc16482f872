"""What is sent to start a verification, and the envelope around its report."""

from __future__ import annotations

from rest_framework import serializers

from verify.api.labels.serializers import ReportLabelSerializer
from verify.api.serializers.codes import PHASES, VERIFICATION_STATES
from verify.api.serializers.fields import LinkField, UploadField
from verify.api.serializers.problem import ProblemSerializer
from verify.api.serializers.report import ReportSerializer


class UploadSerializer(serializers.Serializer):
    """A file to check, with what belongs to it and lies beside it."""

    file = UploadField(help_text="The file exactly as you got it. Its name is not read.")
    sidecar = UploadField(required=False, help_text="Detached C2PA manifest (.c2pa) that belongs to the file.")
    capture = UploadField(
        required=False, help_text="Capture sidecar (`firstlight.capture/1`): what a camera signed over the file."
    )


class LinkSerializer(serializers.Serializer):
    """A link to a file to check. It is fetched once and not stored."""

    url = LinkField(help_text="Full public link to the file itself, http or https.")


class ClaimSerializer(serializers.Serializer):
    """One unsigned statement inside the file; anyone can write it."""

    source = serializers.CharField(help_text="Where it stands, for example `exif`, `xmp`, `iptc` or `aigc`.")
    name = serializers.CharField()
    value = serializers.CharField()


class LinksSerializer(serializers.Serializer):
    """Where to go from here, on this installation."""

    self = serializers.CharField(help_text="This verification.")
    page = serializers.CharField(help_text="The same result as a page.")


class VerificationSerializer(serializers.Serializer):
    """One verification and what has become of it."""

    id = serializers.CharField(help_text="Unguessable; whoever holds it may read the report.")
    state = serializers.ChoiceField(choices=VERIFICATION_STATES)
    phase = serializers.ChoiceField(choices=PHASES, help_text="What is being done at the moment.")
    expires_at = serializers.DateTimeField(help_text="When report and file are gone at the latest.")
    report = ReportSerializer(allow_null=True, help_text="Once the state is done.")
    problem = ProblemSerializer(
        allow_null=True, help_text="Why there is no report, once the state is refused or failed."
    )
    label = ReportLabelSerializer(
        allow_null=True, help_text="By your team’s policy; null for strangers, and while there is no report."
    )
    links = LinksSerializer()


class StartedVerificationSerializer(VerificationSerializer):
    """The answer to the uploader alone."""

    claims = ClaimSerializer(
        many=True,
        required=False,
        help_text="What the file claims about itself. Given once, to the uploader, and never stored.",
    )
    uploader_token = serializers.CharField(
        required=False,
        help_text="Proves later that it was you: send it as Uploader-Token to discard. Sessions do not need it.",
    )
