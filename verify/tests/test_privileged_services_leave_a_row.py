"""Every service that needs a right leaves a row in the audit trail, or stands below with the reason why it does not."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]

ROOMS = (
    "accounts/services.py", "accounts/powers.py", "accounts/operating.py", "apikeys/services.py", "jobs/operating.py",
    "labels/services.py", "registry/services.py", "registry/maker_services.py", "registry/recorders.py",
    "registry/choosing.py", "authors/services/counting.py", "cases/cameras.py", "intake/webhooks.py",
    "consents/services/platforms.py", "consents/services/objections.py", "webhooks/services/subscribing.py",
    "blacklist/services/handling.py", "blacklist/services/founding.py", "blacklist/services/rounds.py",
    "blacklist/services/opening.py", "blacklist/services/balloting.py", "contested/services/hiding.py",
)  # fmt: skip
"""Where services are that change whom others trust, who may what, and what is shown."""

QUIET = {
    # questions, and parts of an act that another one notes
    "powers_of", "may", "require", "key_of_user", "key_used", "listed_recorders", "recorders_of", "report_with_cameras",
    "unfollowed_by", "choice_rows", "chosen", "lists_by", "secret_of", "may_manage", "subscription_managed", "address",
    "case_of", "panel_for", "may_close", "open_round", "require_boxes", "require_there",
    # one's own, without a right: what somebody is told, what they object to, what they deliver
    "subscription_open", "subscription_change", "subscription_try", "objection_open", "objection_add",
    "objection_withdraw", "objection_forget", "objection_take_up", "delivery_take", "take_delivery",
    "give_up_delivery", "sweep_deliveries", "policy_keep",
    # cases come from reports of strangers, and the act of their opening is public
    "case_open",
    # a secret vote: who voted, and when, is nobody's to read
    "ballot_prepare", "ballot_cast", "cancel_prepare",
}  # fmt: skip

NOTING = {"note", "noted"}


def public(source: str) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(source)
    for one in tree.body:
        if isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
            yield one


def called(node: ast.AST) -> set[str]:
    return {one.func.id for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Name)}


def silent(source: str) -> list[str]:
    """Public functions from which no call within their module leads to a row."""
    tree = ast.parse(source)
    calls = {one.name: called(one) for one in tree.body if isinstance(one, ast.FunctionDef)}

    def leads(name: str, seen: frozenset[str]) -> bool:
        if name in NOTING:
            return True
        return name not in seen and any(leads(one, seen | {name}) for one in calls.get(name, ()))

    return [one.name for one in public(source) if one.name not in QUIET and not leads(one.name, frozenset())]


def test_every_one_notes_what_it_did() -> None:
    found = {room: silent((ROOT / room).read_text()) for room in ROOMS}
    assert sum(len(list(public((ROOT / room).read_text()))) for room in ROOMS) > 60, "nothing was read"
    assert {room: names for room, names in found.items() if names} == {}


def test_a_service_that_forgot_is_caught() -> None:
    source = (ROOT / "registry/services.py").read_text()
    assert silent(source) == []
    assert silent(source.replace('note("signer.denied"', 'print("signer.denied"')) == ["signer_deny"]


def test_what_is_left_out_is_there() -> None:
    names = {one.name for room in ROOMS for one in public((ROOT / room).read_text())}
    assert QUIET - names == set()
