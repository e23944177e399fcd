"""Folding of accents and of the two tone-mark styles.

Every function here keeps the length of NFC text, so that an offset found in the folded text cuts the
accented original. It refuses to guess legacy encodings (TCVN3, VNI): those are converted before."""

import re
import unicodedata

# Not composable and invisible: stands for a mark that NFC could not join to its letter, so that the length is kept.
_STRAY_MARK = "\u034f"


def _fold_table() -> dict[int, str]:
    table = dict.fromkeys(range(0x0300, 0x0370), _STRAY_MARK)
    for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            table[code] = base.lower()
    # Unicode does not decompose đ, so it needs its own line.
    table[ord("đ")] = table[ord("Đ")] = "d"
    return table


def _tone_table() -> dict[str, str]:
    pairs = {}
    for old, new in (("o{}", "{}a"), ("o{}", "{}e"), ("u{}", "{}y")):
        first, second = old[0], new[-1]
        for tone in "\u0300\u0301\u0309\u0303\u0323":
            toned_second = unicodedata.normalize("NFC", second + tone)
            toned_first = unicodedata.normalize("NFC", first + tone)
            for a, b in ((0, 0), (0, 1), (1, 0), (1, 1)):
                source = (first.upper() if a else first) + (toned_second.upper() if b else toned_second)
                target = (toned_first.upper() if a else toned_first) + (second.upper() if b else second)
                pairs[source] = target
    return pairs


_FOLD = _fold_table()
_TONE = _tone_table()
_TONE_PATTERN = re.compile("|".join(_TONE))


def nfc(text: str) -> str:
    """The one normal form everything is stored and compared in."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without diacritics, one character for each character of the NFC text."""
    return nfc(text).translate(_FOLD).lower()


def has_marks(text: str) -> bool:
    """Whether the text carries any Vietnamese diacritic."""
    return fold(text) != nfc(text).lower()


def same_tone(text: str) -> str:
    """One spelling for hoà/hòa, khoẻ/khỏe, thuý/thúy.

    No syllable rule is needed: text and query get the same map, so "quý" meets itself as "qúy"."""
    return _TONE_PATTERN.sub(lambda found: _TONE[found.group()], nfc(text))
