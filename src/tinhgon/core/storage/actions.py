"""Keeping files: written once by content, never changed."""

import hashlib
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F

from tinhgon.core import rows
from tinhgon.core.storage.models import Blob


def keep(content: bytes, media_type: str, at: datetime) -> Blob:
    """Store bytes and count one user of them. The file is written before the row: a crash between leaves
    an orphan file, never a row without its bytes."""
    sha256 = hashlib.sha256(content).hexdigest()
    blob = Blob(sha256=sha256, size=len(content), media_type=media_type, created_at=at)
    if not default_storage.exists(blob.path):
        default_storage.save(blob.path, ContentFile(content))
    with rows.cursor() as cursor:
        cursor.execute(_KEEP, [sha256, blob.size, media_type, at])
        blob.pk, blob.media_type, blob.reference_count = cursor.fetchone()
    blob._state.adding = False
    return blob


# The same bytes twice are one row with one user more.
_KEEP = """
INSERT INTO storage_blob AS kept (sha256, size, media_type, reference_count, created_at) VALUES (%s, %s, %s, 1, %s)
ON CONFLICT (sha256) DO UPDATE SET reference_count = kept.reference_count + 1
RETURNING id, media_type, reference_count
"""


def share(blob: Blob) -> Blob:
    """Count one more user of the same bytes; nothing is copied."""
    Blob.objects.filter(pk=blob.pk).update(reference_count=F("reference_count") + 1)
    return blob


def release(blob: Blob) -> None:
    """Count one user less. The bytes stay: what was kept once is swept by nobody else's act."""
    Blob.objects.filter(pk=blob.pk, reference_count__gt=0).update(reference_count=F("reference_count") - 1)
