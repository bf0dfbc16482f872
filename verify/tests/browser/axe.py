"""axe-core, injected past no rule of ours: `evaluate` needs no hole in the content security policy."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# The other rules of those tags ask nothing that light or dark could change.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"


def violations(page: Page, *, scheme: str = "light") -> list[str]:
    """Return each broken rule of WCAG 2.2 A and AA with the elements that break it; in dark only those on colour."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate(RUN, TAGS if scheme == "light" else COLOURS)
    assert found["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
