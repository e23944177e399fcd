"""Draw a `Paper`: as PDF through the templates, or as the Word file a careful typist would have made."""

from collections.abc import Sequence
from pathlib import Path

from officekit.typeset import sheets
from officekit.typeset.papers import word
from officekit.typeset.shapes import Paper


def render_pdf(paper: Paper, fonts: Path | Sequence[Path]) -> bytes:
    """The paper as PDF/A-2b; an undated paper carries 1 January of its year as the file's date."""
    return sheets.paper(paper, fonts, on=paper.dated or word.file_day(paper))


def render_docx(paper: Paper) -> bytes:
    """The paper as DOCX with layout tables; the same paper always gives the same bytes."""
    return word.docx(paper)
