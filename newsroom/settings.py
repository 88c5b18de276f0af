"""Everything a deployment may change comes from the environment.

Nothing needs to be set on a newcomer's machine: without DATABASE_URL the program runs
its own PostgreSQL and keeps a secret key beside it.
"""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from newsroom import embedded_postgres, logs, looks, security_txt, sign_in, time_limits
from newsroom.embedded_place import Unavailable
from newsroom.languages import SPOKEN, first_language
from newsroom.rates import rates
from newsroom.secrets_given import (
    HOW_TO_MAKE_ONE,
    demand_strong_key,
    demand_strong_password,
    given,
)

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()
env.read_env(BASE_DIR / ".env", recurse=False)

DATA_DIR = Path(env.str("NEWSROOM_DATA", "") or BASE_DIR / ".newsroom").absolute()
WITHOUT_DATABASE = env.bool("NEWSROOM_WITHOUT_DATABASE", False)
if database_url := given(env, "DATABASE_URL"):
    os.environ["DATABASE_URL"] = database_url
    os.environ.pop("DATABASE_URL_FILE", None)  # it was read
ON_OWN_DATABASE = not WITHOUT_DATABASE and not database_url
if ON_OWN_DATABASE:
    # Children (the server's workers, a reloader) find the address and do not start
    # a second server; NEWSROOM_EMBEDDED tells them that it is this one.
    try:
        os.environ["DATABASE_URL"] = embedded_postgres.start(DATA_DIR)
    except Unavailable as reason:
        sys.exit(f"The newsroom has no database. {reason}")
    os.environ["NEWSROOM_EMBEDDED"] = "1"
IS_LOCAL = bool(env.str("NEWSROOM_EMBEDDED", ""))
IS_A_SERVER = not IS_LOCAL and not WITHOUT_DATABASE

DEBUG = env.bool("DEBUG", False)
SECRET_KEY = given(env, "SECRET_KEY")
if not SECRET_KEY and WITHOUT_DATABASE:
    SECRET_KEY = secrets.token_urlsafe(50)  # nobody is signed in, and nothing is kept
if not SECRET_KEY and IS_LOCAL:
    SECRET_KEY = embedded_postgres.local_secret(DATA_DIR)
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Set SECRET_KEY to a long random text: a server with its own DATABASE_URL does "
        "not make one up, because every process must use the same. Make one with: "
        f"{HOW_TO_MAKE_ONE}"
    )
# What was signed or enciphered with a former key is still read, until it is taken
# from here.
SECRET_KEY_FALLBACKS = given(env, "SECRET_KEY_FALLBACKS").replace(",", " ").split()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
BEHIND_HTTPS = env.bool("BEHIND_HTTPS", not IS_LOCAL)
if IS_A_SERVER:
    demand_strong_key(SECRET_KEY)
    for former_key in SECRET_KEY_FALLBACKS:
        demand_strong_key(former_key, "A key of SECRET_KEY_FALLBACKS")
    demand_strong_password(os.environ["DATABASE_URL"])
    if DEBUG:
        raise ImproperlyConfigured(
            "DEBUG shows strangers what the program holds: unset it on a server."
        )
    if "*" in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS names every host there is: write the names of this site."
        )

OFFICE_NAME = env.str("OFFICE_NAME", "Newsroom")
OFFICE_LOOK = looks.look(env)
# Whether a figure without a source stops a release, or is only pointed out.
FIGURES_NEED_SOURCES = env.bool("FIGURES_NEED_SOURCES", False)
# Six years: as long as most claims may be brought in England (Limitation Act 1980).
AUDIT_KEEP_DAYS = env.int("AUDIT_KEEP_DAYS", 2192)
# Leave the end of editors' addresses out of the audit.
AUDIT_SHORT_ADDRESSES = env.bool("AUDIT_SHORT_ADDRESSES", False)
# `make demo` leaves its address here while it is open, for the commands beside it.
OPEN_AT = DATA_DIR / "site_address"
OPEN_URL = OPEN_AT.read_text() if IS_LOCAL and OPEN_AT.exists() else ""
SITE_URL = env.str("SITE_URL", OPEN_URL or "http://127.0.0.1:8000").rstrip("/")

SECURITY_TXT = security_txt.configured(env)

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
# What a journalist accepts before reading under embargo. Worded anew, it is asked anew.
EMBARGO_TERMS = env.str(
    "EMBARGO_TERMS",
    "I will not publish, broadcast or post anything of this text, nor say that it "
    "exists, before the embargo is lifted. I will pass it to nobody outside my "
    "newsroom. I may ask for reactions before the lift only as far as the press office "
    "allowed it. If the embargo is broken by anybody, I will tell the press office at "
    "once and keep to it until I hear from them.",
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
    *sign_in.APPS,
]

MIDDLEWARE = [
    "newsroom.middleware.no_body_for_head",
    "newsroom.middleware.address_of_the_visitor",
    "newsroom.languages.language_of_the_address",
    # These come first, so that no answer of the others is without its headers.
    "newsroom.headers.headers_on_every_answer",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "briefings.api.middleware.OpenDataMiddleware",
    "newsroom.doors.DoorMiddleware",
    "newsroom.middleware.ConditionalReadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "newsroom.sessions.SessionEndMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "briefings.admin.auditing.AuditMiddleware",
    "briefings.admin.seeing.only_what_they_may_see",
    "briefings.admin.too_often.NotTooOftenMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
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
                "briefings.sign_in.context.office",
            ]
        },
    },
]

DATABASES = {} if WITHOUT_DATABASE else {"default": env.dj_db_url("DATABASE_URL")}
for database in DATABASES.values():
    given_options = database.get("OPTIONS", {})
    given_options.setdefault("options", time_limits.settings_of_connections())
    pool = time_limits.pool(env.int("DATABASE_POOL", 8))
    database["OPTIONS"] = {**given_options, "pool": pool}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "briefings.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": env.int("PASSWORD_MIN_LENGTH", 12)},
    },
    {"NAME": "briefings.models.passwords.NotKnownToThieves"},
    {"NAME": "briefings.models.passwords.NotOurOwnWords"},
]
SECOND_FACTOR = sign_in.second_factor(env, is_local=IS_LOCAL)
INVITATION_DAYS = env.int("INVITATION_DAYS", 7)
# In how many browsers a preview opens that is given without a number; 0 is any.
PREVIEW_OPENINGS = env.int("PREVIEW_OPENINGS", 20)
HANDED_OVER_HOURS = env.int("HANDED_OVER_HOURS", 24)
DIRECTORY = sign_in.directory(env)
globals().update(
    sign_in.settings(
        env, office=OFFICE_NAME, behind_https=BEHIND_HTTPS, directory=DIRECTORY
    )
)
# What every process must count alike, such as failed attempts, is kept in PostgreSQL.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "newsroom_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGES: list[tuple[str, str]] = SPOKEN
LANGUAGE_CODE: str = first_language(env)
TIME_ZONE = env.str("OFFICE_TIME_ZONE", "Europe/London")
FORMAT_MODULE_PATH = "newsroom.formats"

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    *([("office", OFFICE_LOOK.files)] if OFFICE_LOOK.files else []),
]
# Without STATIC_ROOT files are served from where they lie; a real server names one,
# runs `make static`, and gets compressed files under names cached for ever.
STATIC_ROOT = env.str("STATIC_ROOT", "") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
STATICFILES_STORAGE_OF = {
    True: "whitenoise.storage.CompressedManifestStaticFilesStorage",
    False: "django.contrib.staticfiles.storage.StaticFilesStorage",
}
# Images and attachments lie in a folder, or in a bucket if one is named. Nobody reads
# them there: the program serves them, because it alone knows what is public.
MEDIA_DIR = Path(env.str("MEDIA_DIR", "") or DATA_DIR / "media").absolute()
MEDIA_BUCKET = env.str("MEDIA_BUCKET", "")
IN_FOLDER: dict[str, object] = {
    "BACKEND": "django.core.files.storage.FileSystemStorage",
    "OPTIONS": {"location": MEDIA_DIR, "base_url": None},
}
IN_BUCKET: dict[str, object] = {
    "BACKEND": "storages.backends.s3.S3Storage",
    "OPTIONS": {
        "bucket_name": MEDIA_BUCKET,
        "endpoint_url": env.str("MEDIA_ENDPOINT", "") or None,
        "region_name": env.str("MEDIA_REGION", "") or None,
        "access_key": env.str("MEDIA_ACCESS_KEY", "") or None,
        "secret_key": env.str("MEDIA_SECRET_KEY", "") or None,
        "addressing_style": env.str("MEDIA_ADDRESSING", "auto"),
        "default_acl": None,
        "file_overwrite": True,
        "max_memory_size": 0,
    },
}
STORAGES: dict[str, dict[str, object]] = {
    "media": IN_BUCKET if MEDIA_BUCKET else IN_FOLDER,
    "staticfiles": {"BACKEND": STATICFILES_STORAGE_OF[STATIC_ROOT is not None]},
}
# In bytes and pixels; what is larger is refused with a sentence.
MEDIA_LARGEST = env.int("MEDIA_LARGEST", 50_000_000)
MEDIA_MOST_PIXELS = env.int("MEDIA_MOST_PIXELS", 50_000_000)
MEDIA_MOST_AT_ONCE = env.int("MEDIA_MOST_AT_ONCE", 20)

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
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", BEHIND_HTTPS)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", False)
# Preloading binds a whole domain for months: it is the domain's owner who asks for it.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
X_FRAME_OPTIONS = "DENY"
# Pages that know who is asking. Everything else is the same for everybody.
PRIVATE_PATHS = ("/admin/", "/account/")

# A release of a hundred pages is a third of this. Names of pages that take more, such
# as files, are listed with their own measure.
LARGEST_BODY = DATA_UPLOAD_MAX_MEMORY_SIZE = 3 * 1024 * 1024
LARGEST_BODIES = {
    "admin:briefings_release_import": 32 * 1024 * 1024,
    "admin:briefings_roleappointment_import": 32 * 1024 * 1024,
    # One file of the largest, with room for a few more.
    "admin:briefings_edition_files": MEDIA_LARGEST + 8 * 1024 * 1024,
}
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# Proxies of ours in front of the program. Each adds to X-Forwarded-For whom it heard;
# what stands before these words, anybody may have written.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", 1 if BEHIND_HTTPS else 0)
# How often one address may do what is dear; and one account send forms to the desk.
RATE_LIMITS = rates(env.str)

CSRF_FAILURE_VIEW = "newsroom.refusals.forged"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Not Strict: whoever follows a link from a mail, or comes back from single sign-on, is
# still signed in.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
# Browsers let nobody but this very host, over HTTPS, set cookies of such names.
SESSION_COOKIE_NAME = "__Host-session" if BEHIND_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if BEHIND_HTTPS else "csrf"
SESSION_AGE = timedelta(hours=env.int("SESSION_HOURS", 12))
SESSION_IDLE = timedelta(minutes=env.int("SESSION_IDLE_MINUTES", 60))
SESSION_COOKIE_AGE = int(SESSION_AGE.total_seconds())
# What an open page asks by itself, with nobody before it.
PASSIVE_PAGES = {"admin:briefings_edition_writing_here", "admin:export-progress"}
# What editors are told may name what is under embargo, so it stays on the server.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_PAGINATION_CLASS": "briefings.api.pagination.Pages",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_CLASSES": ["briefings.api.throttling.VisitorThrottle"],
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

LOGGING = logs.configuration(level=env.str("LOG_LEVEL", "WARNING"), for_people=IS_LOCAL)
