"""The tests of one file, and all that share the demo, run in one process: each would else build its own and clash."""

from __future__ import annotations

import os

import pytest


def test_the_runner_has_taken_the_group_of_this_test(request: pytest.FixtureRequest) -> None:
    marker = request.node.get_closest_marker("xdist_group")
    assert marker is not None
    if "PYTEST_XDIST_WORKER" in os.environ and request.config.getoption("loadgroup", False):
        assert request.node.nodeid.endswith(f"@{marker.args[0]}"), "the runner does not read groups any more"
