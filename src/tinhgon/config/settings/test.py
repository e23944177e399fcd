"""Tests: fast password hashing, mail in memory, plain static files, a files folder of their own."""

import atexit
import shutil
import tempfile
from pathlib import Path

from tinhgon.config.settings.base import *  # noqa: F403

SECRET_KEY = "only-for-tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
_folder = Path(tempfile.mkdtemp(prefix="tinhgon-test-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
MEDIA_ROOT = _folder / "files"
QUARANTINE_KEYS = _folder / "keys"
SECRET_HOLD_KEYS = _folder / "held-keys"
STORAGES = {
    "default": {"BACKEND": "tinhgon.core.storage.gateways.files.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AXES_ENABLED = False
