"""Everything a demo needs before it runs; what is there already is left alone, so that a second start is quick."""

from __future__ import annotations

import hashlib
import json
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from fixtures.build import FILES
from fixtures.cameras import MAKER, ROOTS, STATUS
from fixtures.cast import REFUSED
from fixtures.freshness import is_fresh
from provenance.attestation.roots import About
from provenance.attestation.types import Platform, RootTier
from provenance.policy import Tier
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.demo.blacklist import hindrance, prepare
from verify.demo.blacklist_desk import found_government
from verify.demo.errors import CannotStart
from verify.environment import folder
from verify.registry.maker_services import roots_import, status_list_import
from verify.registry.services import signer_deny, trust_list_import

USER = "demo"
FOLDER = "demo"
# A loaded machine needs some seconds for the demo media; two minutes mean that it hangs.
FIXTURES_SECONDS = 120


def make_all(say: Callable[[str], None]) -> None:
    """Bring stores, static files, demo media, demo lists and the demo user up to date."""
    media = _media_being_made()
    for store in connections:
        _migrate(store, say)
    _collect_static(say)
    _wait_for_media(media)
    _take_lists_in()
    _take_makers_in()
    _make_user()
    if reason := hindrance():
        say(reason)
    else:
        found_government(prepare(), demo_password())


def _migrate(store: str, say: Callable[[str], None]) -> None:
    executor = MigrationExecutor(connections[store])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(f"Preparing the store {store} ...")
        call_command("migrate", database=store, verbosity=0, interactive=False, skip_checks=True)


def _collect_static(say: Callable[[str], None]) -> None:
    stamp, now = Path(settings.DATA_DIR) / "static.digest", _static_digest()
    if stamp.exists() and stamp.read_text("utf-8") == now and Path(settings.STATIC_ROOT).is_dir():
        return
    say("Collecting static files ...")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now, "utf-8")


def _static_digest() -> str:
    lines = sorted(f"{path} {size} {changed}" for path, size, changed in _static_files())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _static_files() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            yield path, found.st_size, found.st_mtime_ns


def _media_being_made() -> subprocess.Popen[str] | None:
    made = Path(settings.DATA_DIR) / FOLDER
    if is_fresh(made, FILES, wiring.now()):
        return None
    # A process of its own: it loads decoders, and the stores can be prepared meanwhile.
    command = [sys.executable, "-m", "fixtures.build", "--out", str(made)]
    return subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=settings.BASE_DIR, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def _wait_for_media(media: subprocess.Popen[str] | None) -> None:
    if media is None:
        return
    try:
        _, complaint = media.communicate(timeout=FIXTURES_SECONDS)
    except subprocess.TimeoutExpired as problem:
        media.kill()
        media.communicate()
        raise CannotStart(
            "The demo media were not ready after two minutes. Start again on a less busy machine."
        ) from problem
    if media.returncode:
        last = complaint.strip().splitlines()[-1:] or ["no reason was given"]
        raise CannotStart(f"The demo media could not be made: {last[0]}")


def _take_lists_in() -> None:
    made = Path(settings.DATA_DIR) / FOLDER
    issued = datetime.fromisoformat(json.loads((made / "build.json").read_text("utf-8"))["built_at"])
    for tier in Tier:
        trust_list_import(
            name=f"Demo list ({tier.value})",
            tier=tier,
            pem=(made / "lists" / f"{tier.value}.pem").read_bytes(),
            issued=issued,
            origin="made on this machine, proves nothing",
            at=wiring.now(),
        )
    signer_deny(issuer=REFUSED, reason="refused so that the demo can show what that looks like", at=wiring.now())


def _take_makers_in() -> None:
    """List the root of the demo's cameras, and what their maker withdrew, as of now."""
    made, origin = Path(settings.DATA_DIR) / FOLDER, "made on this machine, proves nothing"
    about = About(MAKER, Platform.SECURE_ELEMENT, RootTier.MAKER, origin)
    roots_import(content=(made / ROOTS).read_bytes(), about=about)
    status = (made / STATUS).read_bytes()
    status_list_import(content=status, platform=about.platform, origin=origin, at=wiring.now(), may_shrink=True)


def _make_user() -> None:
    user, made = User.objects.get_or_create(username=USER, defaults={"is_staff": True, "is_superuser": True})
    if made:
        user.set_password(demo_password())
        user.save()
    if not Organisation.objects.filter(slug="demo-desk").exists():
        organisation_create(name="Demo desk", slug="demo-desk", owner=user)


def demo_password() -> str:
    """The password of the demo user: made at the first start, kept with mode 0600, worth nothing elsewhere."""
    path = folder(Path(settings.DATA_DIR) / "keys") / "demo-password"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(9), "utf-8")
    return path.read_text("utf-8")
