"""What lists say, in a word, of a paper whose effect another has changed. One statement a list; knows no page."""

from collections.abc import Iterable

from tinhgon.core import rows
from tinhgon.core.actor import Actor
from tinhgon.documents import rules
from tinhgon.documents.choices import CHANGING_KINDS, ENDING_KINDS, ON_ITS_WAY, IncomingState, OutgoingState
from tinhgon.documents.models import Document

EFFECTS = [*ENDING_KINDS, *CHANGING_KINDS]
# Papers that say nothing any more.
GONE = (OutgoingState.ABANDONED, OutgoingState.WITHDRAWN, IncomingState.RECALLED, IncomingState.REFUSED)

# Everything said about papers of a list, and about those they are copies of, by a paper that is out: one statement,
# whatever the list's length.
_SAID = """
SELECT d.id, r.kind, COALESCE(r.effective_on, f.issued_on), r.until_on, r.is_partial
FROM documents_document d
CROSS JOIN LATERAL (
    SELECT ARRAY(
        WITH RECURSIVE held AS (
            SELECT d.id, d.source_id
            UNION ALL
            SELECT s.id, s.source_id FROM held JOIN documents_document s ON s.id = held.source_id
        ) SELECT id FROM held
    ) AS ids OFFSET 0
) family
JOIN documents_relation r ON r.to_document_id = ANY(family.ids)
LEFT JOIN documents_document f ON f.id = r.from_document_id
WHERE d.id = ANY(%s) AND r.withdrawn_at IS NULL AND r.kind = ANY(%s) AND NOT COALESCE(f.state = ANY(%s), false)
    AND (NOT COALESCE(f.is_restricted, false) OR (r.kind = ANY(%s) AND NOT r.is_partial) OR f.reader_ids && %s::int[])
"""


def put_marks(actor: Actor, documents: Iterable[Document]) -> None:
    """Say on every paper of a list what has become of its effect."""
    papers = {document.pk: document for document in documents}
    if not papers:
        return
    said: dict[int, list[rules.Saying]] = {}
    hidden = [*ON_ITS_WAY, *GONE]
    readers = sorted(actor.readers)
    with rows.cursor() as cursor:
        cursor.execute(_SAID, [list(papers), list(map(str, EFFECTS)), hidden, list(map(str, ENDING_KINDS)), readers])
        for pk, *saying in cursor.fetchall():
            said.setdefault(pk, []).append(rules.Saying(*saying))
    for pk, sayings in said.items():
        papers[pk].mark = rules.mark(sayings, actor.on)
