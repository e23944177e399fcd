"""The stamp of arrival (dấu ĐẾN, Decree 30/2020, Annex IV) that an office put on a paper it received.

Knows its few lines in the place of one stamp; refuses to read them: number and day of arrival belong to the book of
the office that stamped, not to the paper."""

import re
from dataclasses import replace

from officekit.docformat.layout import Page, Row, Span

_NAME = re.compile(r"\W*(?:cong van |van ban |c\.?v\.? )?den\W*(?:so\b.*)?")
_LINE = re.compile(
    r"\W*(?:so(?: den)?|ngay(?: den)?|gio(?: den)?|chuyen|kinh chuyen|luu|hs|so va ky hieu|luu ho so)\s*[:.…].*"
)
_REACH, _SIDE = 70, 75


def _belongs(span: Span, name: Span) -> bool:
    if span is name:
        return True
    near = abs(span.box.y0 - name.box.y0) < _REACH and abs(span.box.centre - name.box.centre) < _SIDE
    if not near:
        return False
    above = (
        0 < name.box.y0 - span.box.y0 < 2.2 * max(name.size, 8) and span.is_capitals and span.size <= name.size + 0.6
    )
    # A paper's own number carries a symbol; a stamp's does not.
    return above or (bool(_LINE.fullmatch(span.folded)) and not re.search(r"\d\s*[/-]\s*[A-ZĐ]", span.text))


def without_stamp(page: Page) -> Page:
    """The page without the spans of an arrival stamp; the same page where there is none."""
    spans = [span for row in page.rows for span in row.spans]
    names = [span for span in spans if span.is_capitals and len(span.text) < 40 and _NAME.fullmatch(span.folded)]
    gone = {id(span) for name in names for span in spans if _belongs(span, name)}
    # The word alone is no stamp.
    if len(gone) < len(names) + 1:
        return page
    rows = []
    for row in page.rows:
        kept = tuple(span for span in row.spans if id(span) not in gone)
        if kept:
            rows.append(row if len(kept) == len(row.spans) else Row(kept))
    return replace(page, rows=tuple(rows))
