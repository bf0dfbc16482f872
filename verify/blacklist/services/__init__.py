"""Everything that changes something in the government; each is one transaction, and refuses with a code."""

from verify.blacklist.seats import SeatView
from verify.blacklist.services.appeals import OpenedAppeal, appeal_open, appeal_prove, appeal_say, match_take
from verify.blacklist.services.balloting import ballot_cast, ballot_prepare, round_close
from verify.blacklist.services.editions import edition_record
from verify.blacklist.services.founding import list_found, seat_bind
from verify.blacklist.services.handling import cancel_prepare, case_cancel, case_recuse, legal_order, vendor_told
from verify.blacklist.services.opening import case_open, members_propose, rules_propose
from verify.blacklist.services.outcomes import outcome_take
from verify.blacklist.services.rounds import round_open
from verify.blacklist.services.signing import Prepared
from verify.blacklist.services.ticking import tick

__all__ = [
    "OpenedAppeal",
    "Prepared",
    "SeatView",
    "appeal_open",
    "appeal_prove",
    "appeal_say",
    "ballot_cast",
    "ballot_prepare",
    "cancel_prepare",
    "case_cancel",
    "case_open",
    "case_recuse",
    "edition_record",
    "legal_order",
    "list_found",
    "match_take",
    "members_propose",
    "outcome_take",
    "round_close",
    "round_open",
    "rules_propose",
    "seat_bind",
    "tick",
    "vendor_told",
]
