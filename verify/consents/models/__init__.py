"""Rows about consents and objections; each idea has its own module, and Django looks for all of them here."""

from verify.consents.models.campaigns import Campaign, CampaignMember
from verify.consents.models.consents import ConsentRow
from verify.consents.models.objections import Objection, ObjectionReading

__all__ = ["Campaign", "CampaignMember", "ConsentRow", "Objection", "ObjectionReading"]
