"""The one settings file: every value comes from the environment, `.env.example` explains each name."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from verify import logs
from verify.databases import database
from verify.environment import Environment, folder, installation_key

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

PRODUCTION_NAMES = ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "JOBS_DATABASE_URL", "TRUST_PROXY", "EMAIL_HOST")
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
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "drf_spectacular",
    "verify",
    "verify.accounts",
    "verify.registry",
    "verify.jobs",
    "verify.cases",
    *(name for name in ("verify.pages", "verify.api") if (BASE_DIR.joinpath(*name.split(".")) / "apps.py").exists()),
]
MIDDLEWARE = [
    "verify.doors.OnlyHere",
    "verify.doors.BodyCap",
    "verify.doors.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
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
}
DATABASE_ROUTERS = ["verify.databases.Stores"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Uploads -------------------------------------------------------------------------------------
# Every upload goes to the quarantine folder chunk by chunk; nothing else ever receives a file.
FILE_UPLOAD_HANDLERS = ["verify.cases.uploads.QuarantineHandler"]
# Fields are a link, a few words and a token; 256 KiB is far above all of them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 40
DATA_UPLOAD_MAX_NUMBER_FILES = 2  # the file, and its detached credentials
# The largest film the gate admits, and a little for the frame around it.
BODY_BYTES_LIMIT = 801_000_000
QUARANTINE_MINUTES = env.number("QUARANTINE_MINUTES", 60, least=1, most=60)
REPORT_HOURS = env.number("REPORT_HOURS", 24, least=1, most=24)
CLAIMS_MINUTES = 10
QUEUE_LIMIT = env.number("QUEUE_LIMIT", 500, least=1, most=100_000)

# --- Jobs ----------------------------------------------------------------------------------------
JOB_LEASE_SECONDS = env.number("JOB_LEASE_SECONDS", 10, least=2, most=3600)
WORKERS = env.number("WORKERS", 2, least=1, most=64)
WORKER_THREADS = env.number("WORKER_THREADS", 2, least=1, most=16)
WEB_THREADS = env.number("WEB_THREADS", 24, least=1, most=200)

# --- Trust lists ---------------------------------------------------------------------------------
_C2PA = "https://raw.githubusercontent.com/c2pa-org/conformance-public/main/trust-list"
TRUST_SOURCES = {
    "C2PA trust list": ("official", env.text("TRUST_OFFICIAL_URL", f"{_C2PA}/C2PA-TRUST-LIST.json")),
    "C2PA time-stamp trust list": ("tsa", env.text("TRUST_TSA_URL", f"{_C2PA}/C2PA-TSA-TRUST-LIST.json")),
}

# --- The way out to a link (docs/fetching.md) ----------------------------------------------------
FETCH_CONTACT = env.header("FETCH_CONTACT", "an installation of Firstlight without a contact address")
FETCH_MAX_MB = env.number("FETCH_MAX_MB", 100, least=1, most=800)
FETCH_DENIED_NETWORKS = env.networks("FETCH_DENIED_NETWORKS")

# --- Handles -------------------------------------------------------------------------------------
# Keys the handles that stand for certificates in reports, so that two installations cannot be linked by them.
HANDLE_KEY = installation_key(DATA_DIR / "keys" / "handle.key")

# --- Log-in --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
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

# --- Walls around the pages ----------------------------------------------------------------------
SECURE = not DEMO
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SESSION_COOKIE_SECURE = SECURE
CSRF_COOKIE_SECURE = SECURE
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
LANGUAGE_CODE = "en"
# A language joins when its catalogue is whole: half-translated findings mislead.
LANGUAGES = [("en", "English")]
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

REST_FRAMEWORK: dict[str, object] = {}
SPECTACULAR_SETTINGS: dict[str, object] = {}
if (BASE_DIR / "verify" / "api" / "framework.py").exists():
    from verify.api.framework import REST_FRAMEWORK, SPECTACULAR_SETTINGS  # noqa: F401

# --- Logs: JSON lines without anything personal ---------------------------------------------------
LOGGING_CONFIG = "verify.logs.configure"
LOGGING = logs.settings(level=env.text("LOG_LEVEL", "INFO").upper(), stream=sys.stderr)
