"""The settings of the test run: the real ones in DEMO, with a data folder of this process's own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="firstlight-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
_PRODUCTION = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "JOBS_DATABASE_URL", "KEYS_DATABASE_URL")
for _name in (
    *_PRODUCTION,
    "BLACKLIST_DATABASE_URL",
    "CHRONOLOGY_DATABASE_URL",
    "INDEX_DATABASE_URL",
    "CACHE_URL",
    "MEDIA",
    "TRUST_PROXY",
    "EMAIL_HOST",
    "BIND",
):
    os.environ.pop(_name, None)
os.environ.update(DEMO="1", DATA_DIR=_folder, LOG_LEVEL="WARNING")

from verify.databases import database  # noqa: E402
from verify.settings import *  # noqa: E402, F403
from verify.settings import DATA_DIR, DATABASES  # noqa: E402

_server = os.environ.get("FIRSTLIGHT_TEST_POSTGRESQL", "")
if _server:
    # test_postgresql.py runs the tests of the rows once more, against a server of its own.
    DATABASES |= {name: database(f"{_server}/{name}", DATA_DIR, durable=True) for name in DATABASES}
for _store, _database in DATABASES.items():
    # Files, not memory: several threads write in these tests, as they do in the site.
    _database["TEST"] = {"NAME": f"test_{_store}" if _server else str(DATA_DIR / f"test-{_store}.sqlite3")}
    _database["CONN_MAX_AGE"] = 0
# Hundreds of log-ins in tests need no slow hash.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No collected static files in a test run.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
(Path(DATA_DIR) / "static").mkdir(exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
