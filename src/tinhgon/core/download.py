"""A file as an answer: whole, unchanged, or the part that was asked for (RFC 9110, 13 and 14). Decides nothing about
who may read it."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

_SUFFIX = {
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def download(
    request: HttpRequest, content: bytes, media_type: str, name: str, *, sha256: str = "", is_shown: bool = False
) -> HttpResponse:
    """The bytes under their name. With `sha256` the answer carries an ETag, so that nothing is sent twice and a
    broken download goes on where it stopped."""
    etag = f'"{sha256}"' if sha256 else ""
    if etag and etag in request.headers.get("If-None-Match", ""):
        return HttpResponse(status=304, headers={"ETag": etag})
    part = _asked(request, len(content), etag)
    if part == (0, 0):
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    first, end = part or (0, len(content))
    response = HttpResponse(content[first:end], content_type=media_type, status=206 if part else 200)
    response["Content-Disposition"] = content_disposition_header(not is_shown, honest(name, media_type)) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=900"
    # The file is somebody else's: it may run nothing here.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    if part:
        response["Content-Range"] = f"bytes {first}-{end - 1}/{len(content)}"
    if etag:
        response["ETag"] = etag
    return response


def honest(name: str, media_type: str) -> str:
    """The name with the ending of what the bytes were found to be, so that no `a.pdf.exe` is opened as a program, and
    without signs that are not seen, which turn the ending around."""
    seen = "".join(letter for letter in name if letter.isprintable()) or "tep"
    suffix = _SUFFIX.get(media_type, "")
    return seen if seen.lower().endswith(suffix) else seen + suffix


def _asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """The half-open part asked for; None is the whole, (0, 0) a part that is not there."""
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if match is None or not (match[1] or match[2]):
        return None
    if request.headers.get("If-Range", etag) != etag:
        return None
    if not match[1]:
        return (max(size - int(match[2]), 0), size) if int(match[2]) and size else (0, 0)
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    return (first, last + 1) if first <= last else (0, 0)
