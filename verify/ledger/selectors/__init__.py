"""Questions about records and the log, for pages, API and cases.

Every answer is the same, in content and in work, for a sealed record of somebody else and for nothing.
"""

from verify.ledger.selectors.bundles import bundle_of, openings_of, sealed_members_of
from verify.ledger.selectors.log import latest_checkpoints, log_entry, log_file, log_health, require_going_on, vkey_of
from verify.ledger.selectors.records import is_of, record_get, records_of
from verify.ledger.selectors.times import open_records_of, records_by_number, time_of

__all__ = [
    "bundle_of",
    "is_of",
    "latest_checkpoints",
    "log_entry",
    "log_file",
    "log_health",
    "open_records_of",
    "openings_of",
    "record_get",
    "records_by_number",
    "records_of",
    "require_going_on",
    "sealed_members_of",
    "time_of",
    "vkey_of",
]
