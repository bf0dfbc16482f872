"""The two catalogues of a language in step with what is said: new texts come in empty, those no longer said go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_locale

from verify.languages.catalogues import PAGES, ROOT, WORDS, text_of
from verify.languages.messages.python import python_ids
from verify.languages.messages.tables import shown_ids, table_ids
from verify.languages.messages.templates import Found, template_ids

HEAD: Final = """\
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
"""No dates and no names of people: the same texts make the same file."""
NO_DATE: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""The library writes a date into what it compiles; it is always this one."""


def said() -> dict[Path, list[Found]]:
    """What each catalogue has to hold, sorted; a text that Python says is not asked of the pages again."""
    words = {*table_ids(), *python_ids(ROOT / "verify")}
    pages = {*template_ids(ROOT / "templates"), *shown_ids()}
    return {WORDS: sorted(words, key=first), PAGES: sorted(pages - words, key=first)}


def first(found: Found) -> str:
    """The form under which a text is looked up."""
    return found if isinstance(found, str) else found[0]


def read(folder: Path, language: str) -> Catalog:
    """The catalogue as it stands; an empty one where there is none yet."""
    path = text_of(folder, language)
    if not path.exists():
        return Catalog(locale=to_locale(language))
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language), abort_invalid=True)


def in_step(old: Catalog, found: Iterable[Found]) -> Catalog:
    """A catalogue of exactly these texts, with the translations that `old` has for them."""
    new = Catalog(locale=old.locale)
    for one in found:
        kept = old.get(first(one))
        same = kept is not None and (kept.id == one or kept.id == list(one))
        new.add(one, kept.string if kept is not None and same else "")
    return new


def as_text(catalog: Catalog) -> bytes:
    """The file that people read and write."""
    out = BytesIO()
    write_po(out, catalog, width=118, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    head = HEAD.format(locale=catalog.locale, plural=catalog.plural_forms)
    return head.encode() + out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The file that the program reads."""
    whole = Catalog(locale=catalog.locale, creation_date=NO_DATE, revision_date=NO_DATE)
    for one in messages(catalog):
        whole.add(one.id, one.string)
    out = BytesIO()
    write_mo(out, whole)
    return out.getvalue()


def messages(catalog: Catalog) -> list[Message]:
    """The texts of a catalogue, its head left out."""
    return [one for one in catalog if one.id]
