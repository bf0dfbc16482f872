"""What a filter did to the colours of the whole picture: fitted, so that only what it does not explain is left.

A filter changes everything. Where most of the picture kept its colours there was none, or one that moved brightness
alone: else a filter that is rich enough would also explain a dress that was given another colour. Curves go through
medians of many places, so that parts that do not follow have no weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from provenance.comparison.sight import Plane

Colours = NDArray[np.float32]
"""(height, width, 3), RGB from 0 to 255, fractions allowed."""

GREY: Final = np.array([0.299, 0.587, 0.114], np.float32)

_STRIDE: Final = 5
_FEWEST: Final = 100
_TIGHT: Final = 5.0
"""Levels within which a place follows a filter, and the same again at full brightness."""

_KEPT: Final = 0.6
"""Share of the places that kept their colours, above which no filter on colours is looked for."""

_CLEARLY: Final = 0.03
_NEARLY: Final = 0.95
_RING: Final = 0.2
_RINGS: Final = np.arange(0, 1.5, _RING, dtype=np.float32)
"""Distances from the middle at which the light of a vignette is fitted; the corners lie at 1.41."""

_TERMS: Final = 5 + len(_RINGS)
_EVENLY: Final = np.zeros(_TERMS, np.float32)
_EVEN: Final = 0.6
"""Share of the places, those with the weakest edges, that filters are fitted to."""

_BRIGHTNESSES: Final = 12
_COLOURLESS: Final = 4.0
_END: Final = 2.0
_KNOTS: Final = 24
_SATURATIONS: Final = (1.0, 0.0, 0.5, 0.75, 1.25, 1.5, 2.0)
_ROUNDS: Final = 80
_SETTLED: Final = 0.002
"""Share of the light that a round still changes when it was enough of them; a round takes some milliseconds."""


@dataclass(frozen=True, slots=True)
class Toning:
    """The laid picture with the asked one's colours; whether that took a filter, and the share of it that followed.

    `cut` is the share of it in which the filter drove a colour to black or white that had not been.
    """

    toned: Colours
    filtered: bool
    followed: float
    cut: float = 0.0


@dataclass(frozen=True, slots=True)
class _Places:
    """Colours (n, 3) of both at the same places, and where those lie (n, 2), from -1 to 1."""

    want: Colours
    have: Colours
    at: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Filter:
    """Saturation first, then a curve a channel over `levels` (knots,), then light that falls off over the picture."""

    saturation: float
    levels: NDArray[np.float32]
    curves: NDArray[np.float32]
    light: NDArray[np.float32]

    def applied(self, colours: Colours, at: NDArray[np.float32]) -> Colours:
        """Of colours (n, 3) at places (n, 2)."""
        base = _saturated(colours, self.saturation)
        # By how much levels move, and not where they come to: else black and white end at the curve's first and last.
        moved = [np.interp(base[:, one], self.levels, self.curves[one] - self.levels) for one in range(3)]
        lit = (base + np.stack(moved, axis=1)) * _lit(self.light, at)[:, None]
        return np.asarray(np.clip(lit, 0, 255), np.float32)


def tone(asked: Colours, laid: Colours, inside: NDArray[np.bool_]) -> Toning:
    """Give `laid` the colours of `asked` as far as one filter over the whole picture explains them."""
    places = _places(asked, laid, inside)
    if len(places.want) < _FEWEST:
        return Toning(laid, filtered=False, followed=1.0)
    plain = _followed(places, places.have)
    found, share = _best(places, plain)
    if found is None:
        return Toning(laid, filtered=False, followed=plain)
    height, width = laid.shape[:2]
    toned = found.applied(laid.reshape(-1, 3), _grid(height, width, 1)).reshape(laid.shape)
    return Toning(toned, filtered=True, followed=share, cut=_cut(toned, laid, inside))


def _cut(toned: Colours, laid: Colours, inside: NDArray[np.bool_]) -> float:
    one, other = (_ends(colours) for colours in (toned, laid))
    return float((one & ~other)[inside].mean())


def _ends(colours: Colours) -> NDArray[np.bool_]:
    return np.asarray((colours.min(axis=2) <= _END) | (colours.max(axis=2) >= 255 - _END))


def _best(places: _Places, plain: float) -> tuple[_Filter | None, float]:
    """The plainest filter that explains clearly most, and only then light that falls off; None for no filter."""
    best, share, common = None, plain, True
    for saturation, together in _kinds(places, plain):
        tried = _curved(places, saturation, _EVENLY, common=together)
        followed = _followed(places, tried.applied(places.have, places.at))
        if followed > share + _CLEARLY:
            best, share, common = tried, followed, together
    if plain >= _KEPT or share >= _NEARLY:
        return best, share
    lit = _shaded(places, best.saturation if best else 1.0, common=common)
    followed = _followed(places, lit.applied(places.have, places.at))
    return (lit, followed) if followed > share + _CLEARLY else (best, share)


def _kinds(places: _Places, plain: float) -> list[tuple[float, bool]]:
    """Saturations to try, and whether one curve has to do for all channels; plainest first."""
    if _colourless(places.want) and not _colourless(places.have):
        return [(0.0, True), (0.0, False)]
    if plain >= _KEPT:
        return [(1.0, True)]
    return [(1.0, True), *((saturation, False) for saturation in _SATURATIONS)]


def _colourless(colours: Colours) -> bool:
    return bool(np.quantile(np.ptp(colours, axis=1), 0.99) < _COLOURLESS)


def _places(asked: Colours, laid: Colours, inside: NDArray[np.bool_]) -> _Places:
    one, other = (_thinned(np.asarray(cv2.GaussianBlur(each, (0, 0), 1.5), np.float32)) for each in (asked, laid))
    there = inside[::_STRIDE, ::_STRIDE].ravel()
    there = there & _even(laid, there)
    height, width = inside.shape
    return _Places(one[there], other[there], _grid(height, width, _STRIDE)[there])


def _even(laid: Colours, there: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of every brightness the places with the weakest edges: the curve of an edge's mean is not that of its ends."""
    kernel = np.ones((7, 7), np.uint8)
    span = _thinned(np.asarray(cv2.dilate(laid, kernel) - cv2.erode(laid, kernel), np.float32)).max(axis=1)
    steps = (_thinned(laid) @ GREY / (256 / _BRIGHTNESSES)).astype(int)
    kept = np.zeros_like(there)
    for step in np.unique(steps[there]):
        among = there & (steps == step)
        kept |= among & (span <= np.quantile(span[among], _EVEN))
    return kept


def _thinned(colours: Colours) -> Colours:
    return colours[::_STRIDE, ::_STRIDE].reshape(-1, 3)


def _grid(height: int, width: int, stride: int) -> NDArray[np.float32]:
    rows, columns = np.mgrid[0:height:stride, 0:width:stride].astype(np.float32)
    scaled = [columns.ravel() / max(width - 1, 1), rows.ravel() / max(height - 1, 1)]
    return np.stack(scaled, axis=1) * 2 - 1


def _saturated(colours: Colours, saturation: float) -> Colours:
    if saturation == 1.0:
        return colours
    grey = (colours @ GREY)[:, None]
    return np.asarray(grey + saturation * (colours - grey), np.float32)


def _shaded(places: _Places, saturation: float, *, common: bool) -> _Filter:
    """Curves and light in turns, each fitted to what the other leaves."""
    found = _curved(places, saturation, _EVENLY, common=common)
    for _ in range(_ROUNDS):
        light = _falloff(places, found)
        settled = float(np.abs(light - found.light).max()) < _SETTLED
        found = _curved(places, saturation, light, common=common)
        if settled:
            break
    return found


def _curved(places: _Places, saturation: float, light: NDArray[np.float32], *, common: bool) -> _Filter:
    base = _saturated(places.have, saturation)
    want = places.want / _lit(light, places.at)[:, None]
    levels = np.linspace(0, 255, _KNOTS + 1, dtype=np.float32)
    middles = _middles(levels)
    if common:
        curves = np.tile(_curve(base.ravel(), want.ravel(), levels), (3, 1))
    else:
        curves = np.stack([_curve(base[:, channel], want[:, channel], levels) for channel in range(3)])
    return _Filter(saturation, middles, curves, light)


def _curve(have: Plane, want: Plane, levels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The median of what is wanted for each step of brightness; steps that hardly occur follow their neighbours."""
    middles = _middles(levels)
    steps = np.clip(np.digitize(have, levels) - 1, 0, _KNOTS - 1)
    enough = max(len(have) // 1000, 12)
    off = [
        (middles[step], float(np.median(want[steps == step] - have[steps == step])))
        for step in range(_KNOTS)
        if (steps == step).sum() >= enough
    ]
    if not off:
        return middles
    known, shift = np.array(off, np.float32).T
    return np.maximum.accumulate(middles + np.interp(middles, known, shift)).astype(np.float32)


def _middles(levels: NDArray[np.float32]) -> NDArray[np.float32]:
    return ((levels[1:] + levels[:-1]) / 2).astype(np.float32)


def _terms(at: NDArray[np.float32]) -> NDArray[np.float32]:
    across, down = at[:, 0], at[:, 1]
    rings = 1 - np.abs(np.hypot(across, down)[:, None] - _RINGS) / _RING
    flat = np.stack([across, down, across**2, down**2, across * down], axis=1)
    return np.hstack([flat, np.maximum(rings, 0)]).astype(np.float32)


def _lit(light: NDArray[np.float32], at: NDArray[np.float32]) -> Plane:
    return (
        np.asarray(np.clip(1 + _terms(at) @ light, 0.2, 3.0), np.float32)
        if light.any()
        else np.ones(len(at), np.float32)
    )


def _falloff(places: _Places, found: _Filter) -> NDArray[np.float32]:
    """Coefficients of the light, by least squares on places of middling brightness that nearly follow."""
    got = found.applied(places.have, places.at) / _lit(found.light, places.at)[:, None]
    bright, wanted = got @ GREY, places.want @ GREY
    usable = (bright > 24) & (wanted < 245) & (wanted > 8)
    terms, ratio = _terms(places.at)[usable], (wanted[usable] / bright[usable]) - 1
    if len(ratio) < _FEWEST:
        return found.light
    light = found.light.astype(np.float64)
    for reach in (0.3, 0.15, 0.08, 0.05):
        weight = 1 / (1 + ((ratio - terms @ light) / reach) ** 2) ** 2
        weighted = terms * weight[:, None]
        normal = weighted.T @ terms + np.eye(_TERMS) * 1e-4 * weight.sum()
        light = np.linalg.solve(normal.astype(np.float64), weighted.T @ ratio)
    return light.astype(np.float32)


def _followed(places: _Places, got: Colours) -> float:
    allowed = _TIGHT * (1 + places.want.max(axis=1) / 255)
    return float((np.abs(places.want - got).max(axis=1) <= allowed).mean())
