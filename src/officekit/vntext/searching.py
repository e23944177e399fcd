"""The strings that are indexed and the spans that are highlighted.

Both sides of a search, text and query, pass through the same function here. It refuses to rank."""

import re

from officekit.vntext.folding import fold, has_marks, same_tone

# PostgreSQL reads 88/UBND-VX as a path and thpt.uvk as a host: both would hide their parts from the search.
_BETWEEN_WORDS = re.compile(r"(?<=\w)[/\-_\u2010-\u2015](?=\w)|_|(?<=[^\W\d])\.(?=[^\W\d])|[+\-](?=\d)")
_QUERY_PART = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")


def search_exact(text: str) -> str:
    """What the `simple` configuration is fed for the index that respects diacritics."""
    # "İ" alone grows when lower-cased, and offsets must keep.
    return _BETWEEN_WORDS.sub(" ", same_tone(text).replace("İ", "i").lower())


def search_fold(text: str) -> str:
    """What the `simple` configuration is fed for the index without diacritics."""
    return _BETWEEN_WORDS.sub(" ", fold(same_tone(text)))


def _terms(query: str) -> list[list[str]]:
    terms = []
    for phrase, word in _QUERY_PART.findall(query):
        words = _WORD.findall(search_exact(phrase or word))
        if words:
            terms.append(words)
    return terms


def _spans(words: list[str], haystack: str) -> list[tuple[int, int]]:
    pattern = r"[\W_]+".join(re.escape(word) for word in words)
    return [found.span() for found in re.finditer(rf"(?<![^\W_]){pattern}(?![^\W_])", haystack)]


def highlight(text: str, query: str) -> list[tuple[int, int]]:
    """Spans of the NFC text that the query met, merged and in order.

    A term typed with diacritics marks its exact spelling; only where there is none, the folded one."""
    exact, folded = search_exact(text), search_fold(text)
    found: list[tuple[int, int]] = []
    for words in _terms(query):
        spans = _spans(words, exact) if any(has_marks(word) for word in words) else []
        found += spans or _spans([search_fold(word) for word in words], folded)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
