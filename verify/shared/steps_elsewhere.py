"""Steps of migration that change nothing in a store, because what they make lives in another one.

Django works through every step in every store and asks the router at each; with four stores that is four times the work
of one, at every first start. A step that the router refuses whole may be noted as done instead: that is all it leaves.
"""

from __future__ import annotations

from django.db import connections, router
from django.db.migrations.executor import MigrationExecutor


def note_steps_of_other_stores(alias: str) -> None:
    """Note what lives elsewhere as done here; a step that waits for one of this store is left to Django's own order."""
    executor = MigrationExecutor(connections[alias])
    executor.recorder.ensure_schema()
    graph, left = executor.loader.graph, set()
    for step, _backwards in executor.migration_plan(graph.leaf_nodes()):
        name = (step.app_label, step.name)
        parents = {parent.key for parent in graph.node_map[name].parents}
        if router.allow_migrate(alias, step.app_label) or parents & left:
            left.add(name)
        else:
            executor.record_migration(step)
