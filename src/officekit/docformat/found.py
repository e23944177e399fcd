"""What was read for one field, how sure, and from which place on the paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from officekit.docformat.layout import Box, Span, union

Value = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The place a value was read from: page from 1, box from the page's top left, text as printed."""

    page: int
    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A value with its confidence between 0 and 1 and, where there is one, its place."""

    value: Value
    confidence: float
    evidence: Evidence | None


def found(value: Value, confidence: float, spans: Sequence[Span]) -> Found:
    """A value read from these spans; the evidence is on the page of the first."""
    if not spans:
        return Found(value, confidence, None)
    if any(span.drawn for span in spans):
        # Numerals recognised in a picture are a proposal for the clerk.
        confidence *= 0.7
    here = [span for span in spans if span.page == spans[0].page]
    text = " ".join(span.text for span in spans)
    return Found(value, round(confidence, 2), Evidence(spans[0].page, union(span.box for span in here), text))
