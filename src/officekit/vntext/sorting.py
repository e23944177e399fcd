"""Vietnamese order as plain text, so that a byte-ordered database column sorts as a Vietnamese list does.

Letters first (a ă â b c d đ e ê …), tones second (ngang huyền hỏi ngã sắc nặng), numbers by value. Keys hold
only printable ASCII for Vietnamese text; other scripts keep their own characters and come last."""

import unicodedata

from officekit.vntext.folding import nfc

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(ord("A") + index) for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
# Separators in rising order, below every digit and letter: person part, level, word.
_PART, _LEVEL, _WORD = " ", "!", "#"


def _split(character: str) -> tuple[str, str]:
    marks = unicodedata.normalize("NFD", character)
    tone = next((mark for mark in marks if mark in _TONES), "")
    return nfc(marks.replace(tone, "", 1)) if tone else character, tone


def _number(digits: str) -> str:
    value = digits.lstrip("0") or "0"
    return f"{min(len(value), 9)}{value}"


def sort_key(name: str) -> str:
    """A key that compares, byte by byte, as Vietnamese dictionaries order their entries."""
    primary: list[str] = []
    tones: list[str] = []
    digits = ""
    for character in nfc(name).lower() + " ":
        if character in "0123456789":
            digits += character
            continue
        if digits:
            primary.append(_number(digits))
            digits = ""
        letter, tone = _split(character)
        if letter in _RANK or letter.isalpha():
            primary.append(_RANK.get(letter, letter))
            tones.append(_TONES.get(tone, "0"))
        elif primary and primary[-1] != _WORD:
            primary.append(_WORD)
    return "".join(primary).strip(_WORD) + _LEVEL + "".join(tones).rstrip("0")


def person_sort_key(full_name: str) -> str:
    """The key of a person: given name, then family name, then middle names, as Vietnamese lists go."""
    words = full_name.split()
    return sort_key(words[-1] if words else "") + _PART + sort_key(" ".join(words[:-1]))
