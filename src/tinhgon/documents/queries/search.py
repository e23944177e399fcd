"""Finding papers in Vietnamese, with or without diacritics, in either tone style, by phrase, by a part of the number.
Rights are decided inside the query (law 1). Two stages: the newest matches are taken from the index, then ranked, what
was spelt exactly first; a query that takes too long is stopped. It refuses to rank more than the newest matches."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models.functions import Left

from officekit import vntext
from tinhgon.core.actor import Actor
from tinhgon.core.numbering.choices import Flow
from tinhgon.core.verdict import Refused
from tinhgon.documents import rules
from tinhgon.documents.choices import STATES
from tinhgon.documents.models import Document, SearchText
from tinhgon.documents.queries.marking import put_marks
from tinhgon.documents.queries.visible import visible_to
from tinhgon.documents.search import code_key, pairs
from tinhgon.organisation import queries as organisation

CANDIDATES = 500
PAGE = 20
TIMEOUT_MS = 4000
SNIPPET = 220
# Measured: about 10 µs a vector, where the default of 0.0025 stands for less than 0.1 (docs/benchmarks.md).
_VECTOR_COST = "0.1"
# How much of a paper is looked through for the place to show.
_LOOKED_AT = 40_000

_TERM = re.compile(r'"([^"]+)"|(\S+)')
_CODE = re.compile(r"^[\w./\-–]*\d[\w./\-–]*$")


class SearchTooWide(Refused):
    def __init__(self) -> None:
        super().__init__(
            "Từ tìm quá rộng nên chưa có kết quả. Thêm từ, thêm số/ký hiệu hoặc chọn bộ lọc.", code="too_wide"
        )


@dataclass(frozen=True)
class SearchFilter:
    flow: str = ""
    type_name: str = ""
    issuer: str = ""
    unit_id: int | None = None
    year: int | None = None
    state: str = ""

    @property
    def is_narrowed(self) -> bool:
        return any((self.flow, self.type_name, self.issuer, self.unit_id, self.year, self.state))


@dataclass(frozen=True)
class Hit:
    """A paper found: its row, and the pieces of subject and text with what was met, as (text, is_met) pairs."""

    document: Document
    subject: list[tuple[str, bool]]
    snippet: list[tuple[str, bool]]
    unit_name: str


@dataclass(frozen=True)
class SearchFacet:
    name: str
    label: str
    # (value, words, count)
    values: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Found:
    hits: list[Hit]
    total: int
    is_capped: bool
    next: int | None
    facets: list[SearchFacet]


NOTHING = Found([], 0, False, None, [])


@dataclass(frozen=True)
class _Query:
    terms: tuple[str, ...]
    code: str
    register_number: int | None

    @property
    def phrases(self) -> dict[int, list[int]]:
        """The terms of several words (quoted ones, a number with its symbol) with their pairs."""
        found = {i: pairs(vntext.search_fold(term)) for i, term in enumerate(self.terms)}
        return {i: numbers for i, numbers in found.items() if numbers}

    @property
    def has_marks(self) -> bool:
        return any(vntext.has_marks(term) for term in self.terms)


def _parsed(text: str) -> _Query | None:
    text = vntext.nfc(text.replace("\x00", " "))[:300]
    terms = tuple(phrase or word for phrase, word in _TERM.findall(text))
    terms = tuple(term for term in terms if any(letter.isalnum() for letter in term))[:20]
    if not terms:
        return None
    code = code_key(terms[0]) if len(terms) == 1 and _CODE.match(terms[0]) else ""
    number = int(terms[0]) if len(terms) == 1 and terms[0].isdecimal() and len(terms[0]) < 9 else None
    return _Query(terms, code, number)


def search_papers(actor: Actor, text: str, chosen: SearchFilter | None = None, *, offset: int = 0) -> Found:
    """Papers the actor may see that meet every term; raises SearchTooWide when it takes too long."""
    query = _parsed(text)
    if query is None:
        return NOTHING
    chosen = chosen or SearchFilter()
    with planned():
        rows = _ranked(actor, query, chosen)
    page = rows[offset : offset + PAGE]
    return Found(
        hits=_hits(actor, text, [row["id"] for row in page]),
        total=len(rows),
        is_capped=len(rows) >= CANDIDATES,
        next=offset + PAGE if len(rows) > offset + PAGE else None,
        facets=_facets(rows, actor.on),
    )


def newest_matches(actor: Actor, text: str) -> list[int]:
    """Ids of the newest papers that meet a text, for lists that have an order of their own."""
    query = _parsed(text)
    if query is None:
        return []
    with planned():
        return [row["id"] for row in _ranked(actor, query, SearchFilter())]


def _ranked(actor: Actor, query: _Query, chosen: SearchFilter) -> list[dict[str, Any]]:
    folded = [vntext.search_fold(term) for term in query.terms]
    exact = [vntext.search_exact(term) for term in query.terms]
    params: dict[str, Any] = {
        "readers": sorted(actor.readers),
        "limit": CANDIDATES,
        "code": query.code.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%",
        "number": query.register_number,
        "agency": actor.agency_id,
        **{f"f{i}": term for i, term in enumerate(folded)},
        **{f"e{i}": term for i, term in enumerate(exact)},
        "phrase": vntext.search_exact(" ".join(query.terms)),
    }
    params |= {f"p{i}": numbers for i, numbers in query.phrases.items()}
    narrow = _narrowing(chosen, params)
    with connection.cursor() as cursor:
        sql = _sql(
            len(query.terms),
            list(query.phrases) if _few_have_the_phrases(cursor, params, list(query.phrases)) else [],
            narrow,
            with_exact=query.has_marks,
            with_code=bool(query.code),
            with_number=query.register_number is not None,
        )
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _narrowing(chosen: SearchFilter, params: dict[str, Any]) -> str:
    """Conditions on the paper's row; their values go into `params`."""
    parts = []
    for column, value in (
        ("flow", chosen.flow),
        ("issuer", chosen.issuer),
        ("lead_unit_id", chosen.unit_id),
        ("state", chosen.state),
    ):
        if value:
            parts.append(f"d.{column} = %(w_{column})s")
            params[f"w_{column}"] = value
    if chosen.type_name:
        # Party and State have types of one name.
        parts.append("d.type_id IN (SELECT id FROM documents_documenttype WHERE name = %(w_type)s)")
        params["w_type"] = chosen.type_name
    if chosen.year:
        parts.append("d.issued_on >= %(w_from)s AND d.issued_on < %(w_to)s")
        params["w_from"], params["w_to"] = date(chosen.year, 1, 1), date(chosen.year + 1, 1, 1)
    return "".join(f" AND {part}" for part in parts)


_READABLE = "s.reader_ids && %(readers)s::int[]"


def _asked(name: str, terms: Iterable[int]) -> str:
    """The terms in the conditions themselves: only so the planner knows how common they are, and whether to ask the
    index of words or to walk back from the newest paper."""
    return "(" + " && ".join(f"phraseto_tsquery('simple', %({name[0]}{i})s)" for i in terms) + ")"


def _near(phrases: Iterable[int]) -> str:
    return " AND ".join(f"s.pairs @> %(p{i})s::int[]" for i in phrases)


def _few_have_the_phrases(cursor: Any, params: dict[str, Any], phrases: Sequence[int]) -> bool:
    """Whether to ask the index of pairs for all papers with the phrases, or to walk back from the newest until the
    candidates are full. Reading a paper on the way costs some three times as much as taking one the index named
    (docs/benchmarks.md); the planner knows how many there are."""
    if not phrases:
        return False
    cursor.execute("SELECT EXISTS (SELECT 1 FROM documents_searchtext WHERE pairs IS NULL)")
    if cursor.fetchone()[0]:
        return False
    cursor.execute(
        "EXPLAIN (FORMAT JSON) SELECT FROM documents_searchtext"  # noqa: S608  no input in it
        f" UNION ALL SELECT FROM documents_searchtext s WHERE {_READABLE} AND {_near(phrases)}",
        params,
    )
    papers, named = (plan["Plan Rows"] for plan in cursor.fetchone()[0][0]["Plan"]["Plans"])
    return bool(named * named <= 3 * CANDIDATES * papers)


def _matching(name: str, count: int, phrases: Sequence[int], narrow: str, condition: str = "") -> str:
    """The newest papers whose vector meets all terms."""
    join = "JOIN documents_document d ON d.id = s.document_id" if narrow else ""
    words = f"s.{name} @@ {_asked(name, range(count))}"
    if not phrases:
        return (
            f"(SELECT s.document_id AS id FROM documents_searchtext s {join}"  # noqa: S608  no input in it
            f" WHERE {_READABLE} AND {words}{narrow}{condition} ORDER BY s.document_id DESC LIMIT %(limit)s)"
        )
    # The index knows which two words stand side by side. Whether all of a phrase stands together is seen in the vector,
    # which is read from the newest paper on and no further than the candidates need: OFFSET 0 keeps the two apart.
    alone = [i for i in range(count) if i not in phrases]
    # A term the database sees no word in asks for nothing.
    others = f" AND (numnode({_asked(name, alone)}) = 0 OR s.{name} @@ {_asked(name, alone)})" if alone else ""
    return (
        f"(SELECT s.document_id AS id FROM (SELECT s.document_id, s.{name} FROM documents_searchtext s"  # noqa: S608
        f" WHERE {_READABLE} AND {_near(phrases)}{others} ORDER BY s.document_id DESC OFFSET 0) s {join}"
        f" WHERE {words}{narrow}{condition} ORDER BY s.document_id DESC LIMIT %(limit)s)"
    )


def _sql(
    count: int, phrases: Sequence[int], narrow: str, *, with_exact: bool, with_code: bool, with_number: bool
) -> str:
    def vector(name: str, condition: str = "") -> str:
        return _matching(name, count, phrases, narrow, condition)

    # What was typed with diacritics is looked for as it was spelt; only where that does not fill the candidates is
    # the other index asked too.
    exact = f"spelt AS MATERIALIZED {vector('exact')}," if with_exact else ""
    branches = [vector("fold")]
    if with_exact:
        more = " AND (SELECT count(*) FROM spelt) < %(limit)s"
        branches = ["(SELECT id FROM spelt)", vector("fold", more)]
    if with_code:
        branches.append(
            "(SELECT d.id FROM documents_document d WHERE d.reader_ids && %(readers)s::int[]"  # noqa: S608
            f" AND d.agency_id = %(agency)s AND d.code_key LIKE %(code)s{narrow} ORDER BY d.id DESC LIMIT 50)"
        )
    if with_number:
        branches.append(
            "(SELECT d.id FROM numbering_book b JOIN numbering_period p ON p.book_id = b.id"  # noqa: S608
            " JOIN numbering_entry e ON e.period_id = p.id AND e.number = %(number)s"
            " JOIN documents_document d ON d.entry_id = e.id"
            f" WHERE d.reader_ids && %(readers)s::int[] AND b.agency_id = %(agency)s{narrow} LIMIT 50)"
        )
    return f"""
        WITH {exact} c AS MATERIALIZED ({" UNION ".join(branches)})
        SELECT d.id, d.flow, d.state, t.name AS type_name, d.issuer, d.lead_unit_id,
               extract(year FROM d.issued_on)::int AS year
          FROM c JOIN documents_document d USING (id)
          JOIN documents_searchtext s ON s.document_id = d.id
          LEFT JOIN documents_documenttype t ON t.id = d.type_id
         ORDER BY (d.code_key <> '' AND d.code_key LIKE %(code)s AND %(code)s <> '%%')::int * 8
                + (s.exact @@ phraseto_tsquery('simple', %(phrase)s))::int * 4
                + (s.exact @@ {_asked("exact", range(count))})::int * 2
                + ts_rank(s.fold, {_asked("fold", range(count))}) DESC,
                  d.id DESC
         LIMIT %(limit)s"""  # noqa: S608


@contextmanager
def planned(*, timeout_ms: int | None = None) -> Iterator[None]:
    """Stop what runs longer than TIMEOUT_MS, and tell the planner what it does not know: to hold a vector against the
    terms, it is read from beside the row, which costs far more than an operator; and an office has other work for its
    processors than one search. The settings end with the block."""
    settings = {
        "statement_timeout": str(timeout_ms or TIMEOUT_MS),
        "max_parallel_workers_per_gather": "0",
        "cpu_operator_cost": _VECTOR_COST,
    }
    with transaction.atomic(), connection.cursor() as cursor:
        before = _set(cursor, settings)
        try:
            with transaction.atomic():
                yield
        except OperationalError as error:
            if getattr(error.__cause__, "sqlstate", "") == "57014":
                raise SearchTooWide from error
            raise
        _set(cursor, before)


def _set(cursor: Any, settings: dict[str, str]) -> dict[str, str]:
    """Until the transaction ends; returns what was set before."""
    old = ", ".join("current_setting(%s)" for _ in settings)
    new = ", ".join("set_config(%s, %s, true)" for _ in settings)
    pairs = [word for setting in settings.items() for word in setting]
    # Evaluated from left to right, as every list of a SELECT without rows.
    cursor.execute(f"SELECT {old}, {new}", [*settings, *pairs])
    return dict(zip(settings, cursor.fetchone(), strict=False))


def _hits(actor: Actor, text: str, ids: Sequence[int]) -> list[Hit]:
    rows = visible_to(actor).filter(pk__in=ids).select_related("type", "lead_unit")
    documents = {row.pk: row for row in rows}
    put_marks(actor, documents.values())
    texts = dict(
        SearchText.objects.filter(pk__in=documents).annotate(start=Left("text", _LOOKED_AT)).values_list("pk", "start")
    )
    units = organisation.unit_names([d.lead_unit_id for d in documents.values() if d.lead_unit_id], actor.on)
    return [
        Hit(
            document=documents[pk],
            subject=marked(documents[pk].subject, text),
            # A piece of the text is read: what is lent for a time is opened to be read, and written down.
            snippet=[] if rules.reads_for_a_time(actor, documents[pk]) else snippet(texts.get(pk, ""), text),
            unit_name=units.get(documents[pk].lead_unit_id or 0, ""),
        )
        for pk in ids
        if pk in documents
    ]


def marked(text: str, query: str) -> list[tuple[str, bool]]:
    """The text in pieces, those that the query met marked True."""
    pieces, last = [], 0
    for start, end in vntext.highlight(text, query):
        pieces += [(text[last:start], False), (text[start:end], True)]
        last = end
    return [piece for piece in [*pieces, (text[last:], False)] if piece[0]]


def snippet(text: str, query: str) -> list[tuple[str, bool]]:
    """About two lines of the text around the first place that was met; empty when it was met elsewhere."""
    text = " ".join(vntext.nfc(text).split())
    spans = vntext.highlight(text, query)
    if not spans:
        return []
    start = max(0, spans[0][0] - SNIPPET // 3)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = start + SNIPPET
    end = text.find(" ", end) if len(text) > end and text.find(" ", end) > 0 else len(text)
    pieces = marked(text[start:end], query)
    before = [("… ", False)] if start else []
    return [*before, *pieces, *([(" …", False)] if end < len(text) else [])]


def _facets(rows: list[dict[str, Any]], on: date) -> list[SearchFacet]:
    units = organisation.unit_names([row["lead_unit_id"] for row in rows if row["lead_unit_id"]], on)
    words: dict[str, dict[Any, Any]] = {
        "flow": dict(Flow.choices),
        "state": STATES,
        "lead_unit_id": units,
    }
    facets = []
    for column, name, label in (
        ("flow", "flow", "Chiều văn bản"),
        ("type_name", "type", "Loại văn bản"),
        ("issuer", "issuer", "Cơ quan ban hành"),
        ("lead_unit_id", "unit", "Đơn vị chủ trì"),
        ("year", "year", "Năm"),
        ("state", "state", "Trạng thái"),
    ):
        counts = Counter(row[column] for row in rows if row[column] not in (None, ""))
        values = [
            (str(value), str(words.get(column, {}).get(value, value)), count) for value, count in counts.most_common(8)
        ]
        if values:
            facets.append(SearchFacet(name, label, values))
    return facets
