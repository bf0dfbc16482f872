"""What the page for sources says of a link before it is sent; the browser finds which of these fit."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Words

WARNINGS: tuple[tuple[str, Words, Words], ...] = (
    ("no-link", _("This is no link of the web"), _("A link begins with https:// and names a site.")),
    (
        "user",
        _("A user name or password stands in it"),
        _("Everybody who gets the link gets these too. They are left out below."),
    ),
    (
        "inside",
        _("It leads into a private network"),
        _(
            "It names a machine inside a house or firm. This installation cannot fetch it; the name alone tells "
            "where you are."
        ),
    ),
    (
        "onion",
        _("It leads to a hidden service"),
        _("This installation cannot fetch it. Few people may know the address."),
    ),
    (
        "key",
        _("It holds what looks like a key or a session"),
        _("Such words let whoever holds the link in as you, or show who was let in."),
    ),
    (
        "person",
        _("It names a person or an account"),
        _("The site can tell from these words for whom the link was made."),
    ),
    (
        "sharing",
        _("It leads to a shared document"),
        _(
            "Opening it shows its owner that somebody looked, and when. Some such links are made for one person "
            "each, and the page may show who shared it."
        ),
    ),
    (
        "opaque",
        _("A long part of the address may have been made for you alone"),
        _(
            "Two people who got different addresses for one document can be told apart. Whether this is such a "
            "one, only the site knows."
        ),
    ),
    (
        "short",
        _("It is a shortened link"),
        _(
            "The shortening service counts who opens it, and where it leads is not seen. Use the address that it "
            "leads to."
        ),
    ),
    (
        "trace",
        _("Words that follow readers"),
        _("They tell how the link came to you. They are left out below."),
    ),
    (
        "fragment",
        _("Something stands behind the #"),
        _(
            "Browsers do not send it, but here it would be sent: it can hold a key or the words that you marked. "
            "It is left out below."
        ),
    ),
    (
        "question",
        _("More words behind the question mark"),
        _("What they mean, only the site knows. Look whether the link works without them."),
    ),
)  # fmt: skip
"""Code, name and what it means, in no order that counts."""
