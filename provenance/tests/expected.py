"""What each class of the corpus must be answered, written by hand from DESIGN section 4; by which lists are used.

`official`: the official claim and time-stamp lists; `interim`: these and the frozen interim list; `desk`: all of these
and the roots of the test files as a newsroom's own list.
"""

from __future__ import annotations

CODES: dict[str, dict[str, set[str]]] = {
    "assertion_tampered": {"desk": {"changed_after_signing", "problem_in_history"}},
    "bad_signature": {"official": {"changed_after_signing"}, "desk": {"changed_after_signing"}},
    "cawg_identity_bad": {
        "official": {"signer_unknown", "credentials_damaged"},
        "desk": {"all_signers_trusted", "credentials_damaged"},
    },
    "cawg_identity_ok": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "chain_tampered_ingredient_resigned": {"official": {"problem_in_history"}, "desk": {"problem_in_history"}},
    "chain_trusted_then_untrusted": {"official": {"signer_unknown"}, "desk": {"signer_unknown"}},
    "chain_trusted_untrusted_trusted": {"official": {"signer_unknown"}, "desk": {"some_signers_unknown"}},
    "chain_untrusted_origin": {"official": {"signer_unknown"}, "desk": {"some_signers_unknown"}},
    "expired_or_invalid_credential": {"official": {"certificate_lapsed", "signer_unknown"}},
    "hidden_ingredient_failure": {"official": {"problem_in_history"}, "desk": {"problem_in_history"}},
    "injection_strings": {"official": {"signer_unknown"}, "desk": {"signer_unknown"}},
    "missing_ingredient": {"official": {"changed_after_signing", "problem_in_history"}},
    "no_manifest": {"official": {"no_credentials"}, "desk": {"no_credentials"}},
    "no_manifest_stripped": {"official": {"no_credentials"}, "desk": {"no_credentials"}},
    "own_valid_document": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "own_valid_image": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "own_valid_video": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "redacted": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "remote_manifest_only": {"official": {"credentials_elsewhere"}, "desk": {"credentials_elsewhere"}},
    "tampered_hash": {"official": {"changed_after_signing"}, "desk": {"changed_after_signing"}},
    "trusted_official_list": {"official": {"all_signers_trusted"}, "desk": {"all_signers_trusted"}},
    "unreadable_or_malformed": {"official": {"unreadable", "credentials_damaged"}},
    "untrusted_signer_valid": {"official": {"signer_unknown"}, "desk": {"signer_unknown"}},
    "valid_audio": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "valid_interim_chain": {"official": {"signer_unknown"}, "interim": {"all_signers_trusted"}},
    "valid_interim_single": {"official": {"signer_unknown"}, "interim": {"all_signers_trusted"}},
    "valid_test_root_chain": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "valid_test_root_single": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
    "valid_untrusted_chain": {"official": {"signer_unknown"}, "interim": {"some_signers_unknown"}},
    # One of them was signed with a certificate that the interim list names itself.
    "valid_untrusted_single": {"official": {"signer_unknown"}, "desk": {"signer_unknown", "all_signers_trusted"}},
    "valid_video": {"official": {"signer_unknown"}, "desk": {"signer_unknown"}},
    "valid_document": {"official": {"signer_unknown"}, "interim": {"all_signers_trusted", "signer_unknown"}},
    "sidecar": {"official": {"signer_unknown"}, "desk": {"all_signers_trusted"}},
}

NEVER_TRUSTED = ("chain_", "hidden_ingredient_failure")
"""Classes of which no file may read as trusted throughout, under any lists."""

NEVER_CHANGED = ("expired_or_invalid_credential", "valid_", "own_valid_", "cawg_identity_ok", "untrusted_signer_valid")
"""Classes of which no file may be called changed."""
