"""Sentences about links that posts pass on; a link on record shows nothing about what stands there now."""

from __future__ import annotations

from typing import Final

SENTENCES: Final[dict[str, str]] = {
    "source.recorded": "{recorder} recorded a work and said that it was published at {source}. That is their word; "
    "whether what is there now is that work, only a check of it shows.",
    "source.not_on_record": "The source is unknown here: nobody recorded or signed a work as published at {source}. "
    "Most links are on no record; that says nothing against what is there.",
    "source.not_on_record.bound": "Nobody recorded or signed a work as published at {source}, although {author}, whom "
    "{domain} names as its own, signs works here. Ask them before you name them as the source.",
}
