"""Everything a deployment may change comes from the environment.

Nothing needs to be set on a newcomer's machine: without DATABASE_URL the program runs
its own PostgreSQL and keeps a secret key beside it.
"""

import os
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom import embedded_postgres
from newsroom.embedded_place import Unavailable

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

DATA_DIR = Path(env.str("NEWSROOM_DATA", "") or BASE_DIR / ".newsroom").absolute()
WITHOUT_DATABASE = env.bool("NEWSROOM_WITHOUT_DATABASE", False)
ON_OWN_DATABASE = not WITHOUT_DATABASE and not env.str("DATABASE_URL", "")
if ON_OWN_DATABASE:
    # Children (the server's workers, a reloader) find the address and do not start
    # a second server; NEWSROOM_EMBEDDED tells them that it is this one.
    try:
        os.environ["DATABASE_URL"] = embedded_postgres.start(DATA_DIR)
    except Unavailable as reason:
        sys.exit(f"The newsroom has no database. {reason}")
    os.environ["NEWSROOM_EMBEDDED"] = "1"
IS_LOCAL = bool(env.str("NEWSROOM_EMBEDDED", ""))

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY and WITHOUT_DATABASE:
    SECRET_KEY = secrets.token_urlsafe(50)  # nobody is signed in, and nothing is kept
if not SECRET_KEY and IS_LOCAL:
    SECRET_KEY = embedded_postgres.local_secret(DATA_DIR)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text: a server with its own DATABASE_URL does "
        "not make one up, because every process must use the same."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", not IS_LOCAL)

OFFICE_NAME = env.str("OFFICE_NAME", "Newsroom")
# Whether a figure without a source stops a release, or is only pointed out.
FIGURES_NEED_SOURCES = env.bool("FIGURES_NEED_SOURCES", False)
# `make demo` leaves its address here while it is open, for the commands beside it.
OPEN_AT = DATA_DIR / "site_address"
OPEN_URL = OPEN_AT.read_text() if IS_LOCAL and OPEN_AT.exists() else ""
SITE_URL = env.str("SITE_URL", OPEN_URL or "http://127.0.0.1:8000").rstrip("/")

# Where nothing is said of mail, this machine keeps it in a folder, and a server sends
# none, which its desk tells administrators.
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_IS_ON = bool(EMAIL_URL) or IS_LOCAL
MAILS_DIR = DATA_DIR / "mails"
if EMAIL_URL:
    _mail = env.dj_email_url("EMAIL_URL")
    if "EMAIL_BACKEND" not in _mail:
        raise ImproperlyConfigured(
            "EMAIL_URL is not understood: write it as "
            "submission://user:password@mail.example.org, with %40 for an @ in a name."
        )
    EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
    EMAIL_HOST, EMAIL_HOST_USER = _mail["EMAIL_HOST"], _mail["EMAIL_HOST_USER"]
    EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
    EMAIL_PORT = _mail["EMAIL_PORT"] or (587 if EMAIL_USE_TLS else 25)
    EMAIL_FILE_PATH = f"/{_mail['EMAIL_FILE_PATH']}".replace("//", "/")
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(MAILS_DIR)
EMAIL_TIMEOUT = 10  # seconds, or a server that hangs would hold everybody's mail up
EMAIL_USE_LOCALTIME = True
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", f"newsroom@{urlsplit(SITE_URL).hostname or 'localhost'}"
)
# Working hours after which an approver is reminded of what waits; 0: never.
REMIND_AFTER_HOURS = env.int("REMIND_AFTER_HOURS", 8)

INSTALLED_APPS = [
    "newsroom",
    "briefings",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "drf_standardized_errors",
    "csp",
]

MIDDLEWARE = [
    "newsroom.middleware.no_body_for_head",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "briefings.api.middleware.OpenDataMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "briefings.admin.looking.only_what_they_may_see",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "NAME": "public",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {"environment": "briefings.views.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

DATABASES = {} if WITHOUT_DATABASE else {"default": env.dj_db_url("DATABASE_URL")}
for database in DATABASES.values():
    database["OPTIONS"] = {
        **database.get("OPTIONS", {}),
        "pool": {"min_size": 1, "max_size": env.int("DATABASE_POOL", 8)},
    }
    # To compile a query takes longer than any query of ours.
    database["OPTIONS"].setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "briefings.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "admin:login"

LANGUAGE_CODE = env.str("LANGUAGE_CODE", "en-gb")
TIME_ZONE = env.str("OFFICE_TIME_ZONE", "Europe/London")
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = "newsroom.formats"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Without STATIC_ROOT files are served from where they lie; a real server names one,
# runs `make static`, and gets compressed files under names cached for ever.
STATIC_ROOT = env.str("STATIC_ROOT", "") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
if STATIC_ROOT:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        },
    }

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_HTTPS
# A load balancer asks for these from inside, without encryption.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 3600 if BEHIND_HTTPS else 0)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "briefings.api.pagination.Pages",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "briefings.api.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "briefings.api.problems.ProblemFormatter",
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"{OFFICE_NAME} API",
    "DESCRIPTION": "What the office said, promised and claimed, as public data. "
    "Everything is read-only and needs no key.\n\n"
    "Lists are newest first, or by name, and come in pages: follow `next`. Moments are "
    "RFC 3339, in UTC in every answer; sums and values are strings, so that no digit "
    "is lost. Whatever goes wrong is told as RFC 9457 has it. Answers carry an `ETag`: "
    "send it back as `If-None-Match` to hear only of changes.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "TAGS": [{"name": name} for name in ("releases", "quotes", "commitments")],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "ReleaseKindEnum": "briefings.models.releases.Kind",
        "CommitmentKindEnum": "briefings.models.commitments.Kind",
        "OrganisationKindEnum": "briefings.models.people.OrganisationKind",
        "SourceStatusEnum": "briefings.models.figures.SourceStatus",
        "EvidenceKindEnum": "briefings.models.commitment_updates.EvidenceKind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "briefings.api.schema.describe_problems",
    ],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{levelname} {name}: {message}", "style": "{"},
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                # Without the values of variables, which may be under embargo.
                structlog.processors.ExceptionRenderer(
                    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
                ),
                structlog.processors.JSONRenderer(),
            ],
            "foreign_pre_chain": [
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
            ],
        },
    },
    # People read the first, programs that collect logs the second.
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "plain" if IS_LOCAL else "json",
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
