"""All settings, from the environment only. `docs/settings.md` lists them (written by `make docs`)."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from dodomu.commands.demo.folder import adopt_clock
from dodomu.config import environment as env

PACKAGE_DIR = Path(__file__).resolve().parents[1]
DATA_DIR = Path(env.text("DODOMU_DATA", "data")).absolute()
adopt_clock(DATA_DIR)
DEMO = env.flag("DODOMU_DEMO", False)
DEBUG = env.flag("DODOMU_DEBUG", False)

SECRET_KEY = env.secret("DODOMU_SECRET_KEY", DATA_DIR / "secret_key")
VAULT_KEY_FILE = DATA_DIR / "vault_key"
ALLOWED_HOSTS = env.words("DODOMU_HOSTS", "localhost 127.0.0.1 [::1]")
CSRF_TRUSTED_ORIGINS = env.words("DODOMU_ORIGINS", "")
IS_SECURE = env.flag("DODOMU_HTTPS", False)


INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "dodomu.units",
    "dodomu.access",
    "dodomu.ledger",
    "dodomu.jobs",
    "dodomu.notices",
    "dodomu.people",
    "dodomu.exchanges",
    "dodomu.reintegration",
    "dodomu.families",
    "dodomu.enquiries",
    "dodomu.figures",
    "dodomu.web",
    "dodomu.commands",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "dodomu.web.middleware.ContentPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dodomu.web.middleware.Clock",
    "dodomu.web.middleware.Refusals",
]

ROOT_URLCONF = "dodomu.config.urls"
AUTH_USER_MODEL = "access.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "today"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "dodomu.web.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE_DIR / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dodomu.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "dodomu.web.templatetags.dodomu"],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
        },
    }
]

# PostgreSQL when DODOMU_PGHOST (or, in tests, DODOMU_TEST_PGHOST) is set; otherwise a file of SQLite.
PGHOST = env.text("DODOMU_TEST_PGHOST", "") or env.text("DODOMU_PGHOST", "")
if PGHOST:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": PGHOST,
            "PORT": env.text("DODOMU_PGPORT", ""),
            "NAME": env.text("DODOMU_PGDATABASE", "postgres" if os.environ.get("DODOMU_TEST_PGHOST") else "dodomu"),
            "USER": env.text("DODOMU_PGUSER", "postgres" if os.environ.get("DODOMU_TEST_PGHOST") else "dodomu"),
            "PASSWORD": env.text("DODOMU_PGPASSWORD", ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "dodomu.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                # synchronous FULL: NORMAL loses acknowledged commits on a power cut.
                # recursive_triggers: otherwise REPLACE INTO slips past the append-only triggers.
                "init_command": (
                    "PRAGMA journal_mode = WAL;"
                    "PRAGMA synchronous = FULL;"
                    "PRAGMA recursive_triggers = ON;"
                    "PRAGMA trusted_schema = OFF;"
                    "PRAGMA foreign_keys = ON;"
                    "PRAGMA mmap_size = 134217728;"
                    "PRAGMA cache_size = -20000;"
                ),
            },
        }
    }

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entry"}}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login", "name", "name_en")},
    },
]

# Ukrainian is the source language and has no prefix; English lies under /en/.
LANGUAGE_CODE = "uk"
LANGUAGES = [("uk", "Українська"), ("en", "English")]
LOCALE_PATHS = sorted(path for path in (PACKAGE_DIR / "locale").iterdir() if path.is_dir())
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Kyiv"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [PACKAGE_DIR / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
if IS_SECURE:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_HSTS_SECONDS = 31536000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
IDLE_MINUTES = env.number("DODOMU_IDLE_MINUTES", 15)

# A list of names is small; anything larger is not one.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

ADAPTATION_HOURS = env.number("DODOMU_ADAPTATION_HOURS", 72)
SMALLEST_PUBLISHED = env.number("DODOMU_SMALLEST_PUBLISHED", 5)
LINE_HELD_SECONDS = env.number("DODOMU_LINE_HELD_SECONDS", 120)
NOTICE_CARRIER = env.text("DODOMU_NOTICE_CARRIER", "file")
EMAIL_HOST = env.text("DODOMU_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("DODOMU_EMAIL_PORT", 25)
DEFAULT_FROM_EMAIL = env.text("DODOMU_EMAIL_FROM", "dodomu@localhost")

if ADAPTATION_HOURS < 48:
    raise ImproperlyConfigured(
        "DODOMU_ADAPTATION_HOURS is 48 at the least: two days belong to the person who returned."
    )

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
