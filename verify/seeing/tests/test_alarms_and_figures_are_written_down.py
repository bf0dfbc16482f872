"""Every figure is explained, nothing is explained that is not there, and each alarm notices its planted fault."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from verify import wiring
from verify.cases.tests.recording import Chronicle
from verify.seeing.figures import exposition

ROOT = Path(__file__).resolve().parents[3]
RULES = ROOT / "deploy" / "prometheus" / "firstlight.rules.yml"
NAME = re.compile(r"\bfirstlight_[a-z0-9_]+\b")
SUFFIXES = re.compile(r"_(total|bucket|sum|count|created|info)$")


def bare(name: str) -> str:
    return SUFFIXES.sub("", name)


@pytest.fixture
def given(everything: Chronicle) -> set[str]:
    families = text_string_to_metric_families(exposition(wiring.now()).decode())
    return {bare(family.name) for family in families}


def test_every_figure_is_explained_and_every_explained_one_is_given(given: set[str]) -> None:
    words = (ROOT / "docs" / "metrics.md").read_text()
    assert {bare(name) for name in NAME.findall(words)} == given


def test_alarms_look_at_figures_that_exist(given: set[str]) -> None:
    rules = [rule for group in yaml.safe_load(RULES.read_text())["groups"] for rule in group["rules"]]
    assert {bare(name) for rule in rules for name in NAME.findall(rule["expr"])} <= given
    assert all(rule["labels"]["severity"] in {"page", "look"} for rule in rules)
    explained = set(re.findall(r"`(Firstlight\w+)`", (ROOT / "docs" / "metrics.md").read_text()))
    assert explained == {rule["alert"] for rule in rules}


@pytest.fixture
def promtool() -> str:
    found = shutil.which("promtool")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("promtool is missing: scripts/system-packages installs it")
    if found is None:
        pytest.skip("promtool is missing, so no alarm was tried: scripts/system-packages installs it")
    return found


def _tried(promtool: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [promtool, "test", "rules", "firstlight.test.yml"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_each_alarm_notices_its_fault_and_health_is_silent(promtool: str) -> None:
    assert _tried(promtool, RULES.parent).returncode == 0


@pytest.mark.parametrize(
    ("rule", "blunted"),
    [("firstlight_log_parked > 0", "firstlight_log_parked > 9"), ("firstlight_disk_free_bytes <", "0 * vector(1) >")],
)
def test_a_blunted_alarm_is_noticed(promtool: str, tmp_path: Path, rule: str, blunted: str) -> None:
    shutil.copy(RULES.with_name("firstlight.test.yml"), tmp_path)
    (tmp_path / RULES.name).write_text(RULES.read_text().replace(rule, blunted))
    assert _tried(promtool, tmp_path).returncode != 0


def test_nothing_personal_can_be_a_label(everything: Chronicle) -> None:
    families = text_string_to_metric_families(exposition(wiring.now()).decode())
    values = {value for family in families for sample in family.samples for value in sample.labels.values()}
    assert all(re.fullmatch(r"[A-Za-z0-9_.+ -]{1,40}", value) for value in values), values
