"""Every command of the page for newcomers works as it stands, one after the other, and prints what the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from verify.tests.browser.demo import Demo, plain_environment
from verify.tests.client.page import PAGE, Walk, blocks, walked

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def environment(demo: Demo) -> dict[str, str]:
    """A terminal as the page asks for it: the demo's port and folder, and the tools of an ordinary machine."""
    port = demo.address.rsplit(":", 1)[1]
    return {**plain_environment(), "PORT": port, "DATA_DIR": str(demo.folder)}


@pytest.fixture(scope="module")
def walk(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Walk:
    return walked(blocks(), environment, tmp_path_factory.mktemp("walk"))


def test_each_block_prints_what_the_page_says(walk: Walk) -> None:
    listing, stranger, key, label, sentence, bare, tried, refused = walk.printed

    assert {"ai-generated.png", "honest-chain.jpg", "stripped-copy.jpg"} <= set(listing.split())
    assert json.loads(stranger)["label"] is None
    assert "made by a generative AI model" in json.loads(stranger)["report"]["headline"]["sentence"]
    assert re.fullmatch(r"flk_\w{10}\.\.\.\n", key)
    assert json.loads(label)["label"] == "info"
    assert "made by a generative AI model" in sentence
    assert bare == "none - no_credentials\n"
    assert json.loads(refused)["code"] == "key_refused"
    assert {"from": "info", "to": "review"} in [
        {"from": one["from"], "to": one["to"]} for one in json.loads(tried)["moves"]
    ]
    assert walk.complaints == ""


def test_what_the_page_shows_of_a_label_is_what_comes(walk: Walk) -> None:
    shown = json.loads(re.findall(r"^```json\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)[0])
    came = json.loads(walk.printed[3])

    assert set(shown) == set(came)
    assert [one["code"] for one in shown["because"]] == [one["code"] for one in came["because"]]
    assert set(shown["policy"]) == set(came["policy"])


def test_a_command_that_does_not_work_is_noticed(environment: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="nothing-there"):
        walked(["cat nothing-there\n", "echo done\n"], environment, tmp_path)


def test_it_needs_no_tool_that_a_newcomer_may_lack() -> None:
    used = set(re.findall(r"^\s*(?:\| )?([a-z0-9_.-]+)\s", "\n".join(blocks()), re.MULTILINE))

    assert not used & {"jq", "http", "wget", "sed", "awk"}
