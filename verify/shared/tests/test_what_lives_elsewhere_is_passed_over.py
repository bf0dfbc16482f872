"""Each store is migrated whole, holds its own tables and no others, and counts no step as waiting."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from verify.shared.steps_elsewhere import note_steps_of_other_stores

STORES = ("default", "jobs", "keys", "blacklist")
WITHOUT_MODEL = {"django_migrations", "cache_entries"}
pytestmark = pytest.mark.usefixtures("stores")


@pytest.mark.parametrize("alias", STORES)
def test_a_store_holds_its_own_tables_and_no_others(alias: str) -> None:
    models = apps.get_models(include_auto_created=True)
    own = {model._meta.db_table for model in models if router.allow_migrate_model(alias, model)}
    assert set(connections[alias].introspection.table_names()) - WITHOUT_MODEL == own


@pytest.mark.parametrize("alias", STORES)
def test_no_step_is_left_waiting(alias: str) -> None:
    executor = MigrationExecutor(connections[alias])
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_a_step_of_the_store_itself_is_never_noted_nor_what_waits_for_it() -> None:
    recorder = MigrationRecorder(connections["jobs"])
    recorder.migration_qs.all().delete()
    note_steps_of_other_stores("jobs")
    noted = {app for app, _name in recorder.applied_migrations()}
    assert "ledger" in noted
    assert not noted & {"jobs", "tallies", "django_tasks_database"}
