"""Who may go through which route of the site, in one table; a route that is not in it fails the tests.

`about` names the things of `tenants.py` that stand in the address, in their order. What a route takes in its body or
its query, and that is somebody's, stands in `carried.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum


class Door(Enum):
    """Who is let through, the closed ones answering everybody else as if nothing were there."""

    OPEN = "everybody, and everybody gets the same things"
    SELF = "whoever is logged in, about themselves and their own team; nothing of anybody else is named"
    SECRET = "whoever holds the address: its number is the secret"
    PERSON = "one account"
    TEAM = "the members of one organisation"
    POST = "members of one organisation with a role or a power"
    OPERATORS = "staff with a second factor"
    REVIEWERS = "those whom the operator named to look at objections, with a second factor"
    MAINTAINERS = "those with a seat at the camera list, with a second factor"


@dataclass(frozen=True, slots=True)
class Route:
    """One row of the table. `unproved` says why no answer to its owner can differ from that to a stranger here."""

    door: Door
    about: tuple[str, ...] = ()
    why: str = ""
    unproved: str = ""


def _rows(door: Door, rows: Mapping[str, str | tuple[str, ...]]) -> dict[str, Route]:
    return {
        name: Route(door, why=said) if isinstance(said, str) else Route(door, about=said) for name, said in rows.items()
    }


OPEN = _rows(
    Door.OPEN,
    {
        "health": "says that the process answers",
        "language": "keeps in the reader's own browser which language they read",
        "ready": "says which parts stand, without a word about anybody",
        "metrics": "figures alone, and only for who shows the operator's token",
        "api:schema": "the interface's own description",
        "api:nothing": "says that there is nothing",
        "api:badge": "what is open about a digest that some page published",
        "api:feed": "the public feed",
        "api:feed_page": "the public feed",
        "api:feed_words": "the public feed",
        "api:feed_list": "lists that are published",
        "api:c2pa_by_binding": "manifests that their owners published",
        "api:c2pa_by_content": "the same",
        "api:c2pa_manifest": "the same",
        "api:c2pa_algorithms": "the names of algorithms",
        "api:verifications": "anybody may check a file",
        "api:lookup": "what is open; sealed ones are compared with nothing in test_sealed_records_answer_like_nothing",
        "api:statement_check": "a statement that is sent along",
        "api:statement_draft": "drafts what is sent, and keeps nothing",
        "api:consent_check": "consents are public",
        "api:author": "authors are public under their number; what they sealed is not listed",
        "api:consent": "consents are public",
        "api:objections": "anybody may object",
        "api:developers": "the reference",
        "pages:start": "the first page",
        "pages:check": "anybody may check a file",
        "pages:look": "what is open, and what the reader may see",
        "pages:author": "authors are public under their number; what they sealed is not listed",
        "pages:bundle": "a bundle that is sent along",
        "pages:log": "the public log",
        "pages:log_find": "the public log",
        "pages:log_entry": "the public log",
        "pages:log_entry_json": "the public log",
        "pages:log_checkpoint": "the public log",
        "pages:log_tile": "the public log",
        "pages:add_checkpoint": "another log's checkpoint for our witness",
        "pages:tour": "words, in a demo alone",
        "pages:tour_picture": "a picture of the demo's own making, in a demo alone",
        "pages:about": "words",
        "pages:glossary": "words",
        "pages:privacy": "words",
        "pages:formats": "words",
        "pages:lists": "lists that are published",
        "pages:local": "words and scripts; what is looked up goes through the interface",
        "pages:local_worker": "a script",
        "pages:source": "words and scripts; what is sent goes through the interface",
        "pages:object": "anybody may object",
        "pages:contested_version": "what somebody published, by its unguessable number",
        "pages:contested_json": "the same",
        "pages:dispute_new": "anybody signed in, about what everybody may read; of anything else there is nothing",
        "pages:consent": "consents are public",
        "pages:consent_message": "drafts what is sent, and keeps nothing",
        "pages:consent_revocation": "drafts for the key that signed; only what that key signs ends a consent",
        "pages:consent_revoke": "only what the key that signed the consent signs ends it",
        "pages:badge": "builds a badge of a digest",
        "pages:badge_of": "what is open about a digest that some page published",
        "pages:badge_script": "a script",
        "pages:list": "how the camera list is governed",
        "pages:list_case": "cases are public, without their devices",
        "pages:list_report": "anybody may report",
        "pages:list_appeal": "whoever has the camera may appeal",
        "account_login": "the way in",
        "account_logout": "the way out",
        "admin/logout/": "the way out",
        "account_inactive": "words",
        "account_signup": "the way in, where the operator opened it",
        "account_email_verification_sent": "words",
        "account_reset_password": "a letter to an address that is on an account",
        "account_reset_password_done": "words",
        "account_reset_password_from_key_done": "words",
        "account_confirm_login_code": "a code that was sent by letter",
        "mfa_authenticate": "the second step of a log-in that began",
        "mfa_login_webauthn": "the way in by passkey",
        "account_step_up": "asks for a second factor",
        "wallet_message": "the way in by wallet: a text to sign",
        "wallet_signed": "the same",
        "wallet_answer": "the same; a question is bound to the session that asked",
    },
)

SELF = _rows(
    Door.SELF,
    {
        "account": "one's own account",
        "account_confirm_by_wallet": "asks to sign again",
        "account_end_sessions": "one's own sessions",
        "api_keys": "one's own keys",
        "webhooks": "one's own webhooks",
        "accounts/password/set/": "one's own password",
        "account_set_password": "one's own password",
        "account_change_password": "one's own password",
        "account_reauthenticate": "one's own password",
        "account_email": "one's own address",
        "accounts/2fa/": "leads to the account",
        "mfa_index": "the same",
        "mfa_reauthenticate": "one's own second factor",
        "mfa_activate_totp": "one's own second factor",
        "mfa_deactivate_totp": "one's own second factor",
        "mfa_view_recovery_codes": "one's own codes",
        "mfa_generate_recovery_codes": "one's own codes",
        "mfa_download_recovery_codes": "one's own codes",
        "mfa_list_webauthn": "one's own passkeys",
        "mfa_add_webauthn": "one's own passkeys",
        "mfa_reauthenticate_webauthn": "one's own passkeys",
        "api:records": "puts on record for the caller",
        "api:record_batch": "the same",
        "api:batches": "the caller's batches",
        "api:statements": "puts on record for the caller",
        "api:consents": "the same",
        "api:campaigns": "opens one for the caller",
        "api:label_policies": "the caller's policies",
        "api:label_dry_run": "the caller's policies and reports",
        "api:hooks": "the caller's webhooks",
        "pages:batches": "the reader's batches",
        "pages:records": "the reader's records",
        "pages:record_work": "puts on record for the reader",
        "pages:keys": "the reader's keys",
        "pages:claim": "the reader's keys",
        "pages:claim_message": "the reader's keys",
        "pages:organisation": "the reader's organisation",
        "pages:consent_new": "puts on record for the reader",
        "pages:list_choices": "which lists count for the reader's team",
        "pages:list_compare": "versions of lists that the reader's team sees",
        "pages:list_trial": "what the reader tried last",
        "pages:labels": "the reader's policies",
        "pages:domain_message": "drafts what the reader's organisation would sign, and keeps nothing",
        "pages:dossiers": "the reader's team's dossiers",
        "pages:archives": "the reader's team's archived posts",
        "pages:dossier_news": "the reader's team's news",
        "pages:dossier_lookups": "the reader's team's history",
        "pages:disputes": "disputes about what is the reader's team's, and the reader's own",
    },
)

SECRET = {
    **_rows(
        Door.SECRET,
        {
            "api:objection": ("objection",),
            "api:webhook": ("intake",),
            "pages:human_finding": ("published",),
            "pages:finding": ("published",),
            "pages:contested": ("page_out",),
            "pages:dispute": ("dispute",),
            "pages:watch_mail_stop": ("mail_stop",),
            "pages:shared": ("share",),
            "pages:shared_report_pdf": ("share",),
            "pages:shared_answer": ("share", "item"),
            "pages:shared_answer_pdf": ("share", "item"),
            "pages:objection": ("objection",),
            "pages:objection_words": ("objection",),
            "pages:objection_back": ("objection",),
            "pages:list_receipt": ("report",),
            "pages:list_appealed": ("appeal",),
            "pages:list_appeal_card": ("appeal",),
            "pages:list_appeal_prove": ("appeal",),
            "pages:list_appeal_say": ("appeal",),
        },
    ),
    "account_confirm_email": Route(Door.SECRET, ("letter",), "a letter's key, signed by the site"),
    "account_reset_password_from_key": Route(Door.SECRET, ("uid", "letter"), "a letter's key, signed by the site"),
}

PERSON = {
    **_rows(
        Door.PERSON,
        {
            "api_key_exchange": ("api_key",),
            "api_key_end": ("api_key",),
            "mfa_edit_webauthn": ("passkey",),
            "mfa_remove_webauthn": ("passkey",),
            "pages:end_key": ("key",),
            "pages:end_key_message": ("key",),
            "pages:dispute_take_back": ("own_dispute",),
        },
    ),
    "account_rename_wallet": Route(Door.PERSON, ("wallet",), unproved="leads back to the account either way"),
    "account_disconnect_wallet": Route(Door.PERSON, ("wallet",)),
}

NO_COPY = "no copy was made of the file"
NO_LIKENESS = "nothing that resembles the file is on record"

TEAM = {
    **_rows(
        Door.TEAM,
        {
            "api:verification": ("check",),
            "api:disclosure": ("check",),
            "api:record": ("record",),
            "api:record_bundle": ("record",),
            "api:batch": ("batch",),
            "api:batch_items": ("batch",),
            "api:batch_cancel": ("batch",),
            "api:batch_retry": ("batch",),
            "api:batch_csv": ("batch",),
            "api:batch_jsonl": ("batch",),
            "api:statement": ("statement",),
            "api:label_policy": ("policy",),
            "api:hook": ("hook",),
            "api:hook_deliveries": ("hook",),
            "webhook": ("hook",),
            "pages:progress": ("check",),
            "pages:result": ("check",),
            "pages:thumbnail": ("check",),
            "pages:asked_picture": ("check",),
            "pages:compare": ("check",),
            "pages:report_json": ("check",),
            "pages:discard": ("check",),
            "pages:record_result": ("check",),
            "pages:before_publishing": ("check",),
            "pages:signed_report": ("check",),
            "pages:bundle_with_report": ("check", "record"),
            "pages:sign_result": ("check",),
            "pages:sign_message": ("check",),
            "pages:sign_for_desk": ("check",),
            "pages:disclosure": ("check",),
            "pages:ask_outside": ("check",),
            "pages:statement": ("statement",),
            "pages:statement_json": ("statement",),
            "pages:statement_retract": ("statement",),
            "pages:statement_retract_message": ("statement",),
            "pages:statement_erase": ("statement",),
            "pages:record": ("record",),
            "pages:record_bundle": ("record",),
            "pages:record_copies": ("record",),
            "pages:record_withdraw": ("record",),
            "pages:record_retract": ("record",),
            "pages:record_erase": ("record",),
            "pages:batch": ("batch",),
            "pages:batch_add": ("batch",),
            "pages:batch_cancel": ("batch",),
            "pages:batch_retry": ("batch",),
            "pages:batch_forget": ("batch",),
            "pages:label_policy": ("policy",),
            "api:report_pdf": ("check",),
            "api:report_jsonld": ("check",),
            "pages:report_pdf": ("check",),
            "pages:report_jsonld": ("check",),
            "pages:embed": ("check",),
            "pages:embed_block": ("check",),
            "pages:dossier_add": ("check",),
            "pages:dossier_add_batch": ("batch",),
            "pages:dossier": ("dossier",),
            "pages:dossier_title": ("dossier",),
            "pages:dossier_status": ("dossier",),
            "pages:dossier_tags": ("dossier",),
            "pages:dossier_note": ("dossier",),
            "pages:dossier_unnote": ("dossier", "note"),
            "pages:dossier_remove": ("dossier", "item"),
            "pages:dossier_watch": ("dossier", "item"),
            "pages:dossier_delete": ("dossier",),
            "pages:dossier_say": ("dossier",),
            "pages:dossier_publish": ("dossier", "finding"),
            "pages:dossier_sign": ("dossier", "finding"),
            "pages:dossier_wallet": ("dossier", "published"),
            "pages:dossier_wallet_message": ("dossier", "published"),
            "pages:dossier_take_back": ("dossier", "finding"),
            "pages:dossier_share": ("dossier",),
            "pages:dossier_unshare": ("dossier", "link"),
            "pages:contested_begin": ("dossier",),
            "pages:contested_edit": ("page",),
            "pages:contested_write": ("page",),
            "pages:contested_add": ("page",),
            "pages:contested_remove": ("page", "piece"),
            "pages:contested_publish": ("page",),
            "pages:contested_discard": ("page",),
            "pages:contested_sign": ("page_out",),
            "pages:contested_wallet": ("page_out",),
            "pages:contested_wallet_message": ("page_out",),
            "pages:contested_withdraw": ("page_out",),
            "pages:bench": ("check",),
            "pages:bench_search": ("check",),
            "pages:archive": ("archive",),
            "pages:archive_file": ("archive",),
            "pages:archive_record": ("archive",),
            "pages:archive_to_dossier": ("archive",),
            "pages:archive_delete": ("archive",),
        },
    ),
    "pages:bench_close": Route(Door.TEAM, ("check", "print")),
    "pages:bench_print": Route(Door.TEAM, ("check", "print")),
    "pages:archive_shot": Route(Door.TEAM, ("archive",)),
    "pages:choose": Route(Door.TEAM, ("listing",)),
    "pages:publication_copy": Route(Door.TEAM, ("check",)),
    "pages:publication_copy_file": Route(Door.TEAM, ("check",), unproved=NO_COPY),
    "pages:similar_picture": Route(Door.TEAM, ("check", "likeness"), unproved=NO_LIKENESS),
    "pages:similar_heat": Route(Door.TEAM, ("check", "likeness"), unproved=NO_LIKENESS),
}

POST = _rows(
    Door.POST,
    {
        "api:hook_secret": ("hook",),
        "api:hook_resume": ("hook",),
        "api:hook_test": ("hook",),
        "api:hook_again": ("hook", "message"),
        "webhook_exchange": ("hook",),
        "webhook_close": ("hook",),
        "webhook_resume": ("hook",),
        "webhook_test": ("hook",),
        "webhook_all_again": ("hook",),
        "webhook_again": ("hook", "message"),
        "pages:label_activate": ("policy",),
        "pages:dispute_answer": ("dispute",),
        "pages:end_delegation": ("delegation",),
        "pages:end_delegation_message": ("delegation",),
        "pages:person_changed": "people of the reader's organisation, for who manages them",
        "pages:recorder_counted": "whom the reader's organisation counts, for who publishes lists",
        "pages:author_counted": "the same",
        "pages:list_entry_left_out": "the same",
        "pages:desk_key": "the desk's key, for who may sign with it",
        "pages:delegate": "signed by the organisation's wallet",
        "pages:delegate_message": "drafts what that wallet signs, and keeps nothing",
        "pages:domain": "signed by the organisation's wallet",
        "pages:domain_ask": "the organisation's domains, for its owners",
        "pages:certificate": "signed by the organisation's wallet",
        "pages:certificate_message": "drafts what that wallet signs, and keeps nothing",
        "pages:certificate_proof": "signed by the organisation's wallet",
    },
)

OPERATORS = _rows(
    Door.OPERATORS,
    {
        "operators": "figures of the installation",
        "operators_doctor": "what the doctor found",
        "operators_queues": "what waits, without what it is about",
        "operators_chain": "public halves and ages of keys, and how anchoring is",
        "pages:record_hide": ("open_record",),
        "pages:operator_acts": "what operators took out of display",
        "pages:hide_text": ("kind_of_text", "published"),
    },
)

REVIEWERS = _rows(
    Door.REVIEWERS,
    {
        "pages:objections": "what waits",
        "pages:objection_review": ("objection",),
        "pages:objection_take_up": ("objection",),
        "pages:objection_read": ("objection",),
        "pages:objection_decide": ("objection",),
        "pages:objection_intimate": ("objection",),
    },
)

MAINTAINERS = _rows(
    Door.MAINTAINERS,
    {
        "pages:list_desk": "what waits",
        "pages:list_desk_rules": "proposes other rules",
        "pages:list_desk_members": "proposes other maintainers",
        "pages:list_desk_order": "writes an order down",
        "pages:list_desk_case": ("case",),
        "pages:list_desk_act": ("case",),
        "pages:list_desk_ballot": ("case",),
        "pages:list_desk_ballot_message": ("case",),
        "pages:list_desk_ballot_elsewhere": ("case",),
        "pages:list_desk_ballot_demo": ("case",),
        "pages:list_desk_cancel": ("case",),
        "pages:list_desk_cancel_message": ("case",),
        "pages:list_desk_cancel_prepare": ("case",),
        "pages:list_desk_cancel_demo": ("case",),
    },
)

UNPROVED = {
    "mfa_edit_webauthn": "the log-in's library first asks for a passkey that answers",
    "mfa_remove_webauthn": "the log-in's library first asks for a passkey that answers",
    "pages:ask_outside": "no service outside is named",
    "pages:discard": "only the browser in which a file was sent discards it",
    "pages:publication_copy": "no newsroom's certificate is installed",
    "pages:bundle_with_report": "the report names no record",
    "pages:sign_for_desk": "no signer runs that holds a desk's key",
    "pages:dossier_sign": "no signer runs that holds a desk's key",
    "pages:archive_to_dossier": "its form names a dossier: test_what_a_form_names_is_asked_for_too.py",
    "pages:contested_sign": "no signer runs that holds a desk's key",
    "pages:dossier_say": "its form names a check: test_what_a_form_names_is_asked_for_too.py",
}
"""Why, at these, even our owner is answered like about nothing here; everybody else is tried there all the same."""

_SORTED: dict[str, Route] = OPEN | SELF | SECRET | PERSON | TEAM | POST | OPERATORS | REVIEWERS | MAINTAINERS

ROUTES = {name: replace(row, unproved=UNPROVED.get(name, row.unproved)) for name, row in _SORTED.items()}


def route_of(name: str) -> Route | None:
    """The row of a route; the admin is staff's as a whole, whatever models it shows one day."""
    return ROUTES.get(name) or (Route(Door.OPERATORS, why="the admin") if name.startswith("admin/") else None)
