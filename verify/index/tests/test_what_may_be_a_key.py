"""Flat pictures and flat patches are never keys, so that nothing can be planted under them."""

from __future__ import annotations

from base64 import b32encode

import numpy as np

from provenance.fingerprint.types import Code
from verify.index.nominating.keys import iscc_body, picture_keys, telling
from verify.index.tests.making_codes import code, off, patches, picture
from verify.index.types import Space

RANDOM = np.random.default_rng(7)
LOCAL = [code(RANDOM) for _ in range(20)]


def spaces(keys: list[tuple[Space, int, Code]]) -> list[Space]:
    return [space for space, _, _ in keys]


def test_a_picture_has_one_global_key_and_one_a_patch() -> None:
    pdq = code(RANDOM)
    keys = list(picture_keys(picture(pdq, LOCAL)))
    assert keys[0] == (Space.PICTURE, 0, pdq)
    assert keys[1:] == [(Space.LOCAL, place, one) for place, one in enumerate(LOCAL)]


def test_a_flat_picture_has_no_global_key() -> None:
    assert spaces(list(picture_keys(picture(code(RANDOM), LOCAL, quality=49)))) == [Space.LOCAL] * 20


def test_even_patches_are_no_keys_and_keep_the_others_in_their_places() -> None:
    even = Code(bytes(31) + b"\x07")
    assert telling(patches([even, *LOCAL, Code(b"\xff" * 32)])) == list(range(1, 21))


def test_a_patch_repeated_is_one_key() -> None:
    assert telling(patches(LOCAL + LOCAL[:5])) == list(range(20))


def test_few_patches_are_no_keys() -> None:
    assert telling(patches([LOCAL[0]] * 50 + [off(LOCAL[1], 3, RANDOM)])) == []
    assert telling(patches([])) == []


def test_the_body_of_an_iscc_is_a_key_where_it_has_256_bits() -> None:
    body = code(RANDOM)
    text = "ISCC:" + b32encode(b"\x20\x07" + body).decode().rstrip("=")
    assert iscc_body(text) == body
    assert (Space.ISCC, 0, body) in list(picture_keys(picture(code(RANDOM), LOCAL, iscc=text)))
    assert iscc_body("ISCC:EEAQMBEYQF6457DP") is None
    assert iscc_body("no code!") is None
