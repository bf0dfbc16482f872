"""The commands with which anybody checks a bundle without us."""

from __future__ import annotations


def commands(index: int | None, vkey: str, *, development: bool) -> dict[str, str]:
    """Return the command without network, and the one that asks for more: the log's key, later retractions, a node."""
    bundle = f"firstlight-record-{'N' if index is None else index}.zip"
    offline = f"python check.pyz {bundle} --media FILE"
    node = "" if development else " --rpc http://127.0.0.1:8545"
    return {"offline": offline, "more": f"{offline} --log '{vkey}' --refresh{node}"}
