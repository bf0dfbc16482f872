from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from verify.index.building.plan import FLAT_CODES, GROWTH, MOST_ROWS, Job, next_job
from verify.index.shelf import Listed
from verify.index.types import Space


def listed(above: int, upto: int, rows: int) -> Listed:
    return Listed(Space.LOCAL, above, upto, rows, upto, f"{above}-{upto}")


def plan(chain: list[Listed], rows: int, upto: int, due: list[int] | None = None) -> Job | None:
    return next_job(Space.LOCAL, chain, rows, upto, due or [])


def test_little_is_left_to_memory() -> None:
    assert plan([], FLAT_CODES - 1, 9) is None
    assert plan([], FLAT_CODES, 9) == Job(Space.LOCAL, 0, 9)


def test_a_small_neighbour_is_taken_in_and_a_large_one_left() -> None:
    small, large = listed(8, 9, 2 * FLAT_CODES), listed(0, 8, 40 * FLAT_CODES)
    assert plan([large, small], FLAT_CODES, 12) == Job(Space.LOCAL, 8, 12)
    assert plan([large], FLAT_CODES, 12) == Job(Space.LOCAL, 8, 12)
    assert plan([listed(0, 8, 11 * FLAT_CODES), small], FLAT_CODES, 12) == Job(Space.LOCAL, 0, 12)


def test_a_full_segment_grows_no_more() -> None:
    assert plan([listed(0, 8, MOST_ROWS)], MOST_ROWS // 2, 12) == Job(Space.LOCAL, 8, 12)


def test_codes_that_must_go_make_their_segment_anew_and_no_other() -> None:
    chain = [listed(0, 8, 10 * FLAT_CODES), listed(8, 12, FLAT_CODES)]
    assert plan(chain, 0, 12, due=[8]) == Job(Space.LOCAL, 0, 8)
    assert plan(chain, 0, 12, due=[9]) == Job(Space.LOCAL, 8, 12)
    assert plan(chain, 0, 12, due=[13]) is None


@given(st.lists(st.integers(FLAT_CODES, 9 * FLAT_CODES), min_size=1, max_size=200))
def test_there_are_never_many_segments_and_each_code_is_written_a_few_times(arrivals: list[int]) -> None:
    chain: list[Listed] = []
    written = 0
    for upto, rows in enumerate(arrivals, 1):
        job = plan(chain, rows, upto)
        assert job is not None
        inside = [one for one in chain if one.above >= job.above]
        chain = [*chain[: len(chain) - len(inside)], listed(job.above, upto, rows + sum(one.rows for one in inside))]
        written += chain[-1].rows
    quarters = 1
    while GROWTH**quarters < sum(arrivals) / FLAT_CODES:
        quarters += 1
    assert sum(one.rows for one in chain) == sum(arrivals)
    assert len(chain) <= quarters + 1
    assert written <= (GROWTH + 1) * (quarters + 1) * sum(arrivals)
