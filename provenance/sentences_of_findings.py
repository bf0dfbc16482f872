"""Sentences for single lines of evidence."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "step.intact": "What {signer} signed in this step is unchanged.",
    "step.changed": "What {signer} signed in this step is not what the file holds now.",
    "step.recorded_failure": "A later signer recorded that this step did not hold when it was taken over.",
    "step.not_checkable": "The credentials of this step do not follow the standard and cannot be checked.",
    "signer.official": "{signer} is on the official list of claim signers.",
    "signer.interim": "{signer} is on the frozen interim list, a lower tier than the official one.",
    "signer.newsroom": "{signer} is on your newsroom's own list.",
    "signer.unknown": "{signer} is on none of your lists. The step may be honest; nobody you know vouches for it.",
    "signer.denied": "{signer} is on the list of refused signers.",
    "time.trusted": "A time stamp by a listed authority shows the signature existed by {signed_at}.",
    "time.unverified": "The signature carries the time {signed_at}, but no listed authority vouches for it.",
    "time.lapsed": "The certificate has lapsed, and nothing shows the signature is older than that. "
    "Lapsed does not mean altered.",
    "time.none": "The signature carries no time stamp; when it was made is not known.",
    "ai.generated_declared": "{signer} declares this step made by a generative AI model.",
    "ai.edited_declared": "{signer} declares that generative AI was used in this step.",
    "ai_label_unverified": "An unknown party labelled it as made or edited with AI; anyone can add such a label.",
    "redaction.declared": "Removed from earlier steps on purpose: {names}. A redaction is not an edit of the picture.",
    "ingredient.without_credentials": "{count} file(s) that went into this step came without credentials.",
    "identity.listed": "{who} attached their identity to this step; the list “{vouched_by}” vouches for who issued it, "
    "{issuer}. Roles they state: {roles}. They signed these parts: {bound}.",
    "identity.untrusted": "{who} attached an identity to this step. Who issued it, {issuer}, is on none of your lists "
    "of identities: anybody can make such a certificate. Roles they state: {roles}. Signed parts: {bound}.",
    "identity.lapsed": "{who} attached an identity to this step; its certificate is not valid at this time, and "
    "nothing shows that it was used while it was. Lapsed does not mean altered.",
    "identity.denied": "{who}, on the list of refused signers, attached an identity to this step.",
    "identity.aggregated": "A service attached an identity to this step; whether that service is to be believed is "
    "not checked here. Roles stated: {roles}. Signed parts: {bound}.",
    "identity.of_other_content": "An identity was attached to what was signed in this step. The file holds something "
    "else now, so the identity says nothing about it.",
    "identity.recorded_failure": "A later signer recorded that an identity attached to this step did not hold; nothing "
    "found here says so.",
    "identity.disagreed": "{who} is said to have attached an identity to this step; two independent "
    "checks of it do not agree, so nothing is said to hold.",
    "identity.unavailable": "An identity is attached to this step; where it could be looked up was not asked.",
    "identity.broken": "An identity is attached to this step, but it does not hold: {failures}.",
    "identity.not_checked": "An identity is attached to this step; it was not checked.",
    "identity.holds": "An identity is attached to this step, and its own signature holds.",
    "credentials.remote": "Credentials are said to be at {url}. The address was not visited: "
    "a visit would tell a third party of your interest.",
    "credentials.absent": "No trace of content credentials was found.",
    "credentials.damaged": "Traces of content credentials were found ({where}), but they could not be read.",
    "refused.structure": "The structure of this file does not hold, so whether it carries credentials cannot be "
    "said. Ask for another copy of the file.",
    "refused.sidecar_alone": "This is a detached set of credentials. Give it together with the file it belongs to.",
    "refused.not_a_sidecar": "What was given as detached credentials is not a .c2pa file. "
    "Choose the .c2pa file, or leave the field empty.",
    "sidecar.given": "The credentials were given beside the file, and any inside it were not read. "
    "Where the two do not agree, the credentials may simply belong to another file.",
    "history.cut": "The history is longer than {limit} steps; the rest was left out.",
}
