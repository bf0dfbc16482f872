"""Near global codes and several patches nominate; floods of planted codes neither nominate nor hide anything."""

from __future__ import annotations

import numpy as np

from provenance.fingerprint.types import Code, PictureCodes
from verify.index.flat import FlatIndex
from verify.index.nominating.keys import picture_keys
from verify.index.nominating.pictures import LEAST_VOTES, nominate_picture
from verify.index.nominating.votes import MOST_HITS_A_CODE
from verify.index.tests.making_codes import asking, code, off, picture
from verify.index.types import Entry, How, ItemId, Space

GENUINE = ItemId(1)


def made(seed: int, patches: int = 96) -> PictureCodes:
    random = np.random.default_rng(seed)
    return picture(code(random), [code(random) for _ in range(patches)])


def recorded(index: FlatIndex, item: int, codes: PictureCodes) -> None:
    for space, place, one in picture_keys(codes):
        index.add(space, [Entry(ItemId(item), place, one)])


def local(codes: PictureCodes) -> list[Code]:
    return [Code(codes.local.codes[at : at + 32]) for at in range(0, len(codes.local.codes), 32)]


def copied(codes: PictureCodes, *, pdq_bits: int, kept: int, patch_bits: int = 20) -> PictureCodes:
    """A copy whose global code moved by so many bits and of whose patches so many are still there."""
    random = np.random.default_rng(99)
    still = [off(one, patch_bits, random) for one in local(codes)[:kept]]
    return picture(off(codes.pdq, pdq_bits, random), still + [code(random) for _ in range(300)])


def test_a_recompressed_copy_is_nominated_by_its_global_code() -> None:
    index, genuine = FlatIndex(), made(1)
    recorded(index, 1, genuine)
    recorded(index, 2, made(2))
    (found,) = nominate_picture(index, asking(copied(genuine, pdq_bits=31, kept=0)))
    assert (found.item, found.how, found.distance, found.votes) == (GENUINE, How.GLOBAL, 31, 0)


def test_a_crop_is_nominated_by_its_patches_and_one_patch_too_few_nominates_nothing() -> None:
    index, genuine = FlatIndex(), made(1)
    recorded(index, 1, genuine)
    (found,) = nominate_picture(index, asking(copied(genuine, pdq_bits=100, kept=LEAST_VOTES)))
    assert (found.item, found.how, found.distance, found.votes) == (GENUINE, How.LOCAL, None, LEAST_VOTES)
    assert nominate_picture(index, asking(copied(genuine, pdq_bits=32, kept=LEAST_VOTES - 1))) == ()


def test_a_mirrored_copy_is_nominated_by_the_mirror() -> None:
    index, genuine = FlatIndex(), made(1)
    recorded(index, 1, genuine)
    (found,) = nominate_picture(index, asking(made(5), mirrored=local(genuine)))
    assert (found.item, found.votes) == (GENUINE, 96)


def test_many_places_that_answer_one_patch_are_one_vote() -> None:
    index, random = FlatIndex(), np.random.default_rng(3)
    lure = code(random)
    recorded(index, 2, picture(code(random), [off(lure, 10, random) for _ in range(96)]))
    assert nominate_picture(index, asking(picture(code(random), [lure, *local(made(4))]))) == ()


def test_a_thousand_collisions_with_the_global_code_do_not_push_out_what_has_the_patches() -> None:
    index, genuine = FlatIndex(), made(1)
    asked = copied(genuine, pdq_bits=60, kept=30)
    for item in range(2, 1002):
        recorded(index, item, picture(asked.pdq, local(made(item))))
    recorded(index, 1002, genuine)
    assert 1002 in [one.item for one in nominate_picture(index, asking(asked))]


def test_a_bucket_full_of_planted_codes_hides_nobody_and_nominates_nobody() -> None:
    index, genuine = FlatIndex(), made(1)
    recorded(index, 1, genuine)
    lure = local(genuine)[0]
    index.add(Space.LOCAL, [Entry(ItemId(2 + number), 0, lure) for number in range(20 * MOST_HITS_A_CODE)])
    (found,) = nominate_picture(index, asking(copied(genuine, pdq_bits=100, kept=40, patch_bits=0)))
    assert (found.item, found.votes) == (GENUINE, 40)


def test_what_the_asker_may_not_see_changes_nothing_in_his_answer() -> None:
    index, genuine = FlatIndex(), made(1)
    recorded(index, 1, genuine)
    asked = asking(copied(genuine, pdq_bits=10, kept=40))
    alone = nominate_picture(index, asked)
    for item in range(-400, 0):
        recorded(index, item, genuine)
    assert nominate_picture(index, asked, visible=lambda items: items > 0) == alone
    assert nominate_picture(index, asked) != alone


def test_a_flat_picture_is_not_asked_by_its_global_code() -> None:
    index, flat = FlatIndex(), picture(code(np.random.default_rng(1)), [], quality=20)
    index.add(Space.PICTURE, [Entry(GENUINE, 0, flat.pdq)])
    assert nominate_picture(index, asking(flat)) == ()


def test_near_patches_outweigh_as_many_far_ones() -> None:
    index, genuine = FlatIndex(), made(1)
    asked = copied(genuine, pdq_bits=100, kept=20, patch_bits=10)
    random = np.random.default_rng(8)
    recorded(index, 1, picture(code(random), [off(one, 34, random) for one in local(asked)[:24]]))
    recorded(index, 2, genuine)
    assert [one.item for one in nominate_picture(index, asking(asked))] == [2, 1]
