"""Rows of the pages about authors: keys, delegations, and what was signed."""

from __future__ import annotations

from dataclasses import dataclass

from verify.pages.presentation.authors.accounts import Account
from verify.pages.presentation.moments import Moment
from verify.pages.presentation.words import Sign


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One key with its time; `record` names the record of its claim, `end` the page that ends it, or both are empty."""

    sign: Sign
    account: Account
    sentence: str
    note: str = ""
    record: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """One delegation; `other` is the public number of the other party, empty where nobody claimed the address."""

    sign: Sign
    sentence: str
    term: str
    other: str = ""
    record: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement in a list."""

    sign: Sign
    id: str
    title: str
    details: str
    stated: Moment | None = None
