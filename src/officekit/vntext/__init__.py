"""Vietnamese text: normal form, folding, tone styles, search strings, highlighting and sorting.

Knows letters and tones only; refuses any knowledge of documents, databases or collations of the machine."""

from officekit.vntext.folding import fold, has_marks, nfc, same_tone
from officekit.vntext.searching import highlight, search_exact, search_fold
from officekit.vntext.sorting import person_sort_key, sort_key

__all__ = [
    "fold",
    "has_marks",
    "highlight",
    "nfc",
    "person_sort_key",
    "same_tone",
    "search_exact",
    "search_fold",
    "sort_key",
]
