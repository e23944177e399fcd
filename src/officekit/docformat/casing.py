"""Names printed in capitals, given back the way the office writes them in running text.

The paper itself is the best witness (its body names the same bodies in ordinary letters), then a table of
phrases; it refuses to touch text that was not printed in capitals."""

import csv
import re
from functools import cache, cached_property
from importlib import resources

from officekit import vntext

_TOKEN = re.compile(r"[^\W_]+(?:&[^\W_]+)*")
_LONGEST = 9
_ROMAN = re.compile(r"[IVX]{2,5}")
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?")


@cache
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    text = resources.files("officekit.docformat").joinpath("data/casing.csv").read_text("utf-8")
    phrases = (vntext.nfc(row["phrase"]) for row in csv.DictReader(text.splitlines()))
    return {_key(phrase): tuple(_TOKEN.findall(phrase)) for phrase in phrases}


def _key(text: str) -> tuple[str, ...]:
    return tuple(token.lower() for token in _TOKEN.findall(vntext.same_tone(text)))


class Witness:
    """The running text of the paper, asked how it writes a phrase."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _read(self) -> tuple[list[str], list[str], dict[str, list[int]]]:
        """Words, their keys, and where each key stands; made when the first name in capitals asks."""
        text = vntext.nfc(self._text)
        same = vntext.same_tone(text)
        spans = [found.span() for found in _TOKEN.finditer(text)]
        tokens = [text[start:end] for start, end in spans]
        keys = [same[start:end].lower() for start, end in spans]
        where: dict[str, list[int]] = {}
        for index, (token, key) in enumerate(zip(tokens, keys, strict=True)):
            if not _is_shouted(token, key):
                where.setdefault(key, []).append(index)
        return tokens, keys, where

    def writes(self, wanted: tuple[str, ...]) -> tuple[str, ...] | None:
        """The longest opening of these words as the text writes it outside capitals, at least two words."""
        tokens, keys, where = self._read
        best: tuple[str, ...] = ()
        for start in where.get(wanted[0], ()):
            length = 0
            while (
                length < len(wanted)
                and start + length < len(keys)
                and keys[start + length] == wanted[length]
                and not _is_shouted(tokens[start + length], wanted[length])
            ):
                length += 1
            if length > len(best):
                best = tuple(tokens[start : start + length])
        return best if len(best) >= 2 else None


def _is_syllable(key: str) -> bool:
    return bool(_SYLLABLE.fullmatch(vntext.fold(key)))


def _is_shouted(token: str, key: str) -> bool:
    return len(token) > 1 and token.isupper() and _is_syllable(key)


def _from_table(wanted: tuple[str, ...]) -> tuple[str, ...] | None:
    for length in range(min(_LONGEST, len(wanted)), 0, -1):
        if phrase := _table().get(wanted[:length]):
            return phrase
    return None


def natural(text: str, witness: Witness, *, names: bool) -> str:
    """Capitals to ordinary letters; what no source knows is taken for a name, or for plain words."""
    if not any(letter.isalpha() for letter in text) or text != text.upper():
        return text
    tokens = list(_TOKEN.finditer(text))
    keys = tuple(vntext.same_tone(token.group()).lower() for token in tokens)
    words: list[str] = []
    while len(words) < len(keys):
        rest = keys[len(words) :]
        known, table = witness.writes(rest), _from_table(rest)
        if known and len(known) >= len(table or ()):
            words += _spelled(tokens[len(words) : len(words) + len(known)], known)
        elif table:
            words += _spelled(tokens[len(words) : len(words) + len(table)], table)
        else:
            token = tokens[len(words)].group()
            # `khu vực XII`: a Roman numeral ends a name.
            is_last = len(words) == len(keys) - 1
            words.append(token if is_last and _ROMAN.fullmatch(token) else _unknown(token, names=names))
    result, position = [], 0
    for token, word in zip(tokens, words, strict=True):
        result += [text[position : token.start()], word]
        position = token.end()
    joined = "".join(result) + text[position:]
    return joined[:1].upper() + joined[1:]


def _spelled(tokens: list[re.Match[str]], known: tuple[str, ...]) -> list[str]:
    """The printed letters (and their tone style) in the casing that is known."""
    return [
        token.group()
        if word.isupper() and len(word) > 1
        else (token.group().capitalize() if word[:1].isupper() else token.group().lower())
        for token, word in zip(tokens, known, strict=True)
    ]


def _unknown(token: str, *, names: bool) -> str:
    if not _is_syllable(token.lower()) and not token.isdigit():
        return token
    return token.capitalize() if names else token.lower()
