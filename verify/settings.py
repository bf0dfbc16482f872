"""The one settings file: every value comes from the environment, `.env.example` explains each name."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from verify import logs
from verify.databases import bucket_address, cache_address, cache_store, database, store_address
from verify.environment import Environment, folder, installation_key
from verify.languages.catalogues import PATHS, SOURCE, SPOKEN

# Stores, keys and uploads are for this user's eyes only, whatever the folder they lie in allows.
os.umask(0o077)

env = Environment()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- What kind of installation this is -----------------------------------------------------------
DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
DATA_DIR = folder(env.path("DATA_DIR", BASE_DIR / "var"))
BIND = env.text("BIND", "127.0.0.1")
PORT = env.number("PORT", 8000, least=1, most=65_535)

PRODUCTION_NAMES = (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "JOBS_DATABASE_URL",
    "KEYS_DATABASE_URL",
    "BLACKLIST_DATABASE_URL",
    "CHRONOLOGY_DATABASE_URL",
    "INDEX_DATABASE_URL",
    "CACHE_URL",
    "MEDIA",
    "TRUST_PROXY",
    "EMAIL_HOST",
)
if DEMO and env.given(*PRODUCTION_NAMES):
    raise ImproperlyConfigured(
        f"DEMO cannot be combined with production settings: unset {' and '.join(env.given(*PRODUCTION_NAMES))}, "
        "or unset DEMO."
    )
if DEMO and BIND != "127.0.0.1":
    raise ImproperlyConfigured("DEMO listens on 127.0.0.1 and nowhere else: unset BIND, or unset DEMO.")

SECRET_KEY = env.secret("SECRET_KEY")
if DEMO:
    SECRET_KEY = base64.b64encode(installation_key(DATA_DIR / "keys" / "secret.key")).decode() + "-demo"
elif len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must hold at least 50 random characters; set DEMO=1 to look around first.")

# DNS rebinding ends here: a page elsewhere cannot reach a demo under its own name.
ALLOWED_HOSTS = ["127.0.0.1", "localhost"] if DEMO else env.listing("ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site, separated by commas.")
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this site; a bare * lets every name in.")

# --- What it is made of --------------------------------------------------------------------------
INSTALLED_APPS = [
    "verify.operators.config.OperatorsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "verify",
    "verify.audit",
    "verify.accounts",
    "verify.apikeys",
    "verify.webhooks",
    "verify.labels",
    "verify.registry",
    "verify.jobs",
    "verify.tallies",
    "verify.ledger",
    "verify.ledger.keys",
    "verify.recovery",
    "verify.linking",
    "verify.blacklist",
    "verify.authors",
    "verify.consents",
    "verify.cases",
    "verify.batches",
    "verify.dossiers",
    "verify.archiving",
    "verify.contested",
    "verify.feed",
    "verify.intake",
    "verify.reporting",
    "verify.trials",
    "verify.reports",
    *(name for name in ("verify.pages", "verify.api") if (BASE_DIR.joinpath(*name.split(".")) / "apps.py").exists()),
    # Last: its groups need the permissions of all the others.
    "verify.operators",
]
MIDDLEWARE = [
    "verify.seeing.answers.CountAnswers",
    "verify.languages.speaking.Speaks",
    "verify.doors.OnlyHere",
    "verify.doors.BodyCap",
    "verify.doors.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "verify.accounts.lasting.Lasting",
    "allauth.account.middleware.AccountMiddleware",
    "verify.accounts.middleware.Accounts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "verify.api.quotas.Quotas",
    "verify.api.leaving.TellsWhatLeaves",
    "verify.doors.Away",
]
ROOT_URLCONF = "verify.urls"
WSGI_APPLICATION = "verify.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "verify.installation.installation",
            ],
        },
    }
]

# --- Stores --------------------------------------------------------------------------------------
DATABASES = {
    "default": database(env.secret("DATABASE_URL"), DATA_DIR / "site.sqlite3", durable=True),
    "jobs": database(env.secret("JOBS_DATABASE_URL"), DATA_DIR / "jobs.sqlite3", durable=False),
    # Outside ordinary backups (docs/operate.md): whoever loses a key here has erased its datum.
    "keys": database(env.secret("KEYS_DATABASE_URL"), DATA_DIR / "keys.sqlite3", durable=True),
    # What the maintainers of the camera list do; the list service and the desk share it.
    "blacklist": database(env.secret("BLACKLIST_DATABASE_URL"), DATA_DIR / "blacklist.sqlite3", durable=True),
}
DATABASE_ROUTERS = ["verify.databases.Stores"]
# Redis, where several processes and machines count callers together (docs/growing.md).
CACHE_URL = cache_address(env.secret("CACHE_URL"))
CACHES = {"default": cache_store(CACHE_URL)}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- The chronology (docs/operate.md) ------------------------------------------------------------
# Read by SQLAlchemy, not by Django: the log is a library's, and auditors run it without this site.
CHRONOLOGY_DATABASE_URL = store_address(
    env.secret("CHRONOLOGY_DATABASE_URL"), "CHRONOLOGY_DATABASE_URL", DATA_DIR / "chronology.sqlite3"
)
TILES = env.text("TILES") or str(DATA_DIR / "tiles")
TILES_ENDPOINT = env.text("TILES_ENDPOINT")
LOG_ORIGIN = env.text("LOG_ORIGIN") or (
    "firstlight-demo.invalid/log" if DEMO else f"{ALLOWED_HOSTS[0].lstrip('.')}/log"
)
BATCH_SECONDS = env.number("BATCH_SECONDS", 1, least=1, most=60)
SEALED_SECONDS = env.number("SEALED_SECONDS", 10 if DEMO else 600, least=1, most=86_400)
SEALED_BATCH = env.number("SEALED_BATCH", 4 if DEMO else 16, least=1, most=4096)
CHECKPOINT_SECONDS = env.number("CHECKPOINT_SECONDS", 2, least=1, most=3600)
ANCHOR_SECONDS = env.number("ANCHOR_SECONDS", 20 if DEMO else 600, least=1, most=86_400)
WITNESSES = env.peers("WITNESSES")
# Asked for published credentials of a picture when its sender presses the button, and never by themselves.
RESOLVERS = env.named("RESOLVERS")
WITNESSED_LOGS = env.listing("WITNESSED_LOGS")
EVM_RPC_URLS = env.urls("EVM_RPC_URLS")
EVM_CHAIN_ID = env.number("EVM_CHAIN_ID", 0)
EVM_CONTRACT = env.text("EVM_CONTRACT")
if EVM_RPC_URLS and not (EVM_CHAIN_ID and EVM_CONTRACT):
    raise ImproperlyConfigured("EVM_RPC_URLS needs EVM_CHAIN_ID and EVM_CONTRACT beside it: see .env.example.")
# In billionths of the chain's coin (gwei): the wallet pays no more than this in a day.
EVM_DAILY_LIMIT_GWEI = env.number("EVM_DAILY_LIMIT_GWEI", 500_000_000, least=1, most=10**15)
EVM_EXPLORER_URL = env.text("EVM_EXPLORER_URL")
if EVM_EXPLORER_URL and not (EVM_EXPLORER_URL.startswith(("https://", "http://")) and "{tx}" in EVM_EXPLORER_URL):
    raise ImproperlyConfigured("EVM_EXPLORER_URL must be a web address with {tx} where the transaction goes.")
TSA_URLS = env.urls("TSA_URLS")
TSA_ROOTS = env.text("TSA_ROOTS")
if TSA_URLS and not TSA_ROOTS:
    raise ImproperlyConfigured("TSA_URLS needs TSA_ROOTS, a file with the PEM roots that those authorities lead to.")
OTS_CALENDARS = env.urls("OTS_CALENDARS")
# The feed of changes that platforms mirror (docs/feed.md): seconds between its rounds, 0 for no feed.
FEED_SECONDS = env.number("FEED_SECONDS", 5, least=0, most=3600)

# --- Signed statements (docs/statements.md) ----------------------------------------------------------
# The chain that wallets sign for and on which contract wallets stand. Wallets refuse to sign for a chain they do not
# know, so an installation without a chain of its own takes the one that every wallet knows.
STATEMENT_CHAIN_ID = env.number("STATEMENT_CHAIN_ID", EVM_CHAIN_ID or 1, least=1)
# Asked by workers what contract wallets say of a signature, and never sent anything.
STATEMENT_RPC_URLS = env.urls("STATEMENT_RPC_URLS") or (EVM_RPC_URLS if STATEMENT_CHAIN_ID == EVM_CHAIN_ID else [])

# --- The index of fingerprints (docs/fingerprint-index.md) ------------------------------------------------------
INDEX_DATABASE_URL = store_address(env.secret("INDEX_DATABASE_URL"), "INDEX_DATABASE_URL", DATA_DIR / "index.sqlite3")
# Made from that store, and made anew where it is missing.
INDEX_DIR = env.path("INDEX_DIR", DATA_DIR / "index")
# Making fingerprints of a picture takes more than twice as long as everything else about it (docs/load.md).
SEARCH_SIMILAR = env.flag("SEARCH_SIMILAR", default=True)

# --- Uploads -------------------------------------------------------------------------------------
# Every upload goes to the quarantine folder chunk by chunk; nothing else ever receives a file.
FILE_UPLOAD_HANDLERS = ["verify.cases.uploads.QuarantineHandler"]
# Fields are a link, a few words and a token; 256 KiB is far above all of them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40
DATA_UPLOAD_MAX_NUMBER_FILES = 12  # the parts of a picture story; a check needs two
# The largest film the gate admits, and a little for the frame around it.
BODY_BYTES_LIMIT = 801_000_000
# The quarantine of all machines together; they arrive through the folder of each machine (docs/growing.md).
MEDIA = bucket_address(env.text("MEDIA"), "MEDIA")
MEDIA_ENDPOINT = env.text("MEDIA_ENDPOINT")
QUARANTINE_MINUTES = env.number("QUARANTINE_MINUTES", 60, least=1, most=60)
# How long a team keeps an archived post: as long as the work on a story commonly takes.
ARCHIVE_DAYS = env.number("ARCHIVE_DAYS", 180, least=1, most=3650)
REPORT_HOURS = env.number("REPORT_HOURS", 24, least=1, most=24)
CLAIMS_MINUTES = 10
QUEUE_LIMIT = env.number("QUEUE_LIMIT", 500, least=1, most=100_000)

# --- Jobs ----------------------------------------------------------------------------------------
JOB_LEASE_SECONDS = env.number("JOB_LEASE_SECONDS", 10, least=2, most=3600)
WORKERS = env.number("WORKERS", 2, least=1, most=64)
WORKER_THREADS = env.number("WORKER_THREADS", 2, least=1, most=16)
WEB_THREADS = env.number("WEB_THREADS", 24, least=1, most=200)
WEB_PROCESSES = env.number("WEB_PROCESSES", 1, least=1, most=32)
# Checks of batches under way at once: half of what this machine's workers open, so that single checks always find room.
BATCH_IN_FLIGHT = env.number("BATCH_IN_FLIGHT", max(1, WORKERS * WORKER_THREADS // 2), least=1, most=1000)

# --- Trust lists ---------------------------------------------------------------------------------
_C2PA = "https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list"
TRUST_SOURCES = {
    "C2PA trust list": ("official", env.text("TRUST_OFFICIAL_URL", f"{_C2PA}/C2PA-TRUST-LIST.json")),
    "C2PA time-stamp trust list": ("tsa", env.text("TRUST_TSA_URL", f"{_C2PA}/C2PA-TSA-TRUST-LIST.json")),
}

# --- Makers of devices (docs/attestation.md) -------------------------------------------------------
# Published lists of revoked certificates, fetched by workers on schedule; empty: only what is imported counts.
_ANDROID_STATUS = env.text("ANDROID_STATUS_URL", "" if DEMO else "https://android.googleapis.com/attestation/status")
REVOCATION_SOURCES = {"android": _ANDROID_STATUS} if _ANDROID_STATUS else {}
REVOCATION_HOURS = env.number("REVOCATION_HOURS", 24, least=1, most=168)

# --- The way out to a link (docs/fetching.md) ----------------------------------------------------
FETCH_CONTACT = env.header("FETCH_CONTACT", "an installation of Firstlight without a contact address")
FETCH_MAX_MB = env.number("FETCH_MAX_MB", 100, least=1, most=800)
FETCH_DENIED_NETWORKS = env.networks("FETCH_DENIED_NETWORKS")
# Domains that keys claimed are asked daily which keys they name; their DNS only through resolvers that are named here.
ASK_DOMAINS = env.flag("ASK_DOMAINS", default=True)
DNS_RESOLVERS = env.addresses("DNS_RESOLVERS")

# --- The camera list (docs/cameras.md) -----------------------------------------------------------
# Asked by workers, blinded; without an address no list is asked, and results say so.
BLACKLIST_URL = env.address("BLACKLIST_URL", f"http://127.0.0.1:{PORT + 1}" if DEMO else "")
BLACKLIST_TOKEN = env.secret("BLACKLIST_TOKEN")
# The maintainers whose signatures count; the demo's founding writes its own.
BLACKLIST_PINS = env.path("BLACKLIST_PINS", DATA_DIR / "blacklist" / "pins.json")
BLACKLIST_DIR = env.path("BLACKLIST_DIR", DATA_DIR / "camera-list")
BLACKLIST_REFRESH_SECONDS = env.number("BLACKLIST_REFRESH_SECONDS", 2 if DEMO else 3600, least=1, most=86_400)
if BLACKLIST_URL and not DEMO and not (BLACKLIST_TOKEN and env.given("BLACKLIST_PINS")):
    raise ImproperlyConfigured(
        "BLACKLIST_URL needs BLACKLIST_TOKEN, given by the list's maintainers, and BLACKLIST_PINS, the file that says "
        "whose signatures count: see .env.example."
    )

# --- The list service, where this installation runs one (docs/list-service.md) ----------------------
BLACKLIST_PORT = env.number("BLACKLIST_PORT", PORT + 1 if PORT < 65_535 else 8001, least=1, most=65_535)
LIST_DIR = env.path("LIST_DIR", DATA_DIR / "blacklist")
# A demo alone: what a listing waits before it takes effect, where the founding rules say days.
DEMO_LIST_DELAY_SECONDS = env.number("DEMO_LIST_DELAY_SECONDS", 3, least=1, most=3600)

# --- Handles -------------------------------------------------------------------------------------
# Keys the handles that stand for certificates in reports, so that two installations cannot be linked by them.
HANDLE_KEY = installation_key(DATA_DIR / "keys" / "handle.key")

# Names maintainers in the acts of the camera list; only its ombudsman may ever use it to tell who is who.
OMBUDSMAN_KEY = installation_key(DATA_DIR / "keys" / "ombudsman.key")

# --- Publication copies (docs/publication-copy.md) -------------------------------------------------
# The newsroom's own key signs copies without serial numbers, places and previews; a demo has one that proves nothing.
PUBLICATION_ORGANISATION = env.text("PUBLICATION_ORGANISATION")
PUBLICATION_CHAIN = env.text("PUBLICATION_CHAIN", str(DATA_DIR / "demo" / "lists" / "desk.chain.pem") if DEMO else "")
PUBLICATION_KEY = env.text("PUBLICATION_KEY", str(DATA_DIR / "demo" / "keys" / "desk.key.pem") if DEMO else "")
PUBLICATION_DEVICE_MODULE = env.text("PUBLICATION_DEVICE_MODULE")
PUBLICATION_DEVICE_TOKEN = env.text("PUBLICATION_DEVICE_TOKEN")
PUBLICATION_DEVICE_KEY = env.text("PUBLICATION_DEVICE_KEY")
PUBLICATION_DEVICE_PIN = env.secret("PUBLICATION_DEVICE_PIN")
if (
    PUBLICATION_CHAIN
    and not DEMO
    and not (PUBLICATION_ORGANISATION and (PUBLICATION_KEY or (PUBLICATION_DEVICE_MODULE and PUBLICATION_DEVICE_PIN)))
):
    raise ImproperlyConfigured(
        "PUBLICATION_CHAIN needs PUBLICATION_ORGANISATION, whose name the copies bear, and PUBLICATION_KEY or "
        "PUBLICATION_DEVICE_MODULE with its token, label and PIN: see .env.example."
    )

# --- Log-in --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "verify.accounts.passwords.WordsOfThisSite"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
SIGNUP_OPEN = env.flag("SIGNUP_OPEN")
ACCOUNT_ADAPTER = "verify.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEMO else "https"
EMAIL_HOST = env.text("EMAIL_HOST")
EMAIL_PORT = env.number("EMAIL_PORT", 587, least=1, most=65_535)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.secret("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = True
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "firstlight@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if EMAIL_HOST else "none"
# Keys the digests of wallets and seals the secrets of second factors (docs/logging-in.md).
ACCOUNT_KEY = installation_key(DATA_DIR / "keys" / "account.key")
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "verify.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# An account without a password needs an address that was proven, or nobody could ever restore it.
MFA_PASSKEY_SIGNUP_ENABLED = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = bool(EMAIL_HOST)
MFA_ALLOW_UNVERIFIED_EMAIL = not EMAIL_HOST
MFA_FORMS = {"add_webauthn": "verify.accounts.forms.AddPasskey"}
MFA_TOTP_ISSUER = "Firstlight"
MFA_TOTP_TOLERANCE = 1  # one step of 30 seconds each way, as RFC 6238 recommends

# --- Walls around the pages ----------------------------------------------------------------------
SECURE = not DEMO
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
# Browsers take such cookies over https alone, from this very host, for all of it: no neighbour under the same domain
# can set one. The rows of sessions live as long as verify.accounts.lasting lets people stay.
if SECURE:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
# Nobody but the reader's browser needs to know which language they chose.
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "verify.pages.views.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Nothing to other sites. "no-referrer" would make browsers send "Origin: null" with our own forms, which CSRF refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.flag("TRUST_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The entry that our own proxy wrote: else all log-ins behind it count as one caller's, and one shuts out everybody.
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

# --- Words, times, files of the pages ------------------------------------------------------------
LANGUAGE_CODE = SOURCE
# A language joins when its catalogue is whole: half-translated findings mislead.
LANGUAGES = list(SPOKEN)
LOCALE_PATHS = list(PATHS)
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR / "media"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Beside the interface that they are about.
from verify.api.framework import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: E402, F401

METRICS_TOKEN = env.secret("METRICS_TOKEN")

# --- Logs: JSON lines without anything personal ---------------------------------------------------
LOGGING_CONFIG = "verify.logs.configure"
LOGGING = logs.settings(level=env.text("LOG_LEVEL", "INFO").upper(), stream=sys.stderr)
