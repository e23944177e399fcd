"""Reading kept files."""

from django.core.files.storage import default_storage

from tinhgon.core.storage.models import Blob


def content(blob: Blob) -> bytes:
    with default_storage.open(blob.path) as file:
        return bytes(file.read())


def blob_by_hash(sha256: str) -> Blob | None:
    return Blob.objects.filter(sha256=sha256).first()
