"""Settings of one installation. Everything that differs between installations comes from the environment:

SERAMBI_DATA       folder for database, index, files and keys (default ./var)
SERAMBI_DATABASE   postgresql://user:password@host:port/name (default: SQLite in SERAMBI_DATA)
SERAMBI_PROFILE    city profile that seeds an empty library (default palu)
SERAMBI_HOSTS      comma-separated host names the library answers to (default: this machine only)
SERAMBI_HTTPS      1 behind TLS: secure cookies, HSTS
SERAMBI_PROXIES    how many proxies of ours stand in front (default 0: X-Forwarded-For is not believed)
SERAMBI_DEBUG      1 for development
SERAMBI_NEAR_TARGETS 1 lets copy cataloguing ask servers on this machine and in private networks
SERAMBI_SITE       https://perpustakaan.example: the address in messages (default: the first of SERAMBI_HOSTS)
SERAMBI_MAIL       smtp://user:password@host:port (default: printed to the console)
SERAMBI_MAIL_BACKEND a Django e-mail backend instead, such as one of django-anymail (docs/notices.md)
SERAMBI_PUSH_KEY   private key of push messages (default: made once and kept in SERAMBI_DATA/push.key)
SERAMBI_WHATSAPP_… TOKEN, PHONE_ID, APP_SECRET, VERIFY, VERSION of the WhatsApp Cloud API (docs/notices.md)
SERAMBI_SIP2       host:port: `serambi run` answers self-service machines there (default: it does not; docs/sip2.md)
SERAMBI_SIP2_CERT  certificate for it, SERAMBI_SIP2_KEY its key: machines then speak TLS
SERAMBI_SECRET_KEY (default: made once and kept in SERAMBI_DATA/secret.key)
"""

import os
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from serambi.config.environment import (
    cache_key_prefix,
    database,
    flag,
    mail,
    messages,
    names,
    number,
    profile,
    secret_key,
)

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("SERAMBI_DATA", ROOT / "var")).resolve()
PROFILE = profile(os.environ.get("SERAMBI_PROFILE", "palu"), ROOT / "profiles")
TESTING = "pytest" in sys.modules

DEBUG = flag("SERAMBI_DEBUG")
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = names(os.environ.get("SERAMBI_HOSTS", "localhost,127.0.0.1,[::1]"))
CSRF_TRUSTED_ORIGINS = [f"https://{h}" for h in ALLOWED_HOSTS] if flag("SERAMBI_HTTPS") else []

ROOMS = [
    "front", "notices", "sip2", "discovery", "moving", "circulation", "editorial", "catalogue", "patrons", "accounts",
    "branches", "journal", "modules", "ui",
]  # fmt: skip
INSTALLED_APPS = [
    *[f"serambi.{room}" for room in ROOMS],
    "serambi.kit",
    # the editor's tools (docs/editorial.md); what is left out (users, sites, forms, embeds) is ours or not wanted
    "wagtail.contrib.redirects",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "serambi.accounts.middleware.IdleStaffSignOut",
    "serambi.accounts.middleware.SecondFactorGate",
    "serambi.kit.middleware.RefusalPage",
    "serambi.modules.middleware.ModuleGate",
    "serambi.editorial.middleware.MovedPages",
]
ROOT_URLCONF = "serambi.config.urls"
WSGI_APPLICATION = "serambi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "serambi.front.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "serambi.ui.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("SERAMBI_DATABASE", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {
    # shared by all processes: counters that must hold everywhere (sign-in attempts)
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        "KEY_PREFIX": cache_key_prefix(),
        # Django's 300 are soon full of strangers' attempts, and then the counters of others would be thrown away
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # in this process only: things that may be a few seconds old
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "local"},
    # sizes of pictures, known by Wagtail under this name
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pictures", "TIMEOUT": 600},
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "serambi.front.errors.lost_token"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("SERAMBI_HTTPS")
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["serambi.patrons.sign_in.SignIn"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in hundreds of times
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:mine"
ACCOUNT_ADAPTER = "serambi.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USER_DISPLAY = str
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    name: f"serambi.accounts.sign_in_forms.{form}"
    for name, form in {
        "login": "SignIn",
        "reauthenticate": "Reauthenticate",
        "change_password": "ChangePassword",
        "set_password": "SetPassword",
        "reset_password": "ResetPassword",
        "reset_password_from_key": "ResetPasswordFromLink",
        "add_email": "ChangeEmail",
    }.items()
}
MFA_ADAPTER = "serambi.accounts.adapter.MFAAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up here, so a strange address cannot be locked in
MFA_TOTP_TOLERANCE = 1  # telephones whose clock is half a minute off
MFA_FORMS = {
    name: f"serambi.accounts.sign_in_forms.{form}"
    for name, form in {
        "authenticate": "EnterCode",
        "reauthenticate": "ReenterCode",
        "activate_totp": "ActivateSecondFactor",
    }.items()
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Serambi"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
USE_TZ = True
TIME_ZONE = PROFILE["library"]["zone"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "serambi.config.static_files.StaticFiles"
    },
}
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "serambi.ui.bundle.BundleFinder",
]
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG or TESTING
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if flag("SERAMBI_HTTPS") else 0
SECURE_SSL_REDIRECT = False  # the proxy in front does it; see docs/development.md
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("SERAMBI_HTTPS") else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

EMAIL_BACKEND, _mail = mail(os.environ.get("SERAMBI_MAIL", ""))
globals().update(_mail)
EMAIL_BACKEND = os.environ.get("SERAMBI_MAIL_BACKEND") or EMAIL_BACKEND
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("SERAMBI_MAIL_FROM", PROFILE["library"].get("email") or "perpustakaan@localhost")

SERAMBI_BRAND_HUE = PROFILE["library"]["hue"]
SERAMBI_REQUIRE_SECOND_FACTOR = flag("SERAMBI_REQUIRE_SECOND_FACTOR", default=not flag("SERAMBI_EXAMPLE"))
"""Staff must sign in with a second factor. Off in the example library, so that a newcomer can look around."""
SERAMBI_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = number("SERAMBI_PROXIES")
SERAMBI_INDEX = DATA / "index"
SERAMBI_IMPORTS = DATA / "imports"
SERAMBI_NEAR_TARGETS = flag("SERAMBI_NEAR_TARGETS")
globals().update(messages(os.environ, ALLOWED_HOSTS, secure=flag("SERAMBI_HTTPS")))

WAGTAIL_SITE_NAME = "Serambi"
WAGTAILADMIN_BASE_URL = ""
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea"}}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES[:1]  # one tree; English stands beside Indonesian in the same form
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False  # it would ask wagtail.org
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = None
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILIMAGES_IMAGE_MODEL = "editorial.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "serambi.editorial.uploads.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15_000_000
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "serambi.editorial.uploads.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt", "epub"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"only_faults": {"()": "serambi.config.log_lines.OnlyFaults"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["only_faults"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "serambi": {"level": "INFO"},
        "django_tasks_db": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners ask every server for every name
    },
}
