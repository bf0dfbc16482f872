"""What people read when a link was not fetched; keyed by code, so that stored results hold codes only."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

SENTENCES: Mapping[str, str] = {
    # refused: the link itself, or where it leads
    "link.not_a_link": "This is not a web address that can be read. Paste the whole address, beginning with https://.",
    "link.scheme": "Only addresses that begin with https:// or http:// can be fetched.",
    "link.needs_https": "This address is fetched over https:// only, so that nobody on the way can change the answer.",
    "link.user_info": "This address carries a name or password in front of an @ sign. Remove that part and try again.",
    "link.host_spelling": (
        "The name of the site in this address is written in an unusual way. "
        "Open the address in a browser and copy what its address bar shows."
    ),
    "link.port": "This address names a port that is not called. Only the ordinary ports of the web can be used.",
    "link.not_public": (
        "This address leads to a place that is not on the public internet, so it was not called. "
        "Download the file yourself and drop it here instead."
    ),
    "link.redirects": "This link passes on too many times. Open it in a browser and copy the address it ends at.",
    "link.handed_on": (
        "This address passed the message on to another one, and messages are handed on to nobody. "
        "Give the address that takes them itself."
    ),
    "link.downgrade": (
        "This link starts encrypted and then passes on to an address without encryption, so it was not followed. "
        "Download the file yourself and drop it here instead."
    ),
    "link.page": "This link leads to a page, not to a file. Open the picture itself and copy its address.",
    "link.content_type": (
        "The site says that this link leads to a kind of file that is not read here. "
        "If it is a picture, video, recording or document, download it and drop it here instead."
    ),
    "link.compressed": (
        "The site sent the file packed, although it was asked not to, so it was not opened. "
        "Download the file yourself and drop it here instead."
    ),
    "link.too_large": (
        "The file behind this link is larger than the {limit} fetched from a link. "
        "Download it yourself and drop it here instead."
    ),
    # unavailable: says nothing about the file
    "link.name_unknown": "The name of the site in this address was not found. Check it for typing slips or try later.",
    "link.no_answer": "The site did not answer. Try again later, or download the file yourself and drop it here.",
    "link.not_trusted_site": (
        "The site could not show that it is the one named in the address, so nothing was fetched. "
        "Download the file yourself and drop it here if you trust the site."
    ),
    "link.too_slow": (
        "The site sent the file too slowly. Try again later, or download the file yourself and drop it here."
    ),
    "link.cut_short": "The site stopped before the whole file had come, so nothing of it was kept. Try again later.",
    "link.not_found": "The site says that there is nothing at this address any more. Check the link.",
    "link.needs_log_in": (
        "The site does not hand this file to programs, or wants a log-in first. "
        "Download the file yourself and drop it here instead."
    ),
    "link.site_trouble": "The site answered that it cannot hand out the file right now. Try again later.",
    "link.bad_answer": "The site's answer could not be read. Download the file yourself and drop it here instead.",
}


def sentence(code: str, params: Mapping[str, str | int]) -> str:
    """Say what happened and what to do; KeyError for a code that is not in the catalogue."""
    return gettext(SENTENCES[code]).format(**params)
