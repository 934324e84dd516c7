"""Settings: everything that differs between places comes from the environment.

The defaults are safe: DEBUG is off, only this machine is answered, and nothing
is fetched from elsewhere. docs/operate.md lists every variable.
"""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _
from limits import parse as parse_rate

from pgx.accounts.providers import openid_connect
from pgx.client_address import Peers
from pgx.observability import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# Everything that Raphe writes lives below this folder.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


def local_secret_key() -> str:
    """A random key for this checkout, kept in a file that git ignores.

    Several processes may start at once: each writes a file of its own (mode 0600), and the
    first to give it the final name wins, so nobody ever reads half a key.
    """
    path = DATA_DIR / "secret_key"
    if not path.exists():
        with NamedTemporaryFile("w", dir=DATA_DIR, prefix="secret_key.") as draft:
            draft.write(get_random_secret_key())
            draft.flush()
            with suppress(FileExistsError):
                os.link(draft.name, path)
    return path.read_text()


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "pgx.web.apps.StaticConfig",
    "csp",
    "rest_framework",
    "knox",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "pgx.retention",
    "pgx.accounts",
    "pgx.knowledge",
    "pgx.assessments",
    "pgx.batches",
    "pgx.cases",
    "pgx.api",
    "pgx.ehr",
    "pgx.web",
]

MIDDLEWARE = [
    "pgx.observability.requests.identify",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "pgx.ehr.cors.allow_other_origins",
    "pgx.ehr.fhir.outcomes.say_as_outcomes",
    "pgx.referrer_policy.keep_forms_working",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pgx.limits.tell_limits",
    "pgx.observability.counting.CountRequests",
    "pgx.web.errors.fill_empty_errors",
    "pgx.web.errors.refuse_without_length",
]

ROOT_URLCONF = "pgx.urls"
WSGI_APPLICATION = "pgx.wsgi.application"
ASGI_APPLICATION = "pgx.asgi.application"
APPEND_SLASH = True

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
                "pgx.web.context_processors.everywhere",
            ],
        },
    },
]

# --- Database: no ATOMIC_REQUESTS; transactions are short and stand in the actions. ---
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 20,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60  # SQLite too: opening it costs half a millisecond
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Class files ---
BATCH_MOST_BYTES = env.int("BATCH_MOST_MB", default=2000) * 10**6  # of an upload
BATCH_MOST_UNPACKED_BYTES = env.int("BATCH_MOST_UNPACKED_MB", default=8000) * 10**6
BATCH_MOST_COLUMNS = 1000
BATCH_QUOTA_BYTES = env.int("BATCH_QUOTA_MB", default=5000) * 10**6  # of an account's files
KEEP_BATCHES_DAYS = env.int("KEEP_BATCHES_DAYS", default=30)
KEEP_VISITS_DAYS = env.int("KEEP_VISITS_DAYS", default=14)  # a session lasts no longer
BATCH_CHUNK_ROWS = env.int("BATCH_CHUNK_ROWS", default=50_000)
# A worker that has not renewed its lease for so long is taken for dead.
BATCH_LEASE_SECONDS = env.int("BATCH_LEASE_SECONDS", default=20)
# How often the scheduler looks for work that nobody holds.
BATCH_LOOK_SECONDS = env.int("BATCH_LOOK_SECONDS", default=4)

# --- Classes ---
# Whether every account may make classes, or only those with the role of an instructor.
OPEN_CLASSES = env.bool("OPEN_CLASSES", default=True)
JOIN_CODE_DAYS = env.int("JOIN_CODE_DAYS", default=14)

# --- Broker, cache, workers ---
BROKER_URL = env.str("BROKER_URL", default="redis://127.0.0.1:6379/0")
SHARED_CACHE = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": env.str("CACHE_URL", default=BROKER_URL),
    "KEY_PREFIX": "raphe",
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
}
CACHES = {
    # What must go on while the server is down uses its process's own memory then.
    "default": {**SHARED_CACHE, "BACKEND": "pgx.cache.SteadyCache"},
    # What tells processes of one another is worth nothing in the memory of one.
    "shared": SHARED_CACHE,
}
CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Without these a dead broker would hold up a request that queues a task for minutes.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 5}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 2, "interval_start": 0, "interval_step": 0.5}
CELERY_IMPORTS = ["pgx.heartbeat"]
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "pgx.heartbeat.beat", "schedule": 10},
    # Where nobody was up at that time, the scheduler catches up when it starts.
    "sweep": {"task": "pgx.retention.sweep", "schedule": crontab(hour=3, minute=17)},
    "batches": {
        "task": "pgx.batches.look_after",
        "schedule": BATCH_LOOK_SECONDS,
        "options": {"expires": BATCH_LOOK_SECONDS},
    },
}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")

# --- Files ---
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["map", "png", "jpg", "woff2", "gz", "br"]
MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "pgx.batches.spooling.Spool",
]
# On the disk of the files, so that an upload is moved there and not copied.
FILE_UPLOAD_TEMP_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Accounts ---
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SIGNUP_OPEN = env.str("SIGNUP", default="open") == "open"
KEEP_ACCOUNTS_DAYS = env.int("KEEP_ACCOUNTS_DAYS", default=730)
ACCOUNT_ADAPTER = "pgx.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
# An e-mail address is asked of nobody; whoever wants one adds it later, and removes it again.
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # before an address or an institution is added
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Raphe] "
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
# By address generous: a class signs up from behind one. By account as allauth has it.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "signup": "60/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
}
MFA_ADAPTER = "pgx.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Raphe"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are off by some seconds
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an address gives no rights here
SOCIALACCOUNT_ADAPTER = "pgx.accounts.adapters.ProviderAdapter"
# By a link: after a form, the policy's form-action would refuse the way to the provider.
SOCIALACCOUNT_LOGIN_ON_GET = True
OIDC_EMAIL = env.bool("OIDC_EMAIL", default=False)
SOCIALACCOUNT_PROVIDERS = openid_connect(
    name=env.str("OIDC_NAME", default=""),
    issuer=env.str("OIDC_ISSUER", default=""),
    client_id=env.str("OIDC_CLIENT_ID", default=""),
    secret=env.str("OIDC_CLIENT_SECRET", default=""),
    wants_email=OIDC_EMAIL,
)
KNOX_TOKEN_MODEL = "accounts.Token"  # noqa: S105
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "raphe_"}
MIGRATION_MODULES = {"knox": None}  # its only table is ours

# --- E-mail: on the console, unless EMAIL_URL says where to send it ---
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="raphe@localhost")

# --- Language ---
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Security ---
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "no-referrer"  # but for pages with a form: pgx/referrer_policy.py
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "pgx.web.errors.csrf_failure"
# Behind TLS only; docs/operate.md says how to set these with a reverse proxy.
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Whose X-Forwarded-For is believed: addresses, networks, or "unix" for a peer on a socket.
TRUSTED_PROXIES = Peers.of(env.list("TRUSTED_PROXIES", default=[]))

# --- Doors ---
# How often one token, or one address without a token, may ask.
RATES = {
    "token": parse_rate(env.str("RATE_TOKEN", default="1200/minute")),
    "anonymous": parse_rate(env.str("RATE_ANONYMOUS", default="120/minute")),
    # Codes that somebody types to join a class; by address generous, as for signing up.
    "join-account": parse_rate(env.str("RATE_JOIN", default="10/minute")),
    "join-address": parse_rate(env.str("RATE_JOIN_ADDRESS", default="300/minute")),
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20  # bytes of a body; larger ones get 413
REPORT_SECONDS = 10  # for setting one result as a PDF; a tenth of a second is usual
MONTE_CARLO_SECONDS = 10  # for the draws of one question; more than fits is refused
REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["pgx.api.parsers.Json"],
    "DEFAULT_AUTHENTICATION_CLASSES": ["pgx.api.authentication.BearerToken"],
    "DEFAULT_PERMISSION_CLASSES": ["pgx.api.permissions.HasScope"],
    "DEFAULT_THROTTLE_CLASSES": ["pgx.api.throttling.Rate"],
    "EXCEPTION_HANDLER": "pgx.api.problems.handle",
    "DEFAULT_METADATA_CLASS": None,  # OPTIONS answers 405, with the notice, like any other
    "URL_FORMAT_OVERRIDE": None,  # the form is asked for by Accept alone
    "DEFAULT_SCHEMA_CLASS": "pgx.api.schema.operations.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # a test holds the schema to its snapshot
    "ENFORCE_NON_BLANK_FIELDS": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "pgx.api.schema.operations.drop_marks",
        "pgx.api.schema.answers.declare_answers",
        "pgx.api.schema.about.introduce",
        "pgx.api.schema.examples.add_examples",
    ],
}

# --- The EHR door ---
# "required": every CDS call says by a JSON Web Token which client of the admin's list it is.
CDS_CLIENTS = env.str("CDS_CLIENTS", default="anybody")
if CDS_CLIENTS not in ("anybody", "required"):
    raise ImproperlyConfigured(f'CDS_CLIENTS is "anybody" or "required", not {CDS_CLIENTS!r}.')
# Whether order-sign says again in full what order-select showed in the same session.
CDS_SHOW_AGAIN = env.bool("CDS_SHOW_AGAIN", default=True)
KEEP_FEEDBACK_DAYS = env.int("KEEP_FEEDBACK_DAYS", default=180)
# Plain http is for a sandbox on this very machine.
FHIR_PLAIN_LOOPBACK = env.bool("FHIR_PLAIN_LOOPBACK", default=False)
FHIR_SECONDS = env.float("FHIR_SECONDS", default=5)  # for all that one call fetches

# The crisis line in the footer: no country is assumed.
HELP_LINE = env.str("HELP_LINE", default="") or _(
    "In a crisis, call your local emergency number or a crisis line, or speak to someone "
    "near you now. This site is not monitored."
)

# Who may see /metrics, in the words of TRUSTED_PROXIES.
METRICS_ALLOW = Peers.of(env.list("METRICS_ALLOW", default=["127.0.0.0/8", "::1"]))
# A request takes milliseconds here, or some seconds where everything is asked for.
PROMETHEUS_LATENCY_BUCKETS = (
    0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, float("inf"),
)  # fmt: skip

LOGGING = logs.configure(
    level=env.str("LOG_LEVEL", default="INFO"),
    as_text=env.str("LOG_FORMAT", default="json") == "text",
)
