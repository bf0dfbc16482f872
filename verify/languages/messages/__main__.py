"""Bring the catalogues in step and compile them: `make messages`; with `words` or `pages` behind it, that one alone."""

from __future__ import annotations

import sys

import django

from verify.languages.catalogues import ROOT, TRANSLATED, compiled_of, text_of


def main() -> int:
    """Write every catalogue anew and say what is left to translate."""
    django.setup()
    # Imported late: templates are compiled by a Django that is set up.
    from verify.languages.messages import keeping

    for language in TRANSLATED:
        for folder, found in keeping.said().items():
            if sys.argv[1:] and folder.name not in sys.argv[1:]:
                continue
            catalog = keeping.in_step(keeping.read(folder, language), found)
            text, program = text_of(folder, language), compiled_of(folder, language)
            text.parent.mkdir(parents=True, exist_ok=True)
            text.write_bytes(keeping.as_text(catalog))
            program.write_bytes(keeping.compiled(keeping.read(folder, language)))
            left = sum(not all(_forms(one.string)) for one in keeping.messages(catalog))
            sys.stdout.write(f"{text.relative_to(ROOT)}: {len(found)} texts, {left} to translate\n")
    return 0


def _forms(string: object) -> list[object]:
    return list(string) if isinstance(string, list | tuple) else [string]


if __name__ == "__main__":
    raise SystemExit(main())
