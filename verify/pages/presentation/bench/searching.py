"""Searches for a picture at other services: what each is, what it would learn, and the address that asks it.

Nothing is asked here. An address leads there only once its reader has read what would be sent, and pressed it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.words import Words


@dataclass(frozen=True, slots=True)
class Engine:
    """A service that searches for a picture by its public address; `by_hand` is where a file is dropped."""

    key: str
    name: str
    run_by: Words
    asks: str
    by_hand: str

    def asking(self, picture: str) -> str:
        """The address that asks this service for the picture at that address."""
        return self.asks.replace("{}", quote(picture, safe=""))


ENGINES: tuple[Engine, ...] = (
    Engine("tineye", "TinEye", _("TinEye, Canada"), "https://tineye.com/search?url={}", "https://tineye.com/"),
    Engine(
        "google", "Google Lens", _("Google, United States"), "https://lens.google.com/uploadbyurl?url={}",
        "https://images.google.com/",
    ),
    Engine(
        "yandex", "Yandex", _("Yandex, Russia"), "https://yandex.com/images/search?rpt=imageview&url={}",
        "https://yandex.com/images/",
    ),
    Engine(
        "bing", "Bing", _("Microsoft, United States"),
        "https://www.bing.com/images/search?view=detailv2&iss=sbi&q=imgurl:{}", "https://www.bing.com/visualsearch",
    ),
    Engine(
        "baidu", "Baidu", _("Baidu, China"), "https://graph.baidu.com/details?isfromtusoupc=1&tn=pc&carousel=0&image={}",
        "https://image.baidu.com/",
    ),
)  # fmt: skip
BY_KEY = {one.key: one for one in ENGINES}
