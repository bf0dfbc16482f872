"""A client that a machine wrote from the served document: nothing left out, its types hold, its answers are typed."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from verify.api.schema.client import PACKAGE, NotMade, client_made
from verify.tests.browser.demo import Demo

# They look at the demo that the browser's tests share.
pytestmark = pytest.mark.xdist_group("browser")

JOURNEY = Path(__file__).with_name("journey.py")
EVERYTHING = ("check", "read", "record", "webhooks")
POLICY = 'format = "firstlight.labels/1"\nname = "Ours"\n\n[labels]\nno_credentials = "warn"\n'


def test_it_has_every_operation(made: Path, served: dict[str, Any]) -> None:
    written = [path.stem for path in (made / PACKAGE / "api").glob("*/*.py") if path.stem != "__init__"]

    assert len(written) == sum(len(item) for item in served["paths"].values())


def test_its_types_and_those_of_a_program_that_uses_it_hold(made: Path, tmp_path: Path) -> None:
    assert _complaints(made, tmp_path, JOURNEY.read_text("utf-8")) == []


def test_a_program_that_misspells_a_field_does_not_pass(made: Path, tmp_path: Path) -> None:
    misspelt = JOURNEY.read_text("utf-8").replace("found.state is BatchState", "found.status is BatchState")
    misspelt = misspelt.replace("found.state is not BatchState", "found.status is not BatchState")

    assert any('"Batch" has no attribute "status"' in line for line in _complaints(made, tmp_path, misspelt))


def test_a_document_that_the_generator_cannot_read_gives_no_client(served: dict[str, Any], tmp_path: Path) -> None:
    spoilt = deepcopy(served)
    spoilt["paths"]["/api/v1/lookup"]["post"]["responses"]["200"]["content"] = {"application/x-unheard": {"schema": {}}}

    with pytest.raises(NotMade, match="unheard"):
        client_made(spoilt, tmp_path / "made")


@pytest.fixture
def anybody(journey: Any, demo: Demo) -> Iterator[Any]:
    with journey.Client(base_url=demo.address, raise_on_unexpected_status=True) as client:
        yield client


@pytest.fixture
def keyed(journey: Any, demo: Demo, key: Callable[..., str]) -> Iterator[Callable[..., Any]]:
    opened = []

    def client(*scopes: str) -> Any:
        made = journey.AuthenticatedClient(base_url=demo.address, token=key(*scopes), raise_on_unexpected_status=True)
        opened.append(made)
        return made.__enter__()

    yield client
    for made in opened:
        made.__exit__()


def test_a_digest_that_nobody_recorded_is_not_on_record(journey: Any, anybody: Any) -> None:
    found = journey.looked_up(anybody, secrets.token_hex(32))

    assert (found.records, found.similar, found.author) == ([], [], None)


def test_a_stranger_s_check_is_waited_for_and_has_no_label(journey: Any, anybody: Any, demo: Demo) -> None:
    started = journey.sent(anybody, demo.media / "honest-chain.jpg")
    found = journey.waited_for(anybody, started.id)

    assert found.report.credentials.code == "all_signers_trusted"
    assert found.report.credentials.steps[0].signer.organisation == "DEMO Harbour Courier"
    assert found.report.media.sha256 == hashlib.sha256((demo.media / "honest-chain.jpg").read_bytes()).hexdigest()
    assert found.label is None
    assert started.uploader_token


def test_a_platform_s_check_is_labelled(journey: Any, keyed: Callable[..., Any], demo: Demo) -> None:
    client = keyed("check")
    number = journey.sent(client, demo.media / "ai-generated.png").id
    label = journey.label_of(journey.waited_for(client, number))

    assert label.label == "info"
    assert "declared_ai_generated" in {one.code for one in label.because}
    assert label.policy.shipped
    assert journey.discarded(client, number) == 204


def test_what_is_put_on_record_is_found_by_anybody(journey: Any, keyed: Callable[..., Any], anybody: Any) -> None:
    sha256 = secrets.token_hex(32)
    client = keyed(*EVERYTHING)
    made = journey.recorded(client, sha256)

    assert made.index is not None
    assert [one.id for one in journey.looked_up(anybody, sha256).records] == [made.id]
    assert any(name.endswith(".json") for name in journey.bundle_of(client, made.id))


def test_a_batch_is_worked_off_and_taken_home(journey: Any, keyed: Callable[..., Any], demo: Demo) -> None:
    files = [demo.media / "camera-original.jpg", demo.media / "stripped-copy.jpg"]
    done, items, lines = journey.batch_done(keyed("check"), files)

    assert (done.total, done.counts.done) == (2, 2)
    assert [item.position for item in items] == [1, 2]
    assert Counter(item.code for item in items) == done.codes.additional_properties
    assert [json.loads(line)["code"] for line in lines.splitlines()] == [item.code for item in items]


def test_an_address_is_told_and_told_nothing_any_more(journey: Any, keyed: Callable[..., Any]) -> None:
    opened, listed, told, status = journey.webhook_opened(keyed(*EVERYTHING))

    assert opened.secret.startswith("whsec_")
    assert opened.id in {one.id for one in listed.webhooks}
    assert told.deliveries == []
    assert status == 204


def test_the_feed_is_read(journey: Any, anybody: Any) -> None:
    head, page = journey.until(lambda: journey.feed_read(anybody), lambda found: found[1].entries)

    assert head.feed == page.feed
    assert page.entries[0].seq == 1


def test_a_no_is_typed_too(journey: Any, keyed: Callable[..., Any], anybody: Any) -> None:
    refused: dict[str, Any] = {}
    for name, call in {
        "a digest that is none": lambda: journey.looked_up(anybody, "none"),
        "a key for something else": lambda: journey.recorded(keyed("check"), secrets.token_hex(32)),
        "a policy that labels what is missing": lambda: journey.tried(keyed("check"), POLICY),
        "a check that never was": lambda: journey.waited_for(anybody, "A" * 22),
    }.items():
        with pytest.raises(journey.Refused) as caught:
            call()
        refused[name] = (caught.value.problem.status, caught.value.problem.code)

    assert refused == {
        "a digest that is none": (400, "bad_lookup"),
        "a key for something else": (403, "key_scope"),
        "a policy that labels what is missing": (400, "bad_policy"),
        "a check that never was": (404, "not_found"),
    }


def _complaints(made: Path, folder: Path, program: str) -> list[str]:
    """What mypy says in its strictest mode of the package and of a program that uses it."""
    (folder / "program.py").write_text(program, "utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir", str(made / ".mypy_cache")]
    done = subprocess.run(
        [*command, str(made / PACKAGE), str(folder / "program.py")],
        capture_output=True, text=True, check=False, env={**os.environ, "MYPYPATH": str(made)},
    )  # fmt: skip
    return [line for line in done.stdout.splitlines() if ": error:" in line]
