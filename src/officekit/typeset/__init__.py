"""Sheets an office prints: official papers of State and Party, registers, forms, labels with their QR codes.

It knows how facts become a PDF/A-2b file through Typst and the fonts it is given. It refuses to find fonts by
itself, to ask what day it is, and to let a doubtful result through.
"""

from officekit.typeset.engine import FontsMissingError, LettersError, TypesetError, compile, find_fonts
from officekit.typeset.letters import undrawn
from officekit.typeset.manuals import Chapter, Manual, ManualError
from officekit.typeset.printouts import (
    ArrivalLabel,
    Column,
    EnvelopeLabel,
    Form,
    Grid,
    Labels,
    Register,
    Section,
)
from officekit.typeset.qr import modules
from officekit.typeset.shapes import Annex, Block, Paper, Signature, vietnamese_date
from officekit.typeset.sheets import form, labels, manual, paper, register

__all__ = [
    "Annex",
    "ArrivalLabel",
    "Block",
    "Chapter",
    "Column",
    "EnvelopeLabel",
    "FontsMissingError",
    "Form",
    "Grid",
    "Labels",
    "LettersError",
    "Manual",
    "ManualError",
    "Paper",
    "Register",
    "Section",
    "Signature",
    "TypesetError",
    "compile",
    "find_fonts",
    "form",
    "labels",
    "manual",
    "modules",
    "paper",
    "register",
    "undrawn",
    "vietnamese_date",
]
