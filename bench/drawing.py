"""A small picture of curves over a logarithmic scale, as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP = 640, 340, 80, 40
COLOURS = ("#1f4f8f", "#b3541e")


@dataclass(frozen=True, slots=True)
class Curve:
    """One line with its name; all values above zero."""

    name: str
    x: list[float]
    y: list[float]


def draw(path: Path, bottom: str, curves: list[Curve]) -> None:
    """Write the picture; both scales are logarithmic."""
    across = _Scale([x for one in curves for x in one.x], LEFT, WIDTH - 20)
    upward = _Scale([y for one in curves for y in one.y], HEIGHT - 50, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">']
    parts += [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *_grid(across, upward)]
    for number, (curve, colour) in enumerate(zip(curves, COLOURS, strict=False)):
        points = " ".join(f"{across(x):.1f},{upward(y):.1f}" for x, y in zip(curve.x, curve.y, strict=True))
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{LEFT + 250 * number}" y="22" fill="{colour}" font-size="13">{curve.name}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 10}" font-size="13" text-anchor="middle">{bottom}</text></svg>')
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")


class _Scale:
    """From a value to a place on the paper, over whole powers of ten."""

    def __init__(self, values: list[float], start: float, stop: float) -> None:
        self.low, self.high = floor(log10(min(values))), floor(log10(max(values)) - 1e-9) + 1
        self.start, self.stop = start, stop

    def __call__(self, value: float) -> float:
        return self.start + (self.stop - self.start) * (log10(value) - self.low) / (self.high - self.low)

    @property
    def marks(self) -> list[int]:
        return [10**power for power in range(self.low, self.high + 1)]


def _grid(across: _Scale, upward: _Scale) -> list[str]:
    lines = []
    for mark in across.marks:
        x = across(mark)
        lines.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - 50}" stroke="#ddd"/>')
        lines.append(f'<text x="{x:.1f}" y="{HEIGHT - 32}" font-size="11" text-anchor="middle">{mark:,}</text>')
    for mark in upward.marks:
        y = upward(mark)
        lines.append(f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - 20}" y2="{y:.1f}" stroke="#ddd"/>')
        lines.append(f'<text x="{LEFT - 6}" y="{y + 4:.1f}" font-size="11" text-anchor="end">{mark:,}</text>')
    return lines
