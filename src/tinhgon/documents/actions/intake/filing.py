"""Registering in one act, without a person between the reading and the book: what was read from the file fills in what
was not given. Refuses what registering by hand refuses, and leaves no file waiting then."""

from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tinhgon.core.actor import Actor
from tinhgon.core.verdict import require
from tinhgon.documents import queries, rules
from tinhgon.documents.actions import papers
from tinhgon.documents.actions.intake import inviting, reading, uploads
from tinhgon.documents.actions.intake.fields import IncomingFields
from tinhgon.documents.actions.intake.registering import correct, register_incoming
from tinhgon.documents.models import Document

_NAMES = {field.name for field in fields_of(IncomingFields)}


def register_file(
    actor: Actor,
    given: Mapping[str, Any],
    at: datetime,
    *,
    request_key: str,
    file: papers.Upload | None = None,
    upload_id: UUID | None = None,
    meeting: Mapping[str, Any] | None = None,
    book_id: int | None = None,
    submit_to_post: int | None = None,
    accepts_duplicate: bool = False,
) -> Document:
    """Enter a paper with its file, or with an upload that waits; the same `request_key` twice is one paper."""
    require(rules.can_register(actor))
    if done := queries.made_by_request(actor, request_key):
        return done
    original = None
    if file is not None:
        content, name = uploads.wrapped(file.content, file.name)
        original = reading.original_of(name, content, uploads.admitted(actor, name, content, at))
    elif upload_id is not None:
        with transaction.atomic():
            original = reading.waiting_original(uploads.waiting(actor, upload_id))
    return register_incoming(
        actor,
        _fields(given, original),
        at,
        request_key=request_key,
        upload_id=upload_id if file is None else None,
        original=original if file is not None else None,
        meeting=inviting.read_meeting(original.fields if original else {}, dict(meeting or {})),
        book_id=book_id,
        submit_to_post=submit_to_post,
        accepts_duplicate=accepts_duplicate,
    )


@transaction.atomic
def correct_some(actor: Actor, document_id: int, changes: Mapping[str, Any], reason: str, at: datetime) -> Document:
    """Correct the fields that are named and leave the others as they stand in the book."""
    document = papers.locked(actor, document_id)
    values = {name: getattr(document, name) for name in _NAMES - {"type_code"}}
    values["type_code"] = document.type.code if document.type else ""
    values |= {name: changes[name] for name in _NAMES & changes.keys()}
    return correct(actor, document_id, IncomingFields(**values), reason, at)


def _fields(given: Mapping[str, Any], original: reading.Original | None) -> IncomingFields:
    values: dict[str, Any] = {"subject": "", "issuer": ""}
    if original is not None:
        read = {name: row["value"] for name, row in original.fields.items()}
        values |= {name: read[name] for name in _NAMES & read.keys()}
        values["type_code"] = read.get("doc_type") or ""
        if isinstance(values.get("issued_on"), str):
            values["issued_on"] = date.fromisoformat(values["issued_on"])
    values |= {name: given[name] for name in _NAMES & given.keys()}
    return IncomingFields(**{name: value for name, value in values.items() if value is not None})
