"""The plane fit: screens and prints are flat however they are held, rooms are not, and noise does not hide either."""

from __future__ import annotations

import random
import struct
from collections.abc import Callable

import pytest

from provenance.attestation.findings import MOST_FLAT_PERMILLE
from provenance.attestation.measurements import LEAST_POINTS, flatness

SIDE = 48


def packed(distance: Callable[[int, int], float], noise: float = 0.0) -> bytes:
    chance = random.Random(3)
    points = [(x, y) for y in range(SIDE) for x in range(SIDE)]
    values = [max(1, round(distance(x, y) * (1 + chance.gauss(0, noise)))) for x, y in points]
    return struct.pack(f">{len(values)}H", *values)


def plane(tilt: float) -> Callable[[int, int], float]:
    return lambda x, y: 1 / (1 / 500 + tilt * x - tilt / 2 * y)


@pytest.mark.parametrize("tilt", [0.0, 4e-6, 2e-5])
def test_a_screen_is_flat_however_it_is_held(tilt: float) -> None:
    residual = flatness(packed(plane(tilt), noise=0.002), SIDE)
    assert residual is not None
    assert residual <= MOST_FLAT_PERMILLE


def test_a_room_and_a_face_are_not() -> None:
    corner = flatness(packed(lambda x, y: 1500 + 30 * abs(x - SIDE // 2)), SIDE)
    face = flatness(packed(lambda x, y: 400 + ((x - 24) ** 2 + (y - 24) ** 2) / 8), SIDE)
    assert corner is not None
    assert face is not None
    assert min(corner, face) > 4 * MOST_FLAT_PERMILLE


def test_too_few_points_or_a_line_of_them_are_no_plane() -> None:
    few = struct.pack(f">{SIDE * SIDE}H", *([900] * (LEAST_POINTS - 1) + [0] * (SIDE * SIDE - LEAST_POINTS + 1)))
    line = struct.pack(">100H", *range(900, 1000))
    assert flatness(few, SIDE) is None
    assert flatness(line, 100) is None
