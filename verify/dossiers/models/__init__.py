"""The rows of dossiers. Each belongs to an organisation, or to one person who works for none."""

from verify.dossiers.models.dossiers import Act, ActKind, Dossier, Item, Note, Status, Tag
from verify.dossiers.models.lookups import Lookup, LookupHistory
from verify.dossiers.models.said import HumanFinding, Outcome, Subject
from verify.dossiers.models.shares import Share
from verify.dossiers.models.watching import News, NewsKind, Watch

__all__ = [
    "Act",
    "ActKind",
    "Dossier",
    "HumanFinding",
    "Item",
    "Lookup",
    "LookupHistory",
    "News",
    "NewsKind",
    "Note",
    "Outcome",
    "Share",
    "Status",
    "Subject",
    "Tag",
    "Watch",
]
