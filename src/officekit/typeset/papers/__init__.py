"""Invented official papers for demonstration and measurement: made by `sample_paper`, drawn by `render_*`.

It knows an invented province and refuses real persons, real communes and real cases. The fields of each
`Paper` are the ground truth of the sheet drawn from it.
"""

from officekit.typeset.papers.bodies import (
    COMMUNES,
    PARTY_BODIES,
    PROVINCE,
    STATE_BODIES,
    Issuer,
    commune_committee,
    commune_party,
    holders,
    person,
)
from officekit.typeset.papers.kinds import BY_BLOC, Kind
from officekit.typeset.papers.render import render_docx, render_pdf
from officekit.typeset.papers.sample import sample_paper
from officekit.typeset.papers.topics import FIELDS, Field

__all__ = [
    "BY_BLOC",
    "COMMUNES",
    "FIELDS",
    "PARTY_BODIES",
    "PROVINCE",
    "STATE_BODIES",
    "Field",
    "Issuer",
    "Kind",
    "commune_committee",
    "commune_party",
    "holders",
    "person",
    "render_docx",
    "render_pdf",
    "sample_paper",
]
