from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from verify.api.schema.document import openapi
from verify.api.tests.watching import undocumented
from verify.callers import counts

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here talks to both stores."""
    for item in items:
        if HERE in item.path.parents and item.get_closest_marker("django_db") is None:
            item.add_marker(pytest.mark.django_db(databases="__all__"))


@pytest.fixture(autouse=True)
def _clean(db: None) -> Iterator[None]:
    counts.clear()
    yield
    for left in quarantined():
        left.unlink(missing_ok=True)


def quarantined() -> list[Path]:
    """What lies in the quarantine folder."""
    folder = Path(settings.DATA_DIR) / "quarantine"
    return sorted(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def nothing_stored() -> Iterator[Callable[[], None]]:
    """Fails if a row or a file is there when it is called."""
    from verify.api.models import AnsweredCall
    from verify.cases.models import Verification
    from verify.jobs.models import Job

    before = quarantined()  # other tests of this process leave files of their own

    def look() -> None:
        assert quarantined() == before
        assert not Verification.objects.exists()
        assert not AnsweredCall.objects.exists()
        assert not Job.objects.exists()

    return look


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The OpenAPI document."""
    return openapi()


@pytest.fixture(autouse=True)
def _documented(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a test is about: no answer that it gets says what the document does not tell."""
    found: list[str] = []
    asked = Client.request

    def watched(self: Client, **request: Any) -> Any:
        response = asked(self, **request)
        found.extend(undocumented(openapi(), response))
        return response

    monkeypatch.setattr(Client, "request", watched)
    yield
    assert found == []
