"""Sentences about keys in cameras and phones; none says that a file was changed, or that what it shows was there.

Keys are the codes of evidence after `camera.`; what is not known speaks against nobody.
"""

from __future__ import annotations

from typing import Final

_SCENE: Final = " That does not show that the scene was real."
_NOTHING: Final = " That says nothing against the file."
_OF_NO_USE: Final = " So it shows nothing about this file; it does not say that the file was changed."

_STRONG: Final[dict[str, str]] = {
    "hardware.locked": "A key kept in the hardware of a locked device signed exactly these bytes, and the device had "
    "started the system its maker signed. {maker} vouches for the key." + _SCENE,
    "hardware.integrity_unknown": "A key kept in hardware signed exactly these bytes; {maker} vouches for the key. "
    "What runs around it in the device is not known." + _SCENE,
    "hardware.own_system": "A key kept in the hardware of a locked device signed exactly these bytes. Its owner put "
    "another system on it and locked it again; {maker} vouches for the key." + _SCENE,
    "hardware.development": "A key kept in the hardware of a device signed exactly these bytes for an app that is "
    "still being developed; {maker} vouches for the key." + _SCENE,
    "software.key": "A key kept in software signed exactly these bytes; {maker} vouches for it. Such a key can be "
    "copied.",
    "key.imported": "The key that signed these bytes was brought into the device from outside, so copies of it may be "
    "elsewhere. {maker} vouches for the device.",
    "c2pa.level_2": "A camera or phone signed exactly these bytes as it captured them, under a certificate for keys "
    "that are kept in hardware. {maker} vouches for the key." + _SCENE,
    "c2pa.level_1": "A camera or app signed exactly these bytes as it captured them. Its certificate does not say that "
    "the key is kept in hardware. {maker} vouches for the key.",
    "c2pa.level_not_stated": "A camera or app signed exactly these bytes as it captured them. Whether the key is kept "
    "in hardware is not stated. {maker} vouches for the key.",
    "c2pa.not_only_captured": "A camera or app signed this file, and its own record names more than the capture: it "
    "was edited there, or made from other files. {maker} vouches for the key.",
}

_NOT_KNOWN: Final[dict[str, str]] = {
    "unbound": "An attestation of a device is beside this file and holds, but it was made for something else: it does "
    "not cover these bytes." + _OF_NO_USE,
    "earlier_version": "The signed history of this file names a capture that a camera or phone signed. The file was "
    "changed since, so that signature does not cover these bytes; who signed the changes stands in the history.",
    "binding_not_checked": "A device is named in this file, but whether its signature covers these bytes could not be "
    "checked." + _NOTHING,
    "root.unknown": "A key in a device signed these bytes, and nobody on your lists vouches for that key. Anybody can "
    "make one." + _NOTHING,
    "root.out_of_dates": "A key in a device signed these bytes. {maker} vouches for it, but your list counts that root "
    "for captures of another time." + _NOTHING,
    "root.software": "A key in software signed these bytes, under a root that anybody can use." + _NOTHING,
    "key.not_given": "A signature of a device is beside this file, without the key that made it, and none on your "
    "lists has its name. It could not be checked." + _NOTHING,
    "c2pa.signer_not_read": "This step says that it is a capture; the certificate that signed it could not be read "
    "beyond doubt." + _NOTHING,
    "revocation.unknown": "A key in a device signed these bytes, and {maker} vouches for it. Whether it was withdrawn "
    "since is not known: no status list of that maker is here." + _NOTHING,
    "revocation.unreachable": "A key in a device signed these bytes, and {maker} vouches for it. Whether it was "
    "withdrawn since could not be asked." + _NOTHING,
    "revocation.stale": "A key in a device signed these bytes, and {maker} vouches for it. What is known of withdrawn "
    "keys is too old ({revocation_at})." + _NOTHING,
}

_QUESTIONED: Final[dict[str, str]] = {
    "device.unlocked": "A key in a device signed these bytes, and the device was unlocked: whoever holds it can have "
    "the key sign other pictures. {maker} vouches for the key.",
    "device.boot_not_vouched_for": "A key in a device signed these bytes, and the device did not start a system that "
    "anybody vouches for. {maker} vouches for the key.",
    "device.debuggable": "A key in a device signed these bytes while the device was open for debugging: whoever holds "
    "it can have the key sign other pictures. {maker} vouches for the key.",
    "chain.lapsed": "A key in a device signed these bytes; its certificate has run out, and nothing shows that the "
    "capture is older." + _NOTHING,
    "chain.not_yet_valid": "A key in a device signed these bytes; its certificate is not valid yet at the time this is "
    "judged for." + _NOTHING,
    "revocation.suspended": "A key in a device signed these bytes. The certificate is suspended for now; {maker} may "
    "give it back or withdraw it.",
    "revocation.revoked_after_claimed_time": "A key in a device signed these bytes. Its certificate was withdrawn "
    "later than the device says it captured this; that time is the device's own word.",
}

_REFUSED: Final[dict[str, str]] = {
    "root.software_claims_hardware": "An attestation claims a key kept in hardware, and its root is one of software "
    "that anybody can use: what it claims is worth nothing." + _OF_NO_USE,
    "revocation.revoked": "The certificate of the key that signed these bytes was withdrawn, so nobody vouches for it "
    "any more." + _OF_NO_USE,
    "c2pa.signer_denied": "Your lists refuse whoever signed this capture." + _OF_NO_USE,
    "signature.broken": "The signature of a device beside this file does not fit what it is said to cover."
    + _OF_NO_USE,
    "signature.not_understood": "The signature of a device beside this file is of a kind that is not understood here."
    + _NOTHING,
    "chain.broken": "The certificates of a device beside this file do not fit each other." + _OF_NO_USE,
    "chain.weak": "A certificate beside this file has a key or digest so weak that others could have made it."
    + _OF_NO_USE,
    "chain.unreadable": "The certificates of a device beside this file cannot be read." + _OF_NO_USE,
    "chain.not_an_authority": "A certificate beside this file was issued by a key that may not issue any." + _OF_NO_USE,
    "chain.attested_issuer": "A certificate beside this file was issued by the key of a device, which vouches for "
    "nobody." + _OF_NO_USE,
    "attestation.unreadable": "An attestation beside this file cannot be read." + _NOTHING,
    "attestation.nonce_differs": "An attestation beside this file was made for another request." + _OF_NO_USE,
    "attestation.key_differs": "An attestation beside this file names another key than the one it is for." + _OF_NO_USE,
    "attestation.app_differs": "An attestation beside this file is of another app than it says." + _OF_NO_USE,
    "attestation.environment_unknown": "An attestation beside this file says nothing usable of where it was made."
    + _OF_NO_USE,
    "counter.not_first": "A new key's attestation beside this file counts as if the key had been used before."
    + _OF_NO_USE,
    "counter.replayed": "A signature of a device beside this file was used before." + _OF_NO_USE,
    "statement.malformed": "What a device says of its key beside this file does not follow the rules." + _OF_NO_USE,
    "statement.absent": "Certificates are beside this file, and none of them says anything of a key in a device."
    + _NOTHING,
    "key.not_for_signing": "The key that a device attests beside this file is not one for signing." + _OF_NO_USE,
    "format.unknown": "An attestation beside this file is of a format that is not known here; it was not looked at.",
}

_SIDECAR: Final[dict[str, str]] = {
    "sidecar.too_large": "The capture sidecar is larger than any camera writes; it was not read." + _NOTHING,
    "sidecar.not_cbor": "The capture sidecar cannot be read: it is not written as it must be." + _NOTHING,
    "sidecar.schema": "What came as a capture sidecar is none, or one of a later version." + _NOTHING,
    "sidecar.fields": "The capture sidecar has parts that are not known, or lacks some." + _NOTHING,
    "sidecar.two_contents": "The capture sidecar speaks of two different files, so it was not used." + _NOTHING,
    "sidecar.statement": "What the camera says of the capture cannot be read, so its sidecar was not used." + _NOTHING,
    "sidecar.attestations": "The attestations in the capture sidecar cannot be read, or are too many." + _NOTHING,
}

_MEASURED: Final[dict[str, str]] = {
    "beacon.known": "The signature of the device covers a block ({beacon}) that was made at {not_before}: these bytes "
    "were signed later than that.",
    "beacon.not_looked_up": "The signature of the device covers the name of a block ({beacon}). When that block was "
    "made was not looked up, so nothing is said about time.",
    "depth.flat": "The depth map that was signed beside this, by {by}, is of a flat surface, as a screen or a print "
    "is, and as a wall is too.",
    "depth.not_flat": "The depth map that was signed beside this, by {by}, is not of a flat surface. Whether it is of "
    "this scene is the device's word.",
    "depth.claimed": "A depth map was signed beside this, by {by}; too little of it is there for a look of our own.",
    "depth.unvouched": "A depth map was signed beside this, by a key that nobody on your lists stands by.",
    "motion.unvouched": "Movements were signed beside this, by a key that nobody on your lists stands by.",
    "depth.unsigned": "A depth map is beside this file, and no signature covers it: anybody could have put it there.",
    "motion.claimed": "Movements of the device were signed beside this, by {by}. They were not looked at.",
    "motion.unsigned": "Movements of a device are beside this file, and no signature covers them.",
}

SENTENCES: Final[dict[str, str]] = {
    f"camera.{code}": said
    for group in (_STRONG, _NOT_KNOWN, _QUESTIONED, _REFUSED, _SIDECAR, _MEASURED)
    for code, said in group.items()
} | {
    "refused.capture_alone": "This is a capture sidecar. Give it together with the picture, film or recording it is "
    "for.",
}
