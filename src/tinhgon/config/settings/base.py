"""Settings shared by every installation: apps, database, middleware, log-in; what differs is read from the
environment (DATABASE_URL, VAR, SECRET_KEY, OIDC_*) and never written here."""

import os
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from tinhgon.config import logs

PROJECT = Path(__file__).resolve().parents[4]
VAR = Path(os.environ.get("VAR", PROJECT / "var")).resolve()
VERSION = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
# The manuals of the roles, with their pictures beside them (`tinhgon guides`).
GUIDES = PROJECT / "docs" / "howto"


def database(url: str) -> dict[str, object]:
    """Django's connection settings of a `postgresql://user:password@host:port/name?key=value` URL.

    A socket folder is given percent-encoded as the host or as `?host=/folder`.
    """
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    host = query.pop("host", None) or unquote(parts.hostname or "")
    port = query.pop("port", None) or parts.port or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "postgres",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": query,
        "ATOMIC_REQUESTS": False,
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///tinhgon"))}
if os.environ.get("DATABASE_PREPARES", "1") == "1":
    # Lets `core.rows` have its statements planned once a connection; a pooler in between may not bear it.
    DATABASES["default"]["OPTIONS"] |= {"prepare_threshold": 5}  # type: ignore[operator]
if os.environ.get("DATABASE_POOL"):
    # A web process keeps its connections instead of opening one for every request.
    # A dead one is noticed before it is handed out; when the server is away a request fails soon, and every request
    # makes the pool try anew (left alone it would try after ever longer pauses, up to minutes).
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    POOL = {"min_size": 1, "max_size": 4, "timeout": 5, "reconnect_timeout": 3}
    DATABASES["default"]["OPTIONS"] |= {"pool": POOL}  # type: ignore[operator]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "template_partials",
    "django_htmx",
    "csp",
    "tinhgon.core.accounts",  # before allauth: its templates stand in for allauth's
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "procrastinate.contrib.django",
    "tinhgon.core.identity",
    "tinhgon.core.audit",
    "tinhgon.core.numbering",
    "tinhgon.core.calendar",
    "tinhgon.core.storage",
    "tinhgon.core.succession",
    "tinhgon.core.notices",
    "tinhgon.core.jobs",
    "tinhgon.core.web",
    "tinhgon.organisation",
    "tinhgon.documents",
    "tinhgon.tasks",
    "tinhgon.meetings",
    "tinhgon.roster",
    "tinhgon.desk",
    "tinhgon.operations",
]

MIDDLEWARE = [
    "tinhgon.operations.middleware.measure",
    "tinhgon.config.problems.ProblemMiddleware",
    "tinhgon.config.retries.RetryMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tinhgon.core.web.middleware.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tinhgon.organisation.middleware.ActorMiddleware",
    "tinhgon.documents.middleware.LentReadingMiddleware",
    "tinhgon.core.accounts.middleware.PasswordChangeMiddleware",
    "tinhgon.core.web.middleware.RefusalMiddleware",
    "tinhgon.desk.middleware.PostRequiredMiddleware",
    "tinhgon.operations.middleware.OutageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tinhgon.config.urls"
WSGI_APPLICATION = "tinhgon.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tinhgon.core.web.context.shell",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "tinhgon.core.accounts.gateways.adapter.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
# A whole office stands behind one address and logs in at eight; guessing is stopped by axes, per account.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
SOCIALACCOUNT_ADAPTER = "tinhgon.core.accounts.gateways.adapter.SsoAdapter"
MFA_ADAPTER = "tinhgon.core.accounts.gateways.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # the clock of a phone may be half a minute off
MFA_TOTP_ISSUER = "TinhGọn"
USERSESSIONS_TRACK_ACTIVITY = True
# Lock-out on guessing: five failures (QCVN 12:2026/BCA), then twelve hours.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 12
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_RESET_ON_SUCCESS = True
# More than one where the provider's log-in page lies on another host than its description.
SSO_ORIGINS = [origin for origin in os.environ.get("OIDC_ORIGINS", "").split(",") if origin]
if not SSO_ORIGINS and os.environ.get("OIDC_SERVER_URL"):
    SSO_ORIGINS = ["{0.scheme}://{0.netloc}".format(urlsplit(os.environ["OIDC_SERVER_URL"]))]
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "sso",
                    "name": os.environ.get("OIDC_NAME", "Đăng nhập một lần"),
                    "client_id": os.environ["OIDC_CLIENT_ID"],
                    "secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": os.environ["OIDC_SERVER_URL"]},
                }
            ]
        }
    }
    if os.environ.get("OIDC_CLIENT_ID")
    else {}
)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tinhgon.core.web.views.csrf_failure"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
STORAGES = {
    "default": {"BACKEND": "tinhgon.core.storage.gateways.files.WholeFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_MAX_BYTES = 100 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["tinhgon.core.storage.gateways.memory.MemoryUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 200
# The recipients of one paper are a form of up to 2,000 lines of five fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000

# Where Liberation Serif 2 is looked for (`officekit.typeset.find_fonts`), first hit wins.
FONT_FOLDERS: list[Path | str] = [
    VAR / "fonts",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/liberation",
]

# The key of each quarantined upload lives outside $VAR, so that a copy of $VAR opens nothing (decision 19).
QUARANTINE_KEYS = Path(os.environ.get("QUARANTINE_KEYS", Path("~/.local/state/tinhgon/keys").expanduser()))
# A file stopped at the secret door waits so long for a second person before it is wiped; 0 wipes at once (ADR 8).
SECRET_HOLD_MINUTES = int(os.environ.get("SECRET_HOLD_MINUTES", "10"))
SECRET_HOLD_KEYS = Path(os.environ.get("SECRET_HOLD_KEYS", f"/dev/shm/tinhgon-held-{os.geteuid()}"))  # noqa: S108

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'", "blob:"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        # the log-in form leads on to the provider of single sign-on, which a browser counts as the form's target
        "form-action": ["'self'", *SSO_ORIGINS],
        "object-src": ["'none'"],
    }
}
LOGGING = logs.json_lines(os.environ.get("LOG_LEVEL", "INFO"))
# Where people reach the office from outside (`https://vanphong.example.vn`): letters and feeds need whole addresses.
BASE_URL = os.environ.get("TINHGON_BASE_URL", "").rstrip("/")
METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")

SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "tinhgon@localhost")
EMAIL_HOST = os.environ.get("MAIL_HOST", "localhost")
# A provider of text messages, or a relay to one: signed JSON is sent there (`core.notices.gateways.webhook`).
SMS_WEBHOOK_URL = os.environ.get("SMS_WEBHOOK_URL", "")
SMS_WEBHOOK_SECRET = os.environ.get("SMS_WEBHOOK_SECRET", "")
SMS_WEBHOOK_SECONDS = float(os.environ.get("SMS_WEBHOOK_SECONDS", "10"))

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
JOBS_STALLED_AFTER_SECONDS = 30

SILENCED_SYSTEM_CHECKS = ["axes.W003"]
