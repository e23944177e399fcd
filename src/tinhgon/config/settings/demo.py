"""The demonstration: plain HTTP on loopback, mail written to a folder, a key made once per installation."""

import os
import secrets

from tinhgon.config.settings.base import *  # noqa: F403
from tinhgon.config.settings.base import VAR

VAR.mkdir(parents=True, exist_ok=True)
_key = VAR / "secret-key"
if not _key.exists():
    _key.write_text(secrets.token_urlsafe(50))
    _key.chmod(0o600)
SECRET_KEY = os.environ.get("SECRET_KEY") or _key.read_text()
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
