"""Records of exactly these bytes, and of links."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.glossary.entry import explained

NOT_THE_AUTHOR = _("Whoever records a file is not thereby its author, and the file may be much older than the record.")

ENTRIES = (
    explained(
        _("On record"),
        _(
            "Somebody put the digest of exactly these bytes into the chronology. The sentence says after which "
            "moment and by which one, as far as outsiders vouch for that; a development chain proves nothing to "
            "them."
        ),
        NOT_THE_AUTHOR,
        "on_record",
        "on_record.by",
        "on_record.after",
        "on_record.undated",
        "on_record.development",
    ),
    explained(
        _("On record as a part of a work"),
        _("Exactly these bytes are one part of a larger recorded work, for instance one picture of a story."),
        NOT_THE_AUTHOR,
        "on_record.member",
    ),
    explained(
        _("A record that was taken back"),
        _("Whoever recorded the file took that back later. Both stay on the log."),
        _("Why it was taken back is not said, and it says nothing against the file."),
        "on_record.retracted",
    ),
    explained(
        _("A record that waits"),
        _("Somebody asked to record these bytes; the log has not taken them in yet."),
        _("Until then nothing shows since when they are on record."),
        "on_record.waiting",
    ),
    explained(
        _("Several recorders"),
        _("Different accounts recorded exactly these bytes."),
        _("First recorded is not original: the order of records does not say who made the file."),
        "on_record.rivals",
    ),
    explained(
        _("No open record"),
        _("No open record of exactly these bytes was found. Sealed records answer nobody but their owners."),
        _("Most files are on no record; that says nothing against this one."),
        "on_record.none",
    ),
    explained(
        _("Looked up in a copy of the log"),
        _("Records were looked up in a copy (a mirror) of the log, as it stood at a certain time."),
        _("What was recorded or taken back since then is not in it, so not found does not mean not recorded."),
        "on_record.mirror",
        "on_record.mirror_stale",
        "on_record.none_in_mirror",
    ),
    explained(
        _("Records could not be looked up"),
        _("The chronology did not answer when it was asked."),
        _("What could not be asked is neither there nor missing."),
        "on_record.unavailable",
    ),
    explained(
        _("A source that somebody recorded"),
        _("A recorder says that a work was published at this address."),
        _("That is their word. Whether what is there now is that work, only a check of it shows."),
        "source.recorded",
    ),
    explained(
        _("A source on no record"),
        _("Nobody recorded or signed a work as published at this address."),
        _("Most addresses are on no record; that says nothing against what is there."),
        "source.not_on_record",
        "source.not_on_record.bound",
    ),
)
