"""Questions about authors and what they signed, for pages and API. Reading only; the answers depend on who asks."""

from verify.authors.counted import counted_ids, counted_of
from verify.authors.selectors.checks import check_work, work_evidence
from verify.authors.selectors.finding import author_find, claimed_by
from verify.authors.selectors.pages import author_page
from verify.authors.selectors.people import (
    SigningChoice,
    desk_key_of,
    key_of,
    keys_of,
    principals_of,
    signing_choices,
)
from verify.authors.selectors.showing import shown, statement_view
from verify.authors.selectors.sources import check_sources, statements_from
from verify.authors.selectors.statements import statement_get, statements_about, statements_of_record
from verify.authors.selectors.values import AuthorPage, DelegationView, KeyView, StatementView

__all__ = [
    "AuthorPage",
    "DelegationView",
    "KeyView",
    "SigningChoice",
    "StatementView",
    "author_find",
    "author_page",
    "check_sources",
    "check_work",
    "claimed_by",
    "counted_ids",
    "counted_of",
    "desk_key_of",
    "key_of",
    "keys_of",
    "principals_of",
    "shown",
    "signing_choices",
    "statement_get",
    "statement_view",
    "statements_about",
    "statements_from",
    "statements_of_record",
    "work_evidence",
]
