"""Reads from a request which policy is meant; what does not fit is refused in words."""

from __future__ import annotations

import re
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType
from rest_framework.request import Request

from verify.api.errors import refuse
from verify.api.paging import before_in
from verify.api.records.intake import Hex, read, required_length
from verify.labels.policy import POLICY_BYTES

Text = Annotated[str, Meta(min_length=1, max_length=POLICY_BYTES)]
DIGEST = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class PolicyWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A policy to keep."""

    text: Text


class DryRunWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A policy to try: its text, or the digest of a kept one."""

    text: Text | UnsetType = UNSET
    digest: Hex | UnsetType = UNSET


def policy_wanted(request: Request) -> bytes:
    """The text of a policy to keep; raises ProblemRaised."""
    required_length(request)
    return read(request.data, PolicyWanted, "bad_policy").text.encode("utf-8", "surrogatepass")


def dry_run_wanted(request: Request) -> DryRunWanted:
    """The policy to try; raises ProblemRaised."""
    required_length(request)
    wanted = read(request.data, DryRunWanted, "bad_policy")
    if (wanted.text is UNSET) is (wanted.digest is UNSET):
        raise refuse("bad_policy", "Send either `text`, a policy, or `digest`, that of a version of your team.")
    return wanted


def before_of(request: Request) -> int | None:
    """The number below which versions are wanted; raises ProblemRaised."""
    found = before_in(request, NUMBER)
    return int(found) if found else None
