"""What keeps a post from being archived, each with a sentence for who asked."""

from __future__ import annotations

from django.utils.translation import gettext as _


class ArchiveError(Exception):
    """Base of all; its text is for people."""


class Unfit(ArchiveError):
    """The address cannot be fetched: give another one."""


class NotNow(ArchiveError):
    """The team keeps or waits for as many as it may."""

    @classmethod
    def full(cls, most: int) -> NotNow:
        """Too many are kept."""
        return cls(_("Your team keeps %(most)d archives. Delete some first.") % {"most": most})

    @classmethod
    def busy(cls, most: int) -> NotNow:
        """Too many are waiting."""
        return cls(_("%(most)d archives of your team are being made. Wait for one of them.") % {"most": most})


class NoSuchArchive(ArchiveError):
    """There is none of that number for this reader."""
