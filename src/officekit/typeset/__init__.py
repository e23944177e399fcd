"""Sheets an office prints: official papers of State and Party, registers, forms and the arrival label.

It knows how facts become a PDF/A-2b file through Typst and the fonts it is given. It refuses to find fonts by
itself, to ask what day it is, and to let a doubtful result through.
"""

from officekit.typeset.engine import FontsMissingError, TypesetError, compile, find_fonts
from officekit.typeset.printouts import ArrivalLabel, Column, Form, Register, Section
from officekit.typeset.shapes import Annex, Block, Paper, Signature, vietnamese_date
from officekit.typeset.sheets import arrival_label, form, paper, register

__all__ = [
    "Annex",
    "ArrivalLabel",
    "Block",
    "Column",
    "FontsMissingError",
    "Form",
    "Paper",
    "Register",
    "Section",
    "Signature",
    "TypesetError",
    "arrival_label",
    "compile",
    "find_fonts",
    "form",
    "paper",
    "register",
    "vietnamese_date",
]
