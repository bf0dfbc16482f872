"""Both catalogues are whole: nothing missing, empty or stale, and what is filled in later is filled in everywhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from verify.languages.catalogues import PAGES, TRANSLATED, WORDS, compiled_of, text_of
from verify.languages.messages import keeping
from verify.languages.messages.judging import amiss
from verify.languages.messages.python import ids_of as python_ids_of
from verify.languages.messages.templates import ids_of

FOLDERS = [pytest.param(WORDS, id="words"), pytest.param(PAGES, id="pages")]


@pytest.fixture(scope="module")
def said() -> dict[Path, list[keeping.Found]]:
    return keeping.said()


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_said_is_translated(folder: Path, language: str, said: dict[Path, list[keeping.Found]]) -> None:
    wrong = list(amiss(keeping.read(folder, language), said[folder]))
    assert not wrong, f"make messages, then translate: {wrong[:20]}"


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_program_reads_what_people_wrote(folder: Path, language: str) -> None:
    catalog = keeping.read(folder, language)
    assert compiled_of(folder, language).read_bytes() == keeping.compiled(catalog), "make messages"
    assert text_of(folder, language).read_bytes() == keeping.as_text(catalog), "make messages"


def test_planted_faults_are_caught() -> None:
    catalog = Catalog(locale="zh_Hans")
    catalog.add("left empty", "")
    catalog.add("signed by {signer}", "由签名")
    catalog.add(("%(n)d key", "%(n)d keys"), ("一个密钥",))
    catalog.add("a <b>word</b>", "一个词")
    catalog.add("gone", "已去")
    catalog.add("a guess", "猜测", flags=["fuzzy"])
    catalog.add("whole %(name)s", "完整 %(name)s")
    found = ["left empty", "signed by {signer}", ("%(n)d key", "%(n)d keys"), "a <b>word</b>", "a guess"]
    wrong = {one.split(":")[0]: one for one in amiss(catalog, [*found, "whole %(name)s", "never written down"])}
    assert set(wrong) == {"not translated", "other places", "not said any more", "waits for a look", "missing"}
    assert sum(one.startswith("other places") for one in amiss(catalog, [*found, "gone"])) == 3


def test_a_template_is_read_as_django_looks_its_texts_up() -> None:
    template = """{% load i18n %}{% translate "Plain, 5 % of it" %}{% translate plain as other %}
        {% if on %}{% blocktranslate with name=one %}By {{ name }}, 5 %{% endblocktranslate %}{% endif %}
        {% blocktranslate count n=many trimmed %}
          {{ n }} key
        {% plural %}
          {{ n }} keys
        {% endblocktranslate %}
        {{ sentence|default:_("Otherwise") }}{% include "parts/who.html" with none=_("Nothing") %}"""
    assert set(ids_of(template)) == {
        "Plain, 5 %% of it",
        "By %(name)s, 5 %%",
        ("%(n)s key", "%(n)s keys"),
        "Otherwise",
        "Nothing",
    }


def test_a_module_is_read_with_all_its_marks(tmp_path: Path) -> None:
    module = tmp_path / "said.py"
    module.write_text('x = _("One " "sentence.")\ny = ngettext("%d key", "%d keys", 2)\nz = gettext_lazy("Late")\n')
    assert set(python_ids_of(module)) == {"One sentence.", ("%d key", "%d keys"), "Late"}
