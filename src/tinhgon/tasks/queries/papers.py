"""The paper that work hangs on, as the one who works on it finds it."""

import uuid

from tinhgon.core.actor import Actor
from tinhgon.documents.models import Document


def document_for(actor: Actor, public_id: uuid.UUID) -> Document | None:
    """A paper the actor may see, to be directed, sent around or answered."""
    return Document.objects.filter(public_id=public_id, reader_ids__overlap=sorted(actor.principals)).first()
