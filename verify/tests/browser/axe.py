"""axe-core, injected past no rule of ours: `evaluate` needs no hole in the content security policy."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# The other rules of those tags ask nothing that light or dark could change.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# And these are what a wider window can change, colours under other grounds among them.
LAYOUT = {"type": "rule", "values": [*COLOURS["values"], "target-size", "scrollable-region-focusable"]}
SCRIPT = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
# What stands in a frame is looked at as a page of its own: a sandboxed frame has no origin that axe could write to.
RUN = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], iframes: false})"


def violations(page: Page, *, scheme: str = "light", known: bool = False) -> list[str]:
    """Return each broken rule of WCAG 2.2 A and AA with the elements that break it; in dark only those on colour.

    `known` says that this page was looked at in another width: only what the width can change is looked at again.
    """
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    rules = COLOURS if scheme == "dark" else LAYOUT if known else TAGS
    found = page.evaluate(RUN, rules)
    assert found["passes"], "axe looked at nothing"
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] for node in rule["nodes"]]
