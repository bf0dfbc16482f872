"""What keys in cameras and phones signed, what vouches for them, and what does not count."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

NOT_THE_SCENE = _("It does not show that the scene was real: a camera can be held before a screen.")
NOT_AGAINST = _("That says nothing against the file.")
SHOWS_NOTHING = _("So it shows nothing about this file; it does not say that the file was changed.")

ENTRIES = (
    explained(
        _("A key in locked hardware signed"),
        _("The key cannot leave the device, and the device had started the system that its maker signed."),
        NOT_THE_SCENE,
        "camera.hardware.locked",
    ),
    explained(
        _("A key in hardware signed; the rest is not known"),
        _(
            "The key cannot leave the device. What runs around it is not known, or the owner put another system on "
            "it, or the app is still being developed."
        ),
        NOT_THE_SCENE,
        "camera.hardware.integrity_unknown",
        "camera.hardware.own_system",
        "camera.hardware.development",
    ),
    explained(
        _("A key in software signed"),
        _(
            "The key is kept in software, or was brought into the device from outside, so copies of it may be "
            "elsewhere."
        ),
        _("It does not show that this one device signed. That says nothing against the file."),
        "camera.software.key",
        "camera.key.imported",
        "camera.root.software",
    ),
    explained(
        _("A capture signed under a camera’s certificate"),
        _(
            "A camera, phone or app signed these bytes as it captured them. The level of its certificate says "
            "whether the key is kept in hardware."
        ),
        NOT_THE_SCENE,
        "camera.c2pa.level_2",
        "camera.c2pa.level_1",
        "camera.c2pa.level_not_stated",
    ),
    explained(
        _("Not only captured"),
        _("The device’s own record names edits or other files beside the capture."),
        _("An edit that is declared is not a forgery."),
        "camera.c2pa.not_only_captured",
    ),
    explained(
        _("A device’s signature for something else"),
        _("An attestation holds, and was made for other bytes than these."),
        SHOWS_NOTHING,
        "camera.unbound",
    ),
    explained(
        _("A device signed an earlier version"),
        _(
            "The history names a capture that a device signed, and the file was edited since. Who signed the edits "
            "stands in the history."
        ),
        _("The device’s signature does not cover the bytes that are here."),
        "camera.earlier_version",
    ),
    explained(
        _("What a device’s signature covers was not checked"),
        _("A device is named, and whether its signature covers these bytes could not be checked."),
        NOT_AGAINST,
        "camera.binding_not_checked",
    ),
    explained(
        _("A device that nobody on your lists vouches for"),
        _("A key in a device signed, and its root is on none of your lists, or counts for captures of another time."),
        _("Anybody can make such a key. That says nothing against the file."),
        "camera.root.unknown",
        "camera.root.out_of_dates",
    ),
    explained(
        _("A device’s certificate that is missing or unclear"),
        _("The key that signed did not come along, or the certificate could not be read beyond doubt."),
        NOT_AGAINST,
        "camera.key.not_given",
        "camera.c2pa.signer_not_read",
    ),
    explained(
        _("Whether a device’s key was withdrawn is not known"),
        _("The maker’s list of withdrawn keys is not here, could not be fetched, or is too old."),
        NOT_AGAINST,
        "camera.revocation.unknown",
        "camera.revocation.unreachable",
        "camera.revocation.stale",
    ),
    explained(
        _("A device that its holder could steer"),
        _(
            "The device was unlocked, open for debugging, or started a system that nobody vouches for, so whoever "
            "held it could have its key sign other pictures."
        ),
        _("It does not show that anybody did."),
        "camera.device.unlocked",
        "camera.device.boot_not_vouched_for",
        "camera.device.debuggable",
    ),
    explained(
        _("A device’s certificate out of its term"),
        _("The certificate has run out and nothing shows that the capture is older, or it is not valid yet."),
        _("Lapsed does not mean forged."),
        "camera.chain.lapsed",
        "camera.chain.not_yet_valid",
    ),
    explained(
        _("A device’s certificate that is suspended"),
        _("The maker has suspended the certificate for now, and may give it back or withdraw it."),
        NOT_AGAINST,
        "camera.revocation.suspended",
    ),
    explained(
        _("A device’s certificate that was withdrawn"),
        _(
            "The maker withdrew the certificate of the key. Where the device says that it captured this before, "
            "that time is the device’s own word."
        ),
        SHOWS_NOTHING,
        "camera.revocation.revoked",
        "camera.revocation.revoked_after_claimed_time",
    ),
    explained(
        _("Software that claims to be hardware"),
        _("The attestation claims a key in hardware, and its root is one of software that anybody can use."),
        SHOWS_NOTHING,
        "camera.root.software_claims_hardware",
    ),
    explained(
        _("A capture’s signer that your lists refuse"),
        _("Whoever signed the capture stands on a deny list that applies to you."),
        SHOWS_NOTHING,
        "camera.c2pa.signer_denied",
    ),
    explained(
        _("A device’s signature that does not fit"),
        _("The signature of a device does not fit what it is said to cover."),
        SHOWS_NOTHING,
        "camera.signature.broken",
    ),
    explained(
        _("A device’s signature of an unknown kind"),
        _("The signature or its attestation is of a kind that is not understood here."),
        NOT_AGAINST,
        "camera.signature.not_understood",
        "camera.format.unknown",
    ),
    explained(
        _("A device’s certificates that do not hold"),
        _(
            "The certificates do not fit each other, cannot be read, were issued by a key that may issue none, or "
            "are so weak that others could have made them."
        ),
        SHOWS_NOTHING,
        "camera.chain.broken",
        "camera.chain.weak",
        "camera.chain.unreadable",
        "camera.chain.not_an_authority",
        "camera.chain.attested_issuer",
    ),
    explained(
        _("An attestation that does not count"),
        _(
            "What a device’s maker says of a key cannot be read, was made for another request, key or app, or says "
            "nothing usable."
        ),
        SHOWS_NOTHING,
        "camera.attestation.unreadable",
        "camera.attestation.nonce_differs",
        "camera.attestation.key_differs",
        "camera.attestation.app_differs",
        "camera.attestation.environment_unknown",
        "camera.statement.malformed",
        "camera.statement.absent",
        "camera.key.not_for_signing",
    ),
    explained(
        _("A signature that was used before"),
        _(
            "A device counts its signatures, and the count of this one does not fit: it was used before, or the key "
            "had been."
        ),
        SHOWS_NOTHING,
        "camera.counter.not_first",
        "camera.counter.replayed",
    ),
    explained(
        _("A capture sidecar that was not used"),
        _(
            "The file that came beside the picture as a camera’s signature cannot be read, is too large, or speaks "
            "of other files."
        ),
        NOT_AGAINST,
        "camera.sidecar.too_large",
        "camera.sidecar.not_cbor",
        "camera.sidecar.schema",
        "camera.sidecar.fields",
        "camera.sidecar.two_contents",
        "camera.sidecar.statement",
        "camera.sidecar.attestations",
    ),
    explained(
        _("Signed later than a block"),
        _(
            "The device’s signature covers the name of a block of a public chain, so it was made after that block. "
            "Where the block was not looked up, nothing is said about time."
        ),
        _("It does not show how much later it was signed."),
        "camera.beacon.known",
        "camera.beacon.not_looked_up",
    ),
    explained(
        _("A flat surface"),
        _("The depth map that was signed along is of a flat surface, as a screen or a print is, and as a wall is too."),
        _("It is advice, and does not show that a screen was photographed."),
        "camera.depth.flat",
    ),
    explained(
        _("Not a flat surface"),
        _("The depth map that was signed along is not of a flat surface."),
        _("Whether the map is of this scene is the device’s word."),
        "camera.depth.not_flat",
    ),
    explained(
        _("Measurements that are the device’s word"),
        _(
            "A depth map or movements were signed along; too little is there for a look of our own, or nobody on "
            "your lists stands by the key."
        ),
        _("They show nothing by themselves."),
        "camera.depth.claimed",
        "camera.depth.unvouched",
        "camera.motion.claimed",
        "camera.motion.unvouched",
    ),
    explained(
        _("Measurements that nobody signed"),
        _("A depth map or movements lie beside the file, and no signature covers them."),
        _("Anybody could have put them there."),
        "camera.depth.unsigned",
        "camera.motion.unsigned",
    ),
)
